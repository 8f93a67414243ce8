/** What an inspection makes of quarantined units, and what they are worth. */
import { type Accrual, shareOf, type Worth } from './receipt-value.ts'

export type Judged = {
  readonly passed: Worth
  readonly failed: Worth
}

/**
 * The worth of the units judged, out of what is still in quarantine: those that pass first, then those
 * that fail, each as the cost layers share their value.
 *
 * @param left units in quarantine with their worth; at least those judged
 */
export function judge(left: Accrual, passedUnits: bigint, failedUnits: bigint): Judged {
  const passed = shareOf(left, passedUnits)
  const rest = {
    units: left.units - passedUnits,
    documentMinor: left.documentMinor - passed.documentMinor,
    amountMinor: left.amountMinor - passed.amountMinor,
  }
  return { passed, failed: shareOf(rest, failedUnits) }
}
