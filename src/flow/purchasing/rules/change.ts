/** What may be changed about a line that goods or invoices have already followed. */
import type { Price } from '#kernel/value'

import { type LineQuantities, receivedUnits } from './order-line.ts'

export type ChangeRefusal =
  /** Some of it has come or was billed: it can't be taken off, and keeps its price. */
  | { readonly code: 'line_received'; readonly lineNo: number }
  | { readonly code: 'below_received'; readonly lineNo: number; readonly unitsMin: bigint }

type Standing = LineQuantities & { readonly lineNo: number; readonly price: Price }

/** No line may be ordered below this: what came, or what was billed. */
export function unitsFloor(line: LineQuantities): bigint {
  const received = receivedUnits(line)
  if (received > line.invoicedUnits) return received
  return line.invoicedUnits
}

/** @param wanted `undefined` when the line is to be taken off */
export function whyUnchangeable(
  line: Standing,
  wanted: { readonly orderedUnits: bigint; readonly price: Price } | undefined,
): readonly ChangeRefusal[] {
  const unitsMin = unitsFloor(line)
  if (unitsMin === 0n) return []
  const { lineNo } = line
  if (wanted === undefined) return [{ code: 'line_received', lineNo }]
  const isRepriced =
    wanted.price.amountE4 * line.price.perUnits !== line.price.amountE4 * wanted.price.perUnits
  return [
    ...(isRepriced ? [{ code: 'line_received', lineNo } as const] : []),
    ...(wanted.orderedUnits < unitsMin
      ? [{ code: 'below_received', lineNo, unitsMin } as const]
      : []),
  ]
}
