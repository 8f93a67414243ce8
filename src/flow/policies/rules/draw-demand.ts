/**
 * Draws of demand over the protection interval, from the item's own past: the lead time is drawn first, then that
 * many periods are taken from the history, in runs, so that what follows on what stays together.
 */
import type { Random } from '#kernel/random'
import { normalQuantile } from '#kernel/statistics/normal'

import type { Lane } from './lead-demand.ts'

/** Long enough to keep a burst whole, short enough to mix a year. */
const runPeriods = 4

/**
 * Fills `draws`, in no order.
 *
 * @param units demand by period; only the periods before `before` are read
 * @param leads for each draw its lead; without them each is drawn, too
 */
export function drawLeadDemand(
  units: Float64Array,
  before: number,
  lane: Lane,
  random: Random,
  draws: Float64Array,
  leads?: Uint16Array,
): Float64Array {
  const { leadPeriods, reviewPeriods } = lane
  const spread = logSpread(lane)
  const sums = runningSums(units, before)
  for (let at = 0; at < draws.length; at += 1) {
    const lead = leads?.[at] ?? drawLead(leadPeriods, spread, random)
    draws[at] = drawSum(sums, before, Math.ceil(lead + reviewPeriods), random)
  }
  return draws
}

const lanesKept = 1_000
const leadsByLane = new Map<string, Uint16Array>()

/**
 * Leads that stand evenly for all there may be, upwards: without the noise of drawing them, and made once for all items
 * of equal lanes.
 */
export function evenLeads(lane: Lane, count: number): Uint16Array {
  const { leadPeriods, leadVariation } = lane
  const key = `${leadPeriods} ${leadVariation} ${count}`
  const found = leadsByLane.get(key)
  if (found !== undefined) return found
  if (leadsByLane.size >= lanesKept) leadsByLane.clear()
  const spread = logSpread(lane)
  const leads = Uint16Array.from({ length: count }, (_, at) => {
    return leadAt(leadPeriods, spread, normalQuantile((at + 0.5) / count))
  })
  leadsByLane.set(key, leads)
  return leads
}

/** A lead for an order placed in each period: lognormal, whole periods, at least one. */
export function drawLeadPeriods(lane: Lane, count: number, random: Random): Uint16Array {
  const spread = logSpread(lane)
  return Uint16Array.from({ length: count }, () => {
    return Math.max(1, drawLead(lane.leadPeriods, spread, random))
  })
}

function logSpread({ leadVariation }: Lane): number {
  return Math.sqrt(Math.log(1 + leadVariation ** 2))
}

function drawLead(meanPeriods: number, spread: number, random: Random): number {
  return leadAt(meanPeriods, spread, random.normal())
}

function leadAt(meanPeriods: number, spread: number, z: number): number {
  return Math.round(meanPeriods * Math.exp(spread * z - (spread * spread) / 2))
}

let roomForSums = new Float64Array(0)

/** What was sold before each period, so that a run is one subtraction; it holds until the next item. */
function runningSums(units: Float64Array, before: number): Float64Array {
  if (roomForSums.length <= before) roomForSums = new Float64Array(2 * before + 1)
  const sums = roomForSums
  let sum = 0
  for (let period = 0; period < before; period += 1) {
    sums[period] = sum
    sum += units[period] ?? 0
  }
  sums[before] = sum
  return sums
}

function drawSum(sums: Float64Array, before: number, periods: number, random: Random): number {
  let sum = 0
  for (let left = periods; left > 0; left -= runPeriods) {
    const from = random.below(before)
    sum += sumOfRun(sums, before, from, Math.min(left, runPeriods))
  }
  return sum
}

/** After the last period comes the first again, as often as a short history needs. */
function sumOfRun(sums: Float64Array, before: number, from: number, count: number): number {
  const start = sums[from] as number
  if (from + count <= before) return (sums[from + count] as number) - start
  const all = sums[before] as number
  const rest = count - (before - from)
  const laps = Math.floor(rest / before)
  return all - start + laps * all + (sums[rest - laps * before] as number)
}
