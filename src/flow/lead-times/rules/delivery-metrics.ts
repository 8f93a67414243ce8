/**
 * How suppliers deliver: on time, in full, fill rates, quality, and a score of it all (rules.md 12).
 *
 * On time is told against a due day; whether that is the requested, the first or the last confirmed one is the caller's
 * choice, made apart for each, and the scorecard's is the first confirmed. Days are whole and counted from anywhere.
 */
import { meanOf } from '#kernel/statistics/moments'
import { quantileOfSorted } from '#kernel/statistics/quantile'

export type DeliveryWindow = {
  readonly earlyDays: number
  readonly lateDays: number
  /** Share of the ordered units that may be missing from a line in full. */
  readonly shortShare: number
}

/** The usual commit window. */
export const windowDefaults: DeliveryWindow = { earlyDays: 2, lateDays: 0, shortShare: 0 }

export type Delivery = { readonly day: number; readonly acceptedUnits: number }

/** A line that was due, with all that was accepted for it. */
export type DueLine = {
  readonly orderId: string
  readonly dueDay: number
  readonly orderedUnits: number
  readonly deliveries: readonly Delivery[]
}

export type LineVerdict = {
  /** The line was complete, or received at all when it never was, within the window. */
  readonly isOnTime: boolean
  readonly isInFull: boolean
  readonly unitsInWindow: number
}

export function judgeLine(line: DueLine, window: DeliveryWindow): LineVerdict {
  const isInside = ({ day }: Delivery) =>
    day >= line.dueDay - window.earlyDays && day <= line.dueDay + window.lateDays
  const came = line.deliveries.filter(({ acceptedUnits }) => acceptedUnits > 0)
  const unitsInWindow = came
    .filter(isInside)
    .reduce((sum, { acceptedUnits }) => sum + acceptedUnits, 0)
  return {
    isOnTime: came.length > 0 && came.every(isInside),
    isInFull: unitsInWindow >= line.orderedUnits * (1 - window.shortShare),
    unitsInWindow,
  }
}

export type OnTimeInFull = {
  readonly onTime: number
  readonly inFull: number
  readonly otif: number
  /** Each order counts once, with all of its lines. */
  readonly otifOrders: number
  /** Units within the window, at most those ordered, over units ordered: the retailers' cases. */
  readonly otifUnits: number
  /** Units of the first delivery over units ordered. */
  readonly firstFill: number
  readonly lineCount: number
}

/** @returns undefined where no line was due: a share of nothing says nothing */
export function onTimeInFull(
  lines: readonly DueLine[],
  window: DeliveryWindow = windowDefaults,
): OnTimeInFull | undefined {
  if (lines.length === 0) return undefined
  const judged = lines.map((line) => ({ line, ...judgeLine(line, window) }))
  const share = (isGood: (verdict: LineVerdict) => boolean) =>
    judged.filter(isGood).length / judged.length
  const ordered = lines.reduce((sum, { orderedUnits }) => sum + orderedUnits, 0)
  const good = judged.reduce(
    (sum, { line, unitsInWindow }) => sum + Math.min(line.orderedUnits, unitsInWindow),
    0,
  )
  const first = lines.reduce((sum, line) => sum + firstUnits(line), 0)
  const orders = [...Map.groupBy(judged, ({ line }) => line.orderId).values()]
  return {
    onTime: share(({ isOnTime }) => isOnTime),
    inFull: share(({ isInFull }) => isInFull),
    otif: share(isBoth),
    otifOrders: orders.filter((order) => order.every(isBoth)).length / orders.length,
    otifUnits: good / ordered,
    firstFill: first / ordered,
    lineCount: lines.length,
  }
}

function isBoth({ isOnTime, isInFull }: LineVerdict): boolean {
  return isOnTime && isInFull
}

function firstUnits({ deliveries, orderedUnits }: DueLine): number {
  const [first] = deliveries.toSorted((a, b) => a.day - b.day)
  return Math.min(orderedUnits, first?.acceptedUnits ?? 0)
}

/** Share of customers' units, lines or orders that were shipped complete from stock. */
export function customerFill(
  lines: readonly {
    readonly orderId: string
    readonly demandedUnits: number
    readonly shippedUnits: number
  }[],
): { readonly units: number; readonly lines: number; readonly orders: number } | undefined {
  if (lines.length === 0) return undefined
  const isWhole = (line: { readonly demandedUnits: number; readonly shippedUnits: number }) =>
    line.shippedUnits >= line.demandedUnits
  const demanded = lines.reduce((sum, line) => sum + line.demandedUnits, 0)
  const shipped = lines.reduce(
    (sum, line) => sum + Math.min(line.demandedUnits, line.shippedUnits),
    0,
  )
  const orders = [...Map.groupBy(lines, ({ orderId }) => orderId).values()]
  return {
    units: demanded === 0 ? 1 : shipped / demanded,
    lines: lines.filter(isWhole).length / lines.length,
    orders: orders.filter((order) => order.every(isWhole)).length / orders.length,
  }
}

export type LeadTimeFigures = {
  readonly meanDays: number
  readonly deviationDays: number
  readonly variation: number
  readonly p50Days: number
  readonly p80Days: number
  readonly p95Days: number
}

/** @param leadTimeDays from the order sent to the accepted receipt; at least one */
export function leadTimeFigures(leadTimeDays: readonly number[]): LeadTimeFigures {
  const sorted = Float64Array.from(leadTimeDays).sort()
  const meanDays = meanOf(sorted)
  const squares = sorted.reduce((sum, days) => sum + (days - meanDays) ** 2, 0)
  const deviationDays = sorted.length < 2 ? 0 : Math.sqrt(squares / (sorted.length - 1))
  return {
    meanDays,
    deviationDays,
    variation: deviationDays / meanDays,
    p50Days: quantileOfSorted(sorted, 0.5),
    p80Days: quantileOfSorted(sorted, 0.8),
    p95Days: quantileOfSorted(sorted, 0.95),
  }
}

/** Defects per million received. */
export function defectsPpm(defectUnits: number, receivedUnits: number): number {
  return receivedUnits === 0 ? 0 : (defectUnits / receivedUnits) * 1_000_000
}
