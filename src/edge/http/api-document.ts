/** The API as one document: routes of the rooms, and the few addresses outside of an organization. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { type JsonObject, openApiDocument } from '#platform/http/openapi'
import type { Control } from '#records/people'

import { openEndpoints, supplierEndpoints } from './open-endpoints.ts'
import { roomRoutes } from './rooms.ts'

const description = [
  'Procurement from supplier to stock, with books that tie out.',
  'Money is a decimal string with its currency, a quantity a decimal string with its unit, days are',
  'YYYY-MM-DD. Lists page by an opaque cursor. Refusals are problem documents (RFC 9457) with a stable',
  'code and every reason at once. Send an Idempotency-Key with each write; a twin gets the first answer.',
].join(' ')

export function apiDocument(control: Control): JsonObject {
  return openApiDocument({ version: readVersion(), description }, [
    { prefix: '/api/v1/{organization}', routes: roomRoutes(control), isSecured: true },
    { prefix: '/api', routes: openEndpoints, isSecured: false },
    { prefix: '/api/supplier/{token}', routes: supplierEndpoints, isSecured: false },
  ])
}

function readVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
