/**
 * The reorder point at a level: the mean of three estimates of the same quantile of demand over the protection
 * interval. Each errs in its own way (draws know nothing beyond what has been, the gamma is too thin for items that
 * hardly sell, the normal too symmetric), and none reaches its target open-loop; the level is calibrated by replay.
 *
 * The level is told as z, the standard normal quantile of u, since calibration wants a scale without an end.
 */
import { gammaQuantile } from '#kernel/statistics/gamma'
import { normalCdf } from '#kernel/statistics/normal'
import { quantileOfSorted } from '#kernel/statistics/quantile'

import { type LeadDemandMoments, varianceOf } from './lead-demand.ts'

export type ReorderPoint = {
  readonly reorderUnits: number
  readonly drawnUnits: number
  readonly gammaUnits: number
  readonly normalUnits: number
}

/** Never below: nothing is ordered for an item that never sells. */
const neverUnits = Number.NEGATIVE_INFINITY

/**
 * @param draws of demand over the protection interval, sorted upwards unless `quantileOf` asks for no order; they lend their shape, while mean and spread are
 * those of `moments`, which know more than the item's own past
 */
export function reorderPointAt(
  z: number,
  moments: LeadDemandMoments,
  draws: Float64Array,
  quantileOf = quantileOfSorted,
): ReorderPoint {
  const mean = moments.meanUnits
  if (!(mean > 0)) {
    return {
      reorderUnits: neverUnits,
      drawnUnits: neverUnits,
      gammaUnits: neverUnits,
      normalUnits: neverUnits,
    }
  }
  const variance = varianceOf(moments)
  const deviation = Math.sqrt(variance)
  const probability = normalCdf(z)
  const normalUnits = mean + z * deviation
  const gammaUnits = gammaQuantile(
    Math.min(probability, 1 - 1e-12),
    (mean * mean) / variance,
    variance / mean,
  )
  const drawnUnits = mean + deviation * standardQuantile(draws, probability, z, quantileOf)
  const reorderUnits = (normalUnits + gammaUnits + drawnUnits) / 3
  return { reorderUnits, drawnUnits, gammaUnits, normalUnits }
}

/**
 * A rise is taken half-way, a fall at once: stock that one large order makes us buy is there for long, while not buying it
 * yet can be made good a re-plan later.
 *
 * @param then what the re-plan before had said; the same as now where there was none
 */
export function dampedReorder(now: number, then: number): number {
  return now > then && then !== neverUnits ? (now + then) / 2 : now
}

/** The quantile in deviations from the mean; draws that are all alike leave it to the normal. */
function standardQuantile(
  draws: Float64Array,
  probability: number,
  z: number,
  quantileOf: typeof quantileOfSorted,
): number {
  let sum = 0
  let squares = 0
  for (let at = 0; at < draws.length; at += 1) {
    const draw = draws[at] ?? 0
    sum += draw
    squares += draw * draw
  }
  const mean = sum / draws.length
  const variance = squares / draws.length - mean * mean
  if (!(variance > 1e-12 * mean * mean)) return z
  return (quantileOf(draws, probability) - mean) / Math.sqrt(variance)
}
