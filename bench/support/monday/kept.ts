/** What the database, and the supplier's mailbox, hold after a Monday. */
import { type Kysely, sql } from 'kysely'

import type { Database } from '#platform/database'

import type { Decided } from './planner.ts'

type Db = Kysely<Database>

/** What was decided, as it stands before orders are made of it. */
export async function decisionsWrong(db: Db, decided: Decided): Promise<readonly string[]> {
  const { overridden, snoozed } = decided
  const { rows } = await sql<{ units: string | null; reason: string; isSnoozed: boolean }>`
    select d.units::text, d.reason, d.snoozed_until is not null as "isSnoozed"
    from unnest(${[overridden.proposalId, snoozed.proposalId]}::uuid[]) with ordinality as g (id, no)
    join proposal p on p.id = g.id and p.status = 'open'
    join proposal_decision d on d.proposal_key = p.key order by g.no
  `.execute(db)
  const [first, second] = rows
  return [
    ...(first?.units === overridden.quantity && first.reason === overridden.reason
      ? []
      : [`of the override ${JSON.stringify(first)} is kept`]),
    ...(second?.isSnoozed ? [] : [`of the snooze ${JSON.stringify(second)} is kept`]),
  ]
}

export type OrderOfLine = {
  readonly orderId: string
  readonly isRight: boolean
  readonly isSwitched: boolean
}

/** The orders that two lines became: with the units that were decided, from the supplier chosen. */
export async function ordersOf(db: Db, decided: Decided): Promise<readonly OrderOfLine[]> {
  const { overridden, switched } = decided
  const { rows } = await sql<OrderOfLine>`
    select o.id as "orderId", p.is_switched as "isSwitched",
           p.status = 'taken' and o.supplier_id = p.supplier_id
             and l.ordered_units = coalesce(g.units::bigint, p.ordered_units)
             and (g.supplier is null or s.name = g.supplier) as "isRight"
    from unnest(${[overridden.proposalId, switched.proposalId]}::uuid[],
      ${[overridden.quantity, null]}::text[], ${[null, switched.supplierName]}::text[])
      with ordinality as g (id, units, supplier, no)
    join proposal p on p.id = g.id
    join purchase_order o on o.id = p.taken_order_id
    join supplier s on s.id = o.supplier_id
    join purchase_order_line l on l.order_id = o.id and l.item_id = p.item_id
    order by g.no
  `.execute(db)
  return [...new Map(rows.map((row) => [row.orderId, row])).values()]
}

/** Asked for by one and approved by another, sent once, and nothing of it is open to be bought. */
export async function lifeWrong(
  db: Db,
  orderId: string,
  people: { readonly planner: string; readonly approver: string },
): Promise<readonly string[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select o.lifecycle, r.status as approval, r.requested_by_name as "requestedBy",
           r.decided_by_name as "decidedBy", m.status as mail, m.to_address as "to"
    from purchase_order o
    left join approval_request r on r.subject_id = o.id and r.status = 'approved'
    left join mail_message m on m.subject_id = o.id
    where o.id = ${orderId}::uuid
  `.execute(db)
  const [row] = rows
  const isRight =
    rows.length === 1 &&
    row?.['lifecycle'] === 'released' &&
    row['requestedBy'] === people.planner &&
    row['decidedBy'] === people.approver &&
    row['mail'] === 'sent'
  return isRight ? [] : [`of order ${orderId} ${JSON.stringify(rows)} is kept`]
}

export async function openProposals(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from proposal where status = 'open'
  `.execute(db)
  return rows[0]?.count ?? 0
}

export type Letter = { readonly hasPdf: boolean; readonly link: string | undefined }

/** What a supplier finds in its mailbox: the order as a file, and the address of its page. */
export function readLetter(letter: string): Letter {
  const text = letter.replace(/=\r\n/g, '').replace(/=3D/g, '=')
  const plain = text + decodedParts(letter)
  return {
    // Files of this kind begin with %PDF.
    hasPdf: /content-type: application\/pdf/i.test(letter) && /\r\n\r\nJVBER/.test(letter),
    link: /https?:\/\/[^\s"<>]+(\/s\/[\w-]+\.[\w-]+)/.exec(plain)?.[1],
  }
}

function decodedParts(letter: string): string {
  const parts = letter.matchAll(/content-transfer-encoding: base64[\s\S]*?\r\n\r\n([\w+/=\r\n]+)/gi)
  return [...parts]
    .map(([, body = '']) => Buffer.from(body, 'base64').toString('latin1'))
    .join('\n')
}
