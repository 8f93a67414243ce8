/**
 * What taking a return back does to the money: the mirror of `return-value.ts`.
 *
 * The accrual rises again by what it fell by. Where the line was invoiced beyond receipt meanwhile,
 * the units that fill this hole come in at what the hole is worth, so that no money stays behind
 * without units (rules.md 3, row 9). The difference is price variance.
 */
import { divideHalfEven } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import { lesser } from '#kernel/value'

import type { Accrual } from './return-value.ts'

/** A line of the return that is taken back, as it was posted. */
export type SentLine = {
  readonly orderLineId: string
  readonly units: bigint
  readonly invoicedUnits: bigint
  readonly costMinor: bigint
  readonly accruedDocumentMinor: bigint
  readonly accruedMinor: bigint
}

export type TakenBack = {
  /** What the accrual rises by. */
  readonly accrued: Accrual
  /** What the supplier does not owe any more, in the company's currency. */
  readonly clearingMinor: bigint
}

/** Lays its worth beside each line; a later line sees what the earlier ones brought back. */
export function valueReversal<Line extends SentLine>(
  lines: readonly Line[],
  accruals: ReadonlyMap<string, Accrual>,
): readonly (Line & TakenBack)[] {
  const running = new Map(accruals)
  return lines.map((line) => {
    const accrual = running.get(line.orderLineId)
    invariant(accrual !== undefined, 'each returned line stands on an order line')
    const accrued = accruedBack(accrual, {
      units: line.units - line.invoicedUnits,
      documentMinor: line.accruedDocumentMinor,
      amountMinor: line.accruedMinor,
    })
    running.set(line.orderLineId, plus(accrual, accrued))
    const owedMinor = shareMinor(line.costMinor, accrued.units, line.units)
    return { ...line, accrued, clearingMinor: line.costMinor - owedMinor }
  })
}

function accruedBack(accrual: Accrual, fell: Accrual): Accrual {
  if (accrual.units >= 0n || fell.units === 0n) return fell
  const missing = minus(nothing, accrual)
  const filling = partOf(missing, lesser(fell.units, missing.units))
  const rest = minus(fell, partOf(fell, filling.units))
  return plus(filling, rest)
}

const nothing: Accrual = { units: 0n, documentMinor: 0n, amountMinor: 0n }

function partOf(whole: Accrual, units: bigint): Accrual {
  return {
    units,
    documentMinor: shareMinor(whole.documentMinor, units, whole.units),
    amountMinor: shareMinor(whole.amountMinor, units, whole.units),
  }
}

function plus(a: Accrual, b: Accrual): Accrual {
  return {
    units: a.units + b.units,
    documentMinor: a.documentMinor + b.documentMinor,
    amountMinor: a.amountMinor + b.amountMinor,
  }
}

function minus(a: Accrual, b: Accrual): Accrual {
  return {
    units: a.units - b.units,
    documentMinor: a.documentMinor - b.documentMinor,
    amountMinor: a.amountMinor - b.amountMinor,
  }
}

function shareMinor(amountMinor: bigint, units: bigint, ofUnits: bigint): bigint {
  return units === ofUnits ? amountMinor : divideHalfEven(amountMinor * units, ofUnits)
}
