/**
 * The level of stock that several channels share at a place, when some of them have a target of their own.
 *
 * Each part of demand asks for its own level, so the whole asks for the mean of the levels (as quantiles), weighed by
 * share of demand. A committed channel's part is never kept below its own level: alone, a share w of demand has a deviation
 * of the root of w of the whole's, so the safety of the whole is at least that channel's z times that root.
 */
import { normalCdf, normalQuantile } from '#kernel/statistics/normal'

export type Claim = {
  /** The level that the channel's own target asks for, as z. */
  readonly z: number
  /** Of demand, 0 to 1; all shares add up to 1 at most. */
  readonly share: number
  readonly isCommitted: boolean
}

export type SharedLevel = {
  readonly z: number
  /** Whether it is the rule's own, weighed with claims, or what a committed channel needs for its part. */
  readonly by: 'rule' | 'weighed' | 'committed'
  /** Which claim moved it most. */
  readonly claim: number | undefined
}

/** @param ownZ what the rule asks for every channel without a claim */
export function sharedLevel(ownZ: number, claims: readonly Claim[]): SharedLevel {
  if (claims.length === 0) return { z: ownZ, by: 'rule', claim: undefined }
  const weighed = weighedLevel(ownZ, claims)
  const [committed, at] = committedLevel(claims)
  return committed > weighed
    ? { z: committed, by: 'committed', claim: at }
    : { z: weighed, by: 'weighed', claim: greatestMove(ownZ, claims) }
}

/** By the upper tail, which keeps its digits where levels are high. */
const above = (z: number) => normalCdf(-z)

function weighedLevel(ownZ: number, claims: readonly Claim[]): number {
  const claimed = claims.reduce((sum, { share }) => sum + share, 0)
  const own = Math.max(0, 1 - claimed) * above(ownZ)
  return -normalQuantile(claims.reduce((sum, { share, z }) => sum + share * above(z), own))
}

function committedLevel(claims: readonly Claim[]): readonly [number, number | undefined] {
  let most = Number.NEGATIVE_INFINITY
  let at: number | undefined
  for (const [no, { z, share, isCommitted }] of claims.entries()) {
    // Below its mean nothing is kept for safety, of a part as of the whole.
    const level = z > 0 ? z * Math.sqrt(share) : z
    if (!isCommitted || level <= most) continue
    most = level
    at = no
  }
  return [most, at]
}

function greatestMove(ownZ: number, claims: readonly Claim[]): number {
  const moves = claims.map(({ share, z }) => share * Math.abs(above(z) - above(ownZ)))
  return moves.indexOf(Math.max(...moves))
}
