import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'

import {
  type BalanceChange,
  type BalanceKey,
  balanceChanges,
  type Move,
  type Node,
} from '../rules/balance-changes.ts'

export type LotInput = {
  readonly itemId: string
  readonly code: string
  readonly expiresOn?: string | null | undefined
}

/**
 * Finds or makes lots; an expiry that was not known is filled in, a known one stays.
 *
 * @returns their ids in the order given
 */
export async function ensureLots(tx: Tx, lots: readonly LotInput[]): Promise<readonly string[]> {
  if (lots.length === 0) return []
  const { rows } = await sql<{ id: string; item_id: string; code: string }>`
    insert into stock_lot as lot (id, item_id, code, expires_on)
    select distinct on (item_id, code) id, item_id, code, expires_on
    from unnest(
      ${lots.map(() => tx.newId())}::uuid[],
      ${lots.map((lot) => lot.itemId)}::uuid[],
      ${lots.map((lot) => lot.code)}::text[],
      ${lots.map((lot) => lot.expiresOn ?? null)}::date[]
    ) as given (id, item_id, code, expires_on)
    order by item_id, code, expires_on
    on conflict (item_id, code) do update
      set expires_on = coalesce(lot.expires_on, excluded.expires_on)
    returning id, item_id, code
  `.execute(tx.db)
  const idByKey = new Map(rows.map((row) => [`${row.item_id} ${row.code}`, row.id]))
  return lots.map((lot) => {
    const id = idByKey.get(`${lot.itemId} ${lot.code}`)
    invariant(id !== undefined, `lot ${lot.code} was found or made`)
    return id
  })
}

/**
 * Locks balances in order and reads them; whoever takes units out asks this first.
 *
 * @returns the units of each key, in the order given; 0n where there is no balance
 */
export async function lockBalances(
  tx: Tx,
  keys: readonly BalanceKey[],
): Promise<readonly bigint[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<BalanceRow>`
    select balance.item_id, balance.place_id, balance.status, balance.lot_id, balance.units
    from stock_balance balance
    where exists (
      select from unnest(
        ${keys.map((key) => key.itemId)}::uuid[],
        ${keys.map((key) => key.placeId)}::uuid[],
        ${keys.map((key) => key.status)}::text[],
        ${keys.map((key) => key.lotId ?? null)}::uuid[]
      ) as given (item_id, place_id, status, lot_id)
      where given.item_id = balance.item_id and given.place_id = balance.place_id
        and given.status = balance.status and given.lot_id is not distinct from balance.lot_id
    ) and balance.item_id = any(${keys.map((key) => key.itemId)}::uuid[])
    order by balance.item_id, balance.place_id, balance.status, balance.lot_id
    for update
  `.execute(tx.db)
  const unitsByKey = new Map(rows.map((row) => [keyOfRow(row), row.units]))
  return keys.map((key) => unitsByKey.get(keyOf(key)) ?? 0n)
}

type BalanceRow = {
  readonly item_id: string
  readonly place_id: string
  readonly status: string
  readonly lot_id: string | null
  readonly units: bigint
}

function keyOf(key: BalanceKey): string {
  return `${key.itemId} ${key.placeId} ${key.status} ${key.lotId ?? ''}`
}

function keyOfRow(row: BalanceRow): string {
  return `${row.item_id} ${row.place_id} ${row.status} ${row.lot_id ?? ''}`
}

/**
 * Appends moves and keeps the balances beside them, in one statement.
 *
 * Balances that fall must be there already, so callers that take units out lock them first and
 * refuse what is short; the check of the table is only the backstop.
 */
export async function recordMoves(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  const changes = balanceChanges(moves)
  const rising = changes.filter((change) => change.units > 0n)
  const falling = changes.filter((change) => change.units < 0n)
  const { rows } = await sql<{ fallen: bigint }>`
    with moved as (
      insert into stock_move (id, key, item_id, lot_id, units, from_kind, from_place_id,
        from_status, to_kind, to_place_id, to_status, moved_on, moved_at, cause_kind, cause_id,
        order_line_id, actor_id)
      select given.id, given.key, given.item_id, given.lot_id, given.units, given.from_kind,
        given.from_place_id, given.from_status, given.to_kind, given.to_place_id, given.to_status,
        given.moved_on, ${tx.now}::timestamptz, given.cause_kind, given.cause_id,
        given.order_line_id, ${tx.actor.id}::text
      from unnest(
        ${moves.map(() => tx.newId())}::uuid[],
        ${moves.map((move) => move.key)}::text[],
        ${moves.map((move) => move.itemId)}::uuid[],
        ${moves.map((move) => move.lotId ?? null)}::uuid[],
        ${moves.map((move) => move.units)}::bigint[],
        ${moves.map((move) => move.from.kind)}::text[],
        ${moves.map((move) => placeOf(move.from))}::uuid[],
        ${moves.map((move) => statusOf(move.from))}::text[],
        ${moves.map((move) => move.to.kind)}::text[],
        ${moves.map((move) => placeOf(move.to))}::uuid[],
        ${moves.map((move) => statusOf(move.to))}::text[],
        ${moves.map((move) => move.movedOn)}::date[],
        ${moves.map((move) => move.causeKind)}::text[],
        ${moves.map((move) => move.causeId)}::uuid[],
        ${moves.map((move) => move.orderLineId ?? null)}::uuid[]
      ) as given (id, key, item_id, lot_id, units, from_kind, from_place_id, from_status, to_kind,
        to_place_id, to_status, moved_on, cause_kind, cause_id, order_line_id)
    ), risen as (
      insert into stock_balance as balance (id, item_id, place_id, status, lot_id, units)
      select given.id, given.item_id, given.place_id, given.status, given.lot_id, given.units
      from unnest(
        ${rising.map(() => tx.newId())}::uuid[],
        ${rising.map((change) => change.itemId)}::uuid[],
        ${rising.map((change) => change.placeId)}::uuid[],
        ${rising.map((change) => change.status)}::text[],
        ${rising.map((change) => change.lotId)}::uuid[],
        ${rising.map((change) => change.units)}::bigint[]
      ) as given (id, item_id, place_id, status, lot_id, units)
      on conflict (item_id, place_id, status, lot_id) do update
        set units = balance.units + excluded.units
    ), fallen as (
      update stock_balance balance set units = balance.units + given.units
      from unnest(
        ${falling.map((change) => change.itemId)}::uuid[],
        ${falling.map((change) => change.placeId)}::uuid[],
        ${falling.map((change) => change.status)}::text[],
        ${falling.map((change) => change.lotId)}::uuid[],
        ${falling.map((change) => change.units)}::bigint[]
      ) as given (item_id, place_id, status, lot_id, units)
      where balance.item_id = given.item_id and balance.place_id = given.place_id
        and balance.status = given.status and balance.lot_id is not distinct from given.lot_id
      returning 1
    )
    select count(*) as fallen from fallen
  `.execute(tx.db)
  invariant(
    rows[0]?.fallen === BigInt(falling.length),
    `units are taken only from balances that are there: ${falling.map(described).join('; ')}`,
  )
}

function placeOf(node: Node): string | null {
  return node.kind === 'place' ? node.placeId : null
}

function statusOf(node: Node): string | null {
  return node.kind === 'place' ? node.status : null
}

function described(change: BalanceChange): string {
  return `${change.units} of item ${change.itemId} at ${change.placeId} ${change.status}`
}
