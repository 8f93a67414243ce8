import type { OrderView } from '#contracts/flow/purchasing'

import type { Problem } from '../../api/problem.ts'
import { type Day, trimmed } from '../../look/format.ts'
import { bodyOf, type DraftLine, isWritten } from './draft-line.ts'

/** What of an order can be written anew. */
export type OrderTerms = {
  readonly requestedOn: Day | undefined
  readonly incoterm: string
  readonly note: string
  readonly supplierNote: string
  readonly lines: readonly DraftLine[]
}

type OrderLine = OrderView['lines'][number]

/** Closed and cancelled lines stay as they are and are not shown. */
export function termsOf(order: OrderView): OrderTerms {
  const { requestedOn, incoterm, note, supplierNote } = order
  const lines = order.lines
    .filter(({ state }) => state === 'open')
    .map((line) => draftOf(line, requestedOn))
  return { requestedOn, incoterm, note, supplierNote, lines }
}

/** A line asked for on the day of the order moves with it; another keeps the day of its own. */
function draftOf(line: OrderLine, orderRequestedOn: Day): DraftLine {
  const { id, item, entered, price, value, requestedOn } = line
  const { quantity, unit } = entered
  const per = { per: trimmed(price.per), unit: price.unit }
  const amount = trimmed(price.amount)
  return {
    key: id,
    kept: { id, quantity, price: amount, per, value, isWarned: line.warnings.length > 0 },
    item: { ...item, packs: [] },
    quantity,
    unit,
    price: amount,
    neededOn: requestedOn === orderRequestedOn ? undefined : requestedOn,
  }
}

/** Fields that were given up to somebody else's change are left out: theirs stay. */
export function changeBody(
  order: OrderView,
  terms: OrderTerms,
  theirFields: ReadonlySet<string> = new Set(),
) {
  const requestedOn = theirFields.has('requested_on') ? undefined : terms.requestedOn
  const lines = terms.lines.filter(isWritten).map((line) => ({
    ...(requestedOn === undefined ? {} : { requestedOn }),
    ...bodyOf(line, order.total.currency),
  }))
  return {
    requestedOn,
    ...(theirFields.has('incoterm') ? {} : { incoterm: terms.incoterm.trim() }),
    ...(theirFields.has('note') ? {} : { note: terms.note.trim() }),
    ...(theirFields.has('supplier_note') ? {} : { supplierNote: terms.supplierNote.trim() }),
    lines,
  }
}

/** How the fields that can be kept or given up are called. */
export const changedNames: Readonly<Record<string, string>> = {
  requested_on: 'Asked for',
  incoterm: 'Incoterm',
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
