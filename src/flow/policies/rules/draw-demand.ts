/**
 * Draws of demand over the protection interval, from the item's own past: the lead time is drawn first, then that
 * many periods are taken from the history, in runs, so that what follows on what stays together.
 */
import type { Random } from '#kernel/random'

import type { Lane } from './lead-demand.ts'

/** Long enough to keep a burst whole, short enough to mix a year. */
const runPeriods = 4

/**
 * Fills `draws` and sorts them upwards.
 *
 * @param units demand by period; only the periods before `before` are read
 */
export function drawLeadDemand(
  units: Float64Array,
  before: number,
  lane: Lane,
  random: Random,
  draws: Float64Array,
): Float64Array {
  const spread = Math.sqrt(Math.log(1 + lane.leadVariation ** 2))
  const drift = -(spread * spread) / 2
  for (let at = 0; at < draws.length; at += 1) {
    const lead = Math.round(lane.leadPeriods * Math.exp(drift + spread * random.normal()))
    draws[at] = drawSum(units, before, lead + lane.reviewPeriods, random)
  }
  return draws.sort()
}

function drawSum(units: Float64Array, before: number, periods: number, random: Random): number {
  let sum = 0
  let place = 0
  for (let period = 0; period < periods; period += 1) {
    place = period % runPeriods === 0 ? random.below(before) : (place + 1) % before
    sum += units[place] ?? 0
  }
  return sum
}
