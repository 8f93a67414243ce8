/** When a line that is still open will come, from what was promised and how this lane keeps its promises. */
import { type DayDistribution, empiricalDays, givenElapsed } from './day-distribution.ts'

/**
 * Days from today until it comes. What is already late by three days is not expected three days ago: what has
 * not come by today comes tomorrow at the earliest, and the later shares of the lane weigh the more.
 *
 * @param daysToPromise until the promised day; below zero when it has passed
 * @param late days after the promise, as learned of the lane; undefined takes the promise at its word
 */
export function openArrival(
  daysToPromise: number,
  late: DayDistribution | undefined,
): DayDistribution {
  const kept = late ?? { ...empiricalDays([0]), laneCount: 0 }
  const left = givenElapsed(kept, -daysToPromise)
  return { ...left, firstDays: left.firstDays + daysToPromise }
}
