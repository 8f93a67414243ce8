/** Where the days of a delivery went. Source: rules sheet 12 (delivery metrics). */
import { daysBetween } from '#kernel/day'

/** The days on which a line passed its stages, at the place; what was not stamped is null. */
export type StageDays = {
  readonly requestedOn: string | null
  readonly releasedOn: string | null
  readonly acknowledgedOn: string | null
  readonly shippedOn: string | null
  readonly arrivedOn: string | null
  readonly receivedOn: string
}

export type PartDays = {
  /** Sent to received. */
  readonly wholeDays: number | null
  /** Asked for to sent: our own, and no fault of the supplier. */
  readonly approvalDays: number | null
  readonly answerDays: number | null
  /** Answer to arrival, where no shipping day tells production and transit apart. */
  readonly supplyDays: number | null
  readonly productionDays: number | null
  readonly transitDays: number | null
  readonly dockDays: number | null
}

/** Parts without their own stamps stay unknown; nothing is shared out by guess. */
export function partsOf(stages: StageDays): PartDays {
  const { requestedOn, releasedOn, acknowledgedOn, shippedOn, arrivedOn, receivedOn } = stages
  const atDockOn = arrivedOn ?? receivedOn
  const makingSince = acknowledgedOn ?? releasedOn
  return {
    wholeDays: between(releasedOn, receivedOn),
    approvalDays: between(requestedOn, releasedOn),
    answerDays: between(releasedOn, acknowledgedOn),
    supplyDays: shippedOn === null ? between(makingSince, atDockOn) : null,
    productionDays: between(makingSince, shippedOn),
    transitDays: between(shippedOn, atDockOn),
    dockDays: between(arrivedOn, receivedOn),
  }
}

/** Stamps that stand in the wrong order say nothing about how long it took. */
function between(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null
  const days = daysBetween(from, to)
  return days < 0 ? null : days
}
