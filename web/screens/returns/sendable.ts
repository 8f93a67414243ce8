import type { OrderLineView, OrderView } from '#contracts/flow/purchasing'

import { compareDecimals, difference } from '../../look/decimal.ts'
import { type Decimal, isZero } from '../../look/format.ts'

/** Units of an order line that can go back: rejects that wait, or goods that were accepted. */
export type Sendable = {
  readonly key: string
  readonly line: OrderLineView
  readonly from: 'rejected' | 'accepted'
  readonly most: Decimal
}

export type Sending = { readonly quantity?: Decimal | undefined; readonly lot?: string | undefined }

export function sendableOf({ lines }: OrderView): readonly Sendable[] {
  const all = lines.flatMap((line) => [
    row(line, 'rejected', difference(line.rejected.quantity, line.returnedRejected.quantity)),
    row(line, 'accepted', difference(line.accepted.quantity, line.returnedAccepted.quantity)),
  ])
  // Rejects first: they only wait to be sent.
  return all
    .filter(({ most }) => compareDecimals(most, '0') > 0)
    .sort((a, b) => Number(a.from === 'accepted') - Number(b.from === 'accepted'))
}

function row(line: OrderLineView, from: Sendable['from'], most: Decimal): Sendable {
  return { key: `${line.id} ${from}`, line, from, most }
}

/** All rejects are meant to go, until somebody says otherwise; good goods only when told. */
export function sendingOf({ key, from, most }: Sendable, said: Said): Sending {
  return said[key] ?? (from === 'rejected' ? { quantity: most } : {})
}

export type Said = Readonly<Record<string, Sending>>

export function isSent({ quantity }: Sending): boolean {
  return quantity !== undefined && !isZero(quantity)
}

export function bodyLineOf({ line, from }: Sendable, { quantity, lot = '' }: Sending) {
  return {
    orderLineId: line.id,
    from,
    quantity: { quantity, unit: line.item.unit },
    ...(lot.trim() === '' ? {} : { lot: lot.trim() }),
  }
}
