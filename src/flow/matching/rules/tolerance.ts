/** How far a bill may go beyond what was agreed before a person must look (rules.md 2). */
import { convertMinor, type Exchange } from '#kernel/fx'

/** Minor units are the company's; `…Bps` are hundredths of a percent. */
export type MatchTolerance = {
  readonly priceOverBps: bigint
  readonly priceOverMinor: bigint
  readonly unitsOverMax: bigint
  readonly chargeOverBps: bigint
  readonly chargeOverMinor: bigint
  readonly totalOverBps: bigint
  readonly totalOverMinor: bigint
}

/** What holds where neither supplier nor company says otherwise. Source: rules.md 2, defaults. */
export const usualTolerance: MatchTolerance = {
  priceOverBps: 200n,
  priceOverMinor: 5_000n,
  unitsOverMax: 0n,
  chargeOverBps: 1_000n,
  chargeOverMinor: 2_500n,
  totalOverBps: 100n,
  totalOverMinor: 1_000n,
}

export type Outcome = 'fits' | 'in_tolerance' | 'fails'

/** The share is taken of what was agreed, the amount is a limit beside it: both must hold. */
export type Limit = { readonly overBps: bigint; readonly overMinor: bigint }

/**
 * Judges an excess in the document's currency: the share in that currency, the amount in the
 * company's. Less than agreed always fits.
 *
 * @param baseMinor what was agreed; not negative. Anything above an agreed nothing fails.
 */
export function judge(
  excessMinor: bigint,
  baseMinor: bigint,
  limit: Limit,
  exchange: Exchange,
): Outcome {
  if (excessMinor <= 0n) return 'fits'
  if (exceedsShare(excessMinor, baseMinor, limit.overBps)) return 'fails'
  return convertMinor(excessMinor, exchange) > limit.overMinor ? 'fails' : 'in_tolerance'
}

export function exceedsShare(excess: bigint, base: bigint, overBps: bigint): boolean {
  return excess * 10_000n > base * overBps
}
