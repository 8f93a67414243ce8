/**
 * The supplier's page asks below `/api/supplier/{token}`, without a sign-in: the token of the link is
 * `<organization>.<secret>` and opens one order. Tokens are secrets, so no log names them.
 */
import type { Kysely } from 'kysely'

import type { Database } from '#platform/database'
import { notFound, type Problem } from '#platform/http/problem'
import type { FindCaller } from '#platform/http/register'
import type { Actor } from '#platform/work'

import type { Edge } from './edge.ts'

/** Looks the secret up by its hash; `undefined` for one that is unknown, a problem for one that was. */
export type FindSupplier = (
  ask: { readonly db: Kysely<Database>; readonly now: Date },
  secret: string,
) => Promise<Actor | Problem | undefined>

const tokenPattern = /^([a-z][a-z0-9-]{0,30}[a-z0-9])\.([A-Za-z0-9_-]{43})$/

/** 404 for every token that never opened anything. */
export function findSupplierOn(edge: Edge, findSupplier: FindSupplier): FindCaller {
  return async (request) => {
    const { token } = request.params as { readonly token: string }
    const [, slug, secret] = tokenPattern.exec(token) ?? []
    if (slug === undefined || secret === undefined) return notFound()
    const organization = await edge.installation.organization(slug)
    if (organization === undefined) return notFound()
    const ask = { db: organization.db, now: edge.installation.clock() }
    const actor = await findSupplier(ask, secret)
    if (actor === undefined) return notFound()
    if ('status' in actor) return actor
    const context = { requestId: request.id, address: request.ip }
    return {
      organization: { id: organization.id, slug },
      work: organization.work(actor, context),
    }
  }
}
