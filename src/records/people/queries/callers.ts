/** Who is behind a request. Asked with almost each one, so each question is one prepared statement. */
import { sql } from 'kysely'

import { permissionsOf, type Role } from '#platform/permissions'
import type { Actor, ActorId } from '#platform/work'

import type { Control, OrganizationRef } from '../control.ts'
import { isApiKey } from '../rules/api-key.ts'
import { hashOfSecret } from '../secrets.ts'
import { markUsed } from '../store.ts'
import { knownCaller } from './known-callers.ts'

export type Caller =
  | { readonly kind: 'member'; readonly actor: Actor; readonly organization: OrganizationRef }
  /** Known, but not in this organization; whether it exists is not told. */
  | { readonly kind: 'stranger' }
  /** No session, no key, or one that has ended. */
  | { readonly kind: 'nobody' }

type Found = {
  readonly id: string
  readonly name: string
  readonly role: Role | null
  readonly organization_id: string | null
}

/** @param token of the session, out of its signed cookie */
export function callerBySession(control: Control, token: string, slug: string): Promise<Caller> {
  return knownCaller(control, `${slug} ${token}`, () => findBySession(control, token, slug))
}

async function findBySession(control: Control, token: string, slug: string): Promise<Caller> {
  const { rows } = await sql<Found>`
    select u.id, u.name, m.role, m.organization_id
    from user_session s
    join app_user u on u.id = s.user_id
    left join organization o on o.slug = ${slug}
    left join membership m on m.user_id = u.id and m.organization_id = o.id
    where s.token = ${token} and s.expires_at > now()
  `.execute(control)
  return callerOf(rows[0], 'person', slug)
}

const usedMsBetweenNotes = 60_000

/** Notes the use at most once a minute, so that a busy key does not write with each request. */
export async function callerByKey(control: Control, key: string, slug: string): Promise<Caller> {
  if (!isApiKey(key)) return { kind: 'nobody' }
  const { rows } = await sql<Found & { readonly last_used_at: Date | null; readonly now: Date }>`
    select k.id, k.name, k.role, o.id as organization_id, k.last_used_at, now() as now
    from api_key k
    left join organization o on o.id = k.organization_id and o.slug = ${slug}
    where k.key_hash = ${hashOfSecret(key)} and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > now())
  `.execute(control)
  const [found] = rows
  if (found === undefined) return { kind: 'nobody' }
  const lastUsedMs = found.last_used_at?.getTime() ?? 0
  if (found.now.getTime() - lastUsedMs > usedMsBetweenNotes) {
    await markUsed(control, found.id, found.now)
  }
  return callerOf(found, 'integration', slug)
}

function callerOf(found: Found | undefined, kind: Actor['kind'], slug: string): Caller {
  if (found === undefined) return { kind: 'nobody' }
  if (found.organization_id === null || found.role === null) return { kind: 'stranger' }
  return {
    kind: 'member',
    organization: { id: found.organization_id, slug },
    actor: {
      id: found.id as ActorId,
      kind,
      name: found.name,
      permissions: permissionsOf(found.role),
    },
  }
}
