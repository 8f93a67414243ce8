/** The API as one document: routes of the rooms, and the few addresses outside of an organization. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

import { type Described, type JsonObject, openApiDocument } from '#platform/http/openapi'
import { empty } from '#platform/http/route'
import type { Control } from '#records/people'

import { healthView } from './health.ts'
import { roomRoutes } from './rooms.ts'
import { sessionView } from './session.ts'
import { setupBody, setupStateView, setupView } from './setup.ts'

const description = [
  'Procurement from supplier to stock, with books that tie out.',
  'Money is a decimal string with its currency, a quantity a decimal string with its unit, days are',
  'YYYY-MM-DD. Lists page by an opaque cursor. Refusals are problem documents (RFC 9457) with a stable',
  'code and every reason at once. Send an Idempotency-Key with each write; a twin gets the first answer.',
].join(' ')

const noPermission = { permission: null } as const

const signIn = z.strictObject({ email: z.string(), password: z.string() })
const passwords = z.strictObject({
  currentPassword: z.string(),
  newPassword: z.string().min(12).max(128),
  revokeOtherSessions: z.boolean().optional(),
})

const openEndpoints: readonly Described[] = [
  {
    ...noPermission,
    kind: 'question',
    method: 'GET',
    path: '/health',
    tag: 'service',
    summary: 'Is Landfall alive',
    responses: { 200: healthView },
  },
  {
    ...noPermission,
    kind: 'question',
    method: 'GET',
    path: '/session',
    tag: 'sign-in',
    summary: 'Who is signed in, and where they may go',
    responses: { 200: sessionView },
  },
  {
    ...noPermission,
    kind: 'question',
    method: 'GET',
    path: '/setup',
    tag: 'sign-in',
    summary: 'Does anybody exist',
    responses: { 200: setupStateView },
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/setup',
    tag: 'sign-in',
    summary: 'First run: make the first owner, organization and company',
    body: setupBody,
    responses: { 201: setupView },
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/auth/sign-in/email',
    tag: 'sign-in',
    summary: 'Sign in; the answer sets the session cookie',
    body: signIn,
    responses: { 200: z.looseObject({}) },
    problems: [401],
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/auth/sign-out',
    tag: 'sign-in',
    summary: 'End the session',
    responses: { 200: z.looseObject({}) },
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/auth/change-password',
    tag: 'sign-in',
    summary: 'Change the password',
    body: passwords,
    responses: { 200: z.looseObject({}) },
    problems: [401],
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/auth/revoke-other-sessions',
    tag: 'sign-in',
    summary: 'Sign out everywhere else',
    responses: { 200: z.looseObject({}), 204: empty },
    problems: [401],
  },
]

export function apiDocument(control: Control): JsonObject {
  return openApiDocument({ version: readVersion(), description }, [
    { prefix: '/api/v1/{organization}', routes: roomRoutes(control), isSecured: true },
    { prefix: '/api', routes: openEndpoints, isSecured: false },
  ])
}

function readVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
