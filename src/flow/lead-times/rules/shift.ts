/**
 * Moves the shares by whole `days`, all but the one at zero: what keeps its date keeps it in every season.
 * What would leave the range stays at its edge.
 *
 * @param zeroAt the place of zero days in `shares`
 */
export function shiftAllButZero(shares: Float64Array, zeroAt: number, days: number): void {
  if (days === 0) return
  const last = shares.length - 1
  const moved = Math.min(last, Math.abs(days))
  const kept = shares[zeroAt] ?? 0
  shares[zeroAt] = 0
  if (days < 0) shares.reverse()
  const beyond = shares.subarray(last - moved + 1).reduce((sum, share) => sum + share, 0)
  shares.copyWithin(moved, 0, last - moved + 1)
  shares.fill(0, 0, moved)
  shares[last] = (shares[last] ?? 0) + beyond
  if (days < 0) shares.reverse()
  shares[zeroAt] = (shares[zeroAt] ?? 0) + kept
}
