/** Goods received, not invoiced: what each order line still has accrued, in units and in money. */
import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

import type { EntryId } from '../rules/entry.ts'

/** Positive when goods came and were not invoiced; negative when they were invoiced and did not come. */
export type GrniBalance = {
  readonly units: bigint
  readonly documentMinor: bigint
  readonly amountMinor: bigint
}

export type GrniMovement = GrniBalance & { readonly orderLineId: string }

export type GrniCause = {
  readonly entryId: EntryId
  readonly companyId: string
  readonly supplierId: string
  readonly documentCurrency: string
  readonly onDay: string
  readonly causeId: string
  readonly kind: 'received' | 'returned' | 'invoiced' | 'credited' | 'written_off'
}

export const noGrni: GrniBalance = { units: 0n, documentMinor: 0n, amountMinor: 0n }

/**
 * Balances by order line, locked in id order; a line that never moved has none, so callers hold the
 * locks of the order lines themselves.
 */
export async function lockGrni(
  tx: Tx,
  orderLineIds: readonly string[],
): Promise<ReadonlyMap<string, GrniBalance>> {
  const { rows } = await sql<GrniRow>`
    select order_line_id, units, document_minor, amount_minor from grni_balance
    where order_line_id = any(${orderLineIds}::uuid[])
    order by order_line_id for update
  `.execute(tx.db)
  return balancesOf(orderLineIds, rows)
}

/** Balances by order line as they stand, unlocked: for questions. */
export async function readGrni(
  ask: Pick<Ask, 'db'>,
  orderLineIds: readonly string[],
): Promise<ReadonlyMap<string, GrniBalance>> {
  const { rows } = await sql<GrniRow>`
    select order_line_id, units, document_minor, amount_minor from grni_balance
    where order_line_id = any(${orderLineIds}::uuid[])
  `.execute(ask.db)
  return balancesOf(orderLineIds, rows)
}

type GrniRow = {
  readonly order_line_id: string
  readonly units: bigint
  readonly document_minor: bigint
  readonly amount_minor: bigint
}

function balancesOf(
  orderLineIds: readonly string[],
  rows: readonly GrniRow[],
): ReadonlyMap<string, GrniBalance> {
  return new Map<string, GrniBalance>([
    ...orderLineIds.map((id) => [id, noGrni] as const),
    ...rows.map((row) => [row.order_line_id, balanceOf(row)] as const),
  ])
}

function balanceOf(row: GrniRow): GrniBalance {
  return { units: row.units, documentMinor: row.document_minor, amountMinor: row.amount_minor }
}

/** Appends movements and keeps the balances beside them, in one statement. */
export async function recordGrni(
  tx: Tx,
  cause: GrniCause,
  movements: readonly GrniMovement[],
): Promise<void> {
  if (movements.length === 0) return
  await sql`
    with movement as (
      insert into grni_movement (id, entry_id, company_id, supplier_id, order_line_id, kind, units,
        document_minor, document_currency, amount_minor, on_day, cause_id)
      select given.id, ${cause.entryId}::uuid, ${cause.companyId}::uuid,
        ${cause.supplierId}::uuid, given.order_line_id, ${cause.kind}::text, given.units,
        given.document_minor, ${cause.documentCurrency}::text, given.amount_minor,
        ${cause.onDay}::date, ${cause.causeId}::uuid
      from unnest(
        ${movements.map(() => tx.newId())}::uuid[],
        ${movements.map((movement) => movement.orderLineId)}::uuid[],
        ${movements.map((movement) => movement.units)}::bigint[],
        ${movements.map((movement) => movement.documentMinor)}::bigint[],
        ${movements.map((movement) => movement.amountMinor)}::bigint[]
      ) as given (id, order_line_id, units, document_minor, amount_minor)
      returning order_line_id, company_id, supplier_id, document_currency, units, document_minor,
        amount_minor, on_day
    )
    insert into grni_balance as balance (order_line_id, company_id, supplier_id, document_currency,
      units, document_minor, amount_minor, first_on, last_on)
    select order_line_id, company_id, supplier_id, document_currency, sum(units),
      sum(document_minor), sum(amount_minor), min(on_day), max(on_day)
    from movement
    group by order_line_id, company_id, supplier_id, document_currency
    order by order_line_id
    on conflict (order_line_id) do update set
      units = balance.units + excluded.units,
      document_minor = balance.document_minor + excluded.document_minor,
      amount_minor = balance.amount_minor + excluded.amount_minor,
      -- an accrual that had come back to nothing begins anew
      first_on = case
        when balance.units = 0 and balance.document_minor = 0 and balance.amount_minor = 0
        then excluded.first_on else least(balance.first_on, excluded.first_on) end,
      last_on = greatest(balance.last_on, excluded.last_on)
  `.execute(tx.db)
}
