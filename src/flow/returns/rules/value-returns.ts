import { divideHalfEven } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'

import { type Accrual, type ReturnWorth, returnWorth, type Worth } from './return-value.ts'

/** What an order line has before this return. */
export type Standing = {
  readonly accrual: Accrual
  /** Rejects not sent back yet, with what they came in at. */
  readonly rejects: Accrual
}

export type ReturnedLine = {
  readonly orderLineId: string
  readonly from: 'rejected' | 'accepted'
  readonly units: bigint
  readonly costMinor: bigint
}

export type ValuedReturn = {
  readonly worth: ReturnWorth
  /** What these rejects came in at; nothing for accepted goods. */
  readonly own: Worth
}

/** Lays its worth beside each line of a return; a later line sees what the earlier ones left. */
export function valueReturns<Line extends ReturnedLine>(
  lines: readonly Line[],
  standings: ReadonlyMap<string, Standing>,
): readonly (Line & ValuedReturn)[] {
  const running = new Map(standings)
  return lines.map((line) => {
    const standing = running.get(line.orderLineId)
    invariant(standing !== undefined, 'each returned line stands on an order line')
    const { accrual, rejects } = standing
    const own = line.from === 'rejected' ? shareOf(rejects, line.units) : undefined
    const worth = returnWorth({ units: line.units, costMinor: line.costMinor, accrual, own })
    running.set(line.orderLineId, {
      accrual: minus(accrual, worth.accrued),
      rejects: own === undefined ? rejects : minus(rejects, { units: line.units, ...own }),
    })
    return { ...line, worth, own: own ?? nothing }
  })
}

const nothing: Worth = { documentMinor: 0n, amountMinor: 0n }

/** All of it for the last units, so that nothing is left over. */
function shareOf(whole: Accrual, units: bigint): Worth {
  const { documentMinor, amountMinor } = whole
  if (units === whole.units) return { documentMinor, amountMinor }
  return {
    documentMinor: divideHalfEven(documentMinor * units, whole.units),
    amountMinor: divideHalfEven(amountMinor * units, whole.units),
  }
}

function minus(a: Accrual, b: Accrual): Accrual {
  return {
    units: a.units - b.units,
    documentMinor: a.documentMinor - b.documentMinor,
    amountMinor: a.amountMinor - b.amountMinor,
  }
}
