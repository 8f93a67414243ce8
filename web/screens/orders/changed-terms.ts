import type { OrderView } from '#contracts/flow/purchasing'

import type { Problem } from '../../api/problem.ts'
import { type Day, trimmed } from '../../look/format.ts'
import { bodyOf, type DraftLine, isWritten } from './draft-line.ts'

/** What of an order can be written anew. */
export type OrderTerms = {
  readonly requestedOn: Day | undefined
  readonly note: string
  readonly supplierNote: string
  readonly lines: readonly DraftLine[]
}

type OrderLine = OrderView['lines'][number]

/** Closed and cancelled lines stay as they are and are not shown. */
export function termsOf(order: OrderView): OrderTerms {
  const { requestedOn, note, supplierNote } = order
  const lines = order.lines.filter(({ state }) => state === 'open').map(draftOf)
  return { requestedOn, note, supplierNote, lines }
}

function draftOf({ id, item, entered, price, value }: OrderLine): DraftLine {
  const { quantity, unit } = entered
  const per = { per: trimmed(price.per), unit: price.unit }
  const amount = trimmed(price.amount)
  return {
    key: id,
    kept: { id, quantity, price: amount, per, value },
    item: { ...item, packs: [] },
    quantity,
    unit,
    price: amount,
  }
}

/** Fields that were given up to somebody else's change are left out: theirs stay. */
export function changeBody(
  order: OrderView,
  terms: OrderTerms,
  theirFields: ReadonlySet<string> = new Set(),
) {
  const requestedOn = theirFields.has('requested_on') ? undefined : terms.requestedOn
  const was = new Map(order.lines.map((line) => [line.id, line.requestedOn]))
  const lines = terms.lines.filter(isWritten).map((line) => {
    // Lines asked for on the day of the order move with it; those with a day of their own stay.
    const isMoved = requestedOn !== undefined && was.get(line.key) === order.requestedOn
    return { ...bodyOf(line, order.total.currency), ...(isMoved ? { requestedOn } : {}) }
  })
  return {
    requestedOn,
    ...(theirFields.has('note') ? {} : { note: terms.note.trim() }),
    ...(theirFields.has('supplier_note') ? {} : { supplierNote: terms.supplierNote.trim() }),
    lines,
  }
}

/** How the fields that can be kept or given up are called. */
export const changedNames: Readonly<Record<string, string>> = {
  requested_on: 'Asked for',
  note: 'Internal note',
  supplier_note: 'Note to the supplier',
}

/** Without what only follows from a change, such as a total: nobody chooses that by itself. */
export function chosenOnly(conflict: Problem): Problem {
  const errors = conflict.errors.map((reason) => {
    const { fields } = reason
    if (!Array.isArray(fields)) return reason
    return { ...reason, fields: fields.filter(({ field }) => field in changedNames) }
  })
  return { ...conflict, errors }
}
