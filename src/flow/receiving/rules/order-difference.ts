/**
 * How what came differs from what was ordered, seen over the whole order first.
 *
 * Source: rules.md 1, after D365 landed cost: when the order's value differs by more than an amount,
 * every difference is one to act on; within it, each line is held against a percentage. What a line
 * misses within its percentage is not waited for (SAP, "delivery completed").
 */
import { convertMinor, type Exchange } from '#kernel/fx'
import { sumOf } from '#kernel/list'
import { type Price, valueMinor } from '#kernel/value'

export type DifferenceTolerance = {
  /** In the company's currency; `null` leaves the order's value aside and tests lines alone. */
  readonly orderOverMinor: bigint | null
  readonly exchange: Exchange
  readonly lineOverBps: bigint
  readonly lineUnderBps: bigint
}

export type ComparedLine<LineId extends string = string> = {
  readonly orderLineId: LineId
  readonly wantedUnits: bigint
  readonly settledUnits: bigint
  readonly price: Price
}

export type LineDifference<LineId extends string = string> = {
  readonly orderLineId: LineId
  readonly kind: 'none' | 'under' | 'over'
  readonly differenceUnits: bigint
  /** True for a difference small enough to be written off; false for one to act on. */
  readonly isTolerated: boolean
}

export function orderDifferences<LineId extends string>(
  lines: readonly ComparedLine<LineId>[],
  tolerance: DifferenceTolerance,
): readonly LineDifference<LineId>[] {
  const orderTolerated = isOrderTolerated(lines, tolerance)
  return lines.map((line) => {
    const differenceUnits = line.settledUnits - line.wantedUnits
    const within = orderTolerated && isLineTolerated(line, differenceUnits, tolerance)
    return {
      orderLineId: line.orderLineId,
      kind: kindOf(differenceUnits),
      differenceUnits,
      isTolerated: differenceUnits === 0n || within,
    }
  })
}

function isOrderTolerated(
  lines: readonly ComparedLine[],
  { orderOverMinor, exchange }: DifferenceTolerance,
): boolean {
  if (orderOverMinor === null) return true
  const differenceMinor = sumOf(
    lines,
    (line) => valueMinor(line.settledUnits, line.price) - valueMinor(line.wantedUnits, line.price),
  )
  return magnitude(convertMinor(differenceMinor, exchange)) <= orderOverMinor
}

function isLineTolerated(
  line: ComparedLine,
  differenceUnits: bigint,
  tolerance: DifferenceTolerance,
): boolean {
  const bps = differenceUnits > 0n ? tolerance.lineOverBps : tolerance.lineUnderBps
  return magnitude(differenceUnits) * 10_000n <= line.wantedUnits * bps
}

function kindOf(differenceUnits: bigint): LineDifference['kind'] {
  if (differenceUnits === 0n) return 'none'
  return differenceUnits > 0n ? 'over' : 'under'
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
