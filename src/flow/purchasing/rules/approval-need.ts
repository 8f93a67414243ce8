/**
 * Whether an order needs a second person: one threshold for each company, in its own currency.
 *
 * @param approvalOverMinor 0: each order does; `null`: none does; else those above it
 */
export function needsApproval(totalMinor: bigint, approvalOverMinor: bigint | null): boolean {
  if (approvalOverMinor === null) return false
  return approvalOverMinor === 0n || totalMinor > approvalOverMinor
}
