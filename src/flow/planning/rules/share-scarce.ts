/**
 * Too little for all: who gets how much, so that everybody runs out with equal chance (rules 11). Whoever
 * would run out first gets the next multiple, until what is next does not fit.
 */

export type Claim = {
  /** Asked for, in whole multiples; the last one may be smaller. */
  readonly askedUnits: number
  readonly multipleUnits: number
  /** Stock less expected demand until more can come, without what is shared; below 0 it is short. */
  readonly leftUnits: number
  /** How far demand until then spreads. */
  readonly deviationUnits: number
}

/** So that a claim without spread is still one of more or less. */
const leastDeviation = 1e-3
const bisections = 200

/**
 * What each gets, in the order of the claims: a stretch of one list of multiples in order of risk, so that a
 * unit more never makes anybody worse. Equal risks go by the order of the claims.
 */
export function shareScarce(availableUnits: number, claims: readonly Claim[]): readonly number[] {
  const counts = countsWithin(availableUnits, claims)
  let left = availableUnits - unitsOf(claims, counts)
  for (;;) {
    const next = mostAtRisk(claims, counts)
    const claim = next === undefined ? undefined : claims[next]
    if (next === undefined || claim === undefined) break
    const step = stepUnits(claim, counts[next] ?? 0)
    if (step > left) break
    counts[next] = (counts[next] ?? 0) + 1
    left -= step
  }
  return claims.map((claim, at) => grantedUnits(claim, counts[at] ?? 0))
}

/** Deviations of stock, with so many units more, above nothing: the less, the likelier it runs out. */
export function standing(claim: Claim, grantedUnits: number): number {
  return (claim.leftUnits + grantedUnits) / Math.max(claim.deviationUnits, leastDeviation)
}

const mostCount = ({ askedUnits, multipleUnits }: Claim): number =>
  Math.max(0, Math.ceil(askedUnits / multipleUnits))

const grantedUnits = (claim: Claim, count: number): number =>
  Math.min(Math.max(0, claim.askedUnits), count * claim.multipleUnits)

const stepUnits = (claim: Claim, count: number): number =>
  grantedUnits(claim, count + 1) - grantedUnits(claim, count)

const unitsOf = (claims: readonly Claim[], counts: readonly number[]): number =>
  claims.reduce((sum, claim, at) => sum + grantedUnits(claim, counts[at] ?? 0), 0)

function mostAtRisk(claims: readonly Claim[], counts: readonly number[]): number | undefined {
  let worst: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [at, claim] of claims.entries()) {
    const count = counts[at] ?? 0
    if (count >= mostCount(claim)) continue
    const stands = standing(claim, grantedUnits(claim, count))
    if (stands < least) {
      worst = at
      least = stands
    }
  }
  return worst
}

/** Almost all multiples at once: those of whoever stands below a level, as high as it fits. */
function countsWithin(availableUnits: number, claims: readonly Claim[]): number[] {
  const levels = claims.flatMap((claim) => [standing(claim, 0), standing(claim, claim.askedUnits)])
  let low = Math.min(0, ...levels) - 1
  let high = Math.max(0, ...levels) + 1
  for (let round = 0; round < bisections && low < high; round += 1) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (unitsOf(claims, countsBelow(middle, claims)) <= availableUnits) low = middle
    else high = middle
  }
  return countsBelow(low, claims)
}

/** Multiples each gets while it still stands below the level. */
function countsBelow(level: number, claims: readonly Claim[]): number[] {
  return claims.map((claim) => {
    const { multipleUnits, leftUnits } = claim
    const missing = level * Math.max(claim.deviationUnits, leastDeviation) - leftUnits
    return Math.min(mostCount(claim), Math.max(0, Math.ceil(missing / multipleUnits)))
  })
}
