/** What is worth a look about a delivery that was posted; none of it stood in the way. */
import { type DayWindow, punctualityOf } from './punctuality.ts'

export type Remark =
  | { readonly code: 'early' | 'late'; readonly orderLineId: string; readonly days: number }
  | {
      readonly code: 'short' | 'ended_short' | 'over' | 'rejected' | 'to_inspect'
      readonly orderLineId: string
      readonly units: bigint
    }

/** An order line after this delivery, with what of the delivery was held back. */
export type RemarkedLine = {
  readonly orderLineId: string
  /** What was promised, or asked for where nothing was promised. */
  readonly dueOn: string
  readonly missingUnits: bigint
  readonly overUnits: bigint
  /** True when the missing units are within the tolerance and not waited for. */
  readonly endsShort: boolean
  readonly rejectedUnits: bigint
  readonly quarantinedUnits: bigint
}

export function remarksOf(
  line: RemarkedLine,
  receivedOn: string,
  window: DayWindow,
): readonly Remark[] {
  const { orderLineId } = line
  const punctuality = punctualityOf(line.dueOn, receivedOn, window)
  const counted = [
    { code: line.endsShort ? 'ended_short' : 'short', units: line.missingUnits },
    { code: 'over', units: line.overUnits },
    { code: 'rejected', units: line.rejectedUnits },
    { code: 'to_inspect', units: line.quarantinedUnits },
  ] as const
  return [
    ...(punctuality.kind === 'on_time'
      ? []
      : [{ code: punctuality.kind, orderLineId, days: punctuality.days }]),
    ...counted.flatMap(({ code, units }) => (units > 0n ? [{ code, orderLineId, units }] : [])),
  ]
}
