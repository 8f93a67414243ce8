import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import { type Refused, refused } from '../refusal.ts'
import type { OrderHead } from '../store/order-for-work.ts'

type ChangeRow = {
  readonly at: Date
  readonly actor_name: string
  readonly fields: readonly string[]
}

const changesShownMax = 20

/**
 * A refusal that carries what others changed since the caller read the order; `undefined` when the
 * version is the one the caller saw, or none was given.
 */
export async function versionMismatch(
  ask: Ask,
  order: Pick<OrderHead, 'id' | 'version'>,
  ifMatch: number | undefined,
): Promise<Refused | undefined> {
  if (ifMatch === undefined || ifMatch === order.version) return undefined
  const { rows } = await sql<ChangeRow>`
    select at, actor_name,
      array(select jsonb_object_keys(changes) order by 1) as fields
    from audit_event
    where table_name = 'purchase_order' and row_id = ${order.id}::uuid and action = 'update'
      and (changes -> 'version' ->> 1)::int > ${ifMatch}::int
    order by id desc limit ${changesShownMax}
  `.execute(ask.db)
  const { version } = order
  const reasons = rows.map((row) => ({
    code: 'changed_meanwhile',
    by: row.actor_name,
    at: row.at.toISOString(),
    fields: row.fields.filter((field) => field !== 'version'),
    version,
  }))
  return refused(
    'version_mismatch',
    ...(reasons.length > 0 ? reasons : [{ code: 'version_mismatch', version }]),
  )
}
