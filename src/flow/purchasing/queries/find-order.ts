import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import type { Ask } from '#platform/work'

import type { Lifecycle } from '../rules/order-life.ts'
import type { OrderId } from '../store/order-for-work.ts'

export type FoundOrder = {
  readonly orderId: OrderId
  readonly number: string | null
  readonly lifecycle: Lifecycle
  readonly termsVersion: number
  readonly contentHash: string
  readonly totalMinor: bigint
  readonly currency: string
  readonly lineIds: readonly string[]
  readonly version: number
}

/** The order with this business key, which the database has just told is there. */
export async function findByExternalId(
  ask: Ask,
  key: { readonly sourceSystem: string; readonly externalId: string },
): Promise<FoundOrder> {
  const { rows } = await sql<FoundOrder>`
    select id as "orderId", number, lifecycle, content_hash as "contentHash",
      total_minor as "totalMinor", terms_version as "termsVersion", currency, version,
      array(select line.id::text from purchase_order_line line
        where line.order_id = purchase_order.id order by line.line_no) as "lineIds"
    from purchase_order
    where source_system = ${key.sourceSystem} and external_id = ${key.externalId}
  `.execute(ask.db)
  const [found] = rows
  invariant(found !== undefined, `an order ${key.externalId} of ${key.sourceSystem} is there`)
  return found
}

/** Ids of orders by their business keys within one source system. */
export async function findOrdersByExternalIds(
  ask: Ask,
  sourceSystem: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, OrderId>> {
  const { rows } = await sql<{ readonly external_id: string; readonly id: string }>`
    select external_id, id from purchase_order
    where source_system = ${sourceSystem} and external_id = any(${[...externalIds]}::text[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.external_id, row.id as OrderId]))
}
