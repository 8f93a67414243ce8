/** What an order sent now will take. */
import { type DayDistribution, empiricalDays, laterBy } from './day-distribution.ts'

/** What is learned of a lane, or of its class where the lane has nothing yet. */
export type LaneLeadTime = {
  readonly whole?: DayDistribution | undefined
  /** Days beyond what the supplier's terms say. */
  readonly beyondTerms?: DayDistribution | undefined
  /** Days after the first promise. */
  readonly late?: DayDistribution | undefined
  /** So many lines say the whole, and so many what is beyond terms. */
  readonly wholeLineCount?: number | undefined
  readonly beyondTermsLineCount?: number | undefined
}

export type OrderLeadTime = {
  readonly distribution: DayDistribution
  /** Where it comes from: terms and how this lane keeps them, the lane alone, or the terms alone. */
  readonly basis: 'terms_as_kept' | 'lane' | 'terms'
  /** Seen of the lane, or of its class where it leans on that alone; 0 for terms alone. */
  readonly lineCount: number
}

/**
 * Items of one lane may have terms of different length, so terms are taken as they are kept: the agreed days and
 * the learned deviation from such terms. Nothing arrives before it is ordered.
 *
 * @param agreedDays of the terms to buy by; null when there are none
 */
export function orderLeadTime(lane: LaneLeadTime, agreedDays: number | null): OrderLeadTime {
  if (agreedDays !== null && lane.beyondTerms !== undefined) {
    const distribution = notBelowZero(laterBy(lane.beyondTerms, agreedDays))
    return { distribution, basis: 'terms_as_kept', lineCount: lane.beyondTermsLineCount ?? 0 }
  }
  if (lane.whole !== undefined) {
    const distribution = notBelowZero(lane.whole)
    return { distribution, basis: 'lane', lineCount: lane.wholeLineCount ?? 0 }
  }
  const distribution = { ...empiricalDays([agreedDays ?? 0]), laneCount: 0 }
  return { distribution, basis: 'terms', lineCount: 0 }
}

function notBelowZero(distribution: DayDistribution): DayDistribution {
  const { firstDays, probabilities, laneCount } = distribution
  if (firstDays >= 0) return distribution
  const cut = Math.min(-firstDays, probabilities.length - 1)
  const kept = probabilities.slice(cut)
  const below = probabilities.subarray(0, cut).reduce((sum, share) => sum + share, 0)
  kept[0] = (kept[0] ?? 0) + below
  return { firstDays: 0, probabilities: kept, laneCount }
}
