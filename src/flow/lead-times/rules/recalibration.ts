/**
 * Past forecasts say where outcomes fell in them. If more than a tenth of the outcomes fell into the latest tenth,
 * forecasts were too early or too sure; the next ones are stretched by as much. Shares of single days, such as the
 * promised one, stay shares of single days. Source: Dawid, "Statistical theory: the prequential approach" (1984).
 */
import type { DayDistribution } from './day-distribution.ts'

const bins = 20
/** Outcomes that fell as they should, which stand beside those seen. */
const evenLines = 300
/** What each further outcome leaves of those before: half is forgotten after 700. */
const keptByLine = 0.999

/** How many outcomes fell into each twentieth of their forecast. */
export type Outcomes = Float64Array

export function noOutcomes(): Outcomes {
  return new Float64Array(bins)
}

/** An outcome on a day with a share of its own is spread over that share (Czado, Gneiting, Held 2009). */
export function learnOutcome(
  outcomes: Outcomes,
  distribution: DayDistribution,
  days: number,
): void {
  const [below, upTo] = sharesAt(distribution, days)
  for (let bin = 0; bin < bins; bin += 1) outcomes[bin] = (outcomes[bin] ?? 0) * keptByLine
  if (upTo - below < 1e-12) {
    const bin = Math.min(bins - 1, Math.floor(below * bins))
    outcomes[bin] = (outcomes[bin] ?? 0) + 1
    return
  }
  for (let bin = 0; bin < bins; bin += 1) {
    const from = Math.max(below, bin / bins)
    const to = Math.min(upTo, (bin + 1) / bins)
    if (to > from) outcomes[bin] = (outcomes[bin] ?? 0) + (to - from) / (upTo - below)
  }
}

/** The distribution as it would have been right for past outcomes. */
export function recalibrated(distribution: DayDistribution, outcomes: Outcomes): DayDistribution {
  const { probabilities } = distribution
  const edges = edgesOf(outcomes)
  const changed = new Float64Array(probabilities.length)
  let share = 0
  let before = 0
  for (let at = 0; at < probabilities.length; at += 1) {
    share += probabilities[at] ?? 0
    const now = at === probabilities.length - 1 ? 1 : stretched(edges, share)
    changed[at] = Math.max(0, now - before)
    before = Math.max(before, now)
  }
  return { ...distribution, probabilities: changed }
}

/** What share of outcomes fell below each edge of the bins. */
function edgesOf(outcomes: Outcomes): Float64Array {
  const edges = new Float64Array(bins + 1)
  const total = outcomes.reduce((sum, count) => sum + count, 0) + evenLines
  for (let bin = 0; bin < bins; bin += 1) {
    edges[bin + 1] = (edges[bin] ?? 0) + ((outcomes[bin] ?? 0) + evenLines / bins) / total
  }
  return edges
}

function stretched(edges: Float64Array, share: number): number {
  const place = Math.min(bins, Math.max(0, share * bins))
  const bin = Math.min(bins - 1, Math.floor(place))
  const from = edges[bin] ?? 0
  return from + (place - bin) * ((edges[bin + 1] ?? 1) - from)
}

function sharesAt(
  { firstDays, probabilities }: DayDistribution,
  days: number,
): readonly [below: number, upTo: number] {
  const place = Math.round(days) - firstDays
  let below = 0
  for (let at = 0; at < Math.min(place, probabilities.length); at += 1) {
    below += probabilities[at] ?? 0
  }
  return [Math.min(1, below), Math.min(1, below + (probabilities[place] ?? 0))]
}
