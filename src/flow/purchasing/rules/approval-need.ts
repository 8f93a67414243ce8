/**
 * Whether an order needs a second person: one threshold for each company, in its own currency.
 *
 * @param approvalOverMinor 0: each order does; `null`: none does; else those above it
 */
export function needsApproval(totalMinor: bigint, approvalOverMinor: bigint | null): boolean {
  if (approvalOverMinor === null) return false
  return approvalOverMinor === 0n || totalMinor > approvalOverMinor
}

/**
 * Whether other terms of a released order go beyond what a person agreed to: only when they are worth
 * more than now, and more than was approved. Asked only where the new total needs an approval at all.
 *
 *   …Minor   minor units of the order's currency
 *
 * @param overBpsMax how far above what was approved the company lets prices go by themselves
 */
export function isRaiseBeyond(given: {
  readonly beforeMinor: bigint
  readonly afterMinor: bigint
  /** `undefined`: nobody was asked. */
  readonly approvedMinor: bigint | undefined
  readonly overBpsMax: number
}): boolean {
  if (given.afterMinor <= given.beforeMinor) return false
  if (given.approvedMinor === undefined) return true
  return given.afterMinor * 10_000n > given.approvedMinor * BigInt(10_000 + given.overBpsMax)
}
