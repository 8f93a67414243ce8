/**
 * Wait for what is coming, or order again? (D365 negative days with its dynamic part; rules.md 11.)
 *
 * Whatever is ordered now is there after the lead time at the earliest, so a supply that comes by then is always
 * waited for; the negative days say how much longer waiting is better than a second order.
 */

export type DelayFacts = {
  /** Days from today; 0 is today. */
  readonly needDay: number
  readonly leadTimeDays: number
  readonly negativeDays: number
}

/** Days that a supply may come after the need: max(lead time, need) - need + negative days. */
export function delayTolerance({ needDay, leadTimeDays, negativeDays }: DelayFacts): number {
  return Math.max(leadTimeDays, needDay) - needDay + negativeDays
}

/** True: peg the need to this supply and order nothing. */
export function isWorthWaiting(supplyDay: number, facts: DelayFacts): boolean {
  return supplyDay - facts.needDay <= delayTolerance(facts)
}
