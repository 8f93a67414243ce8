/**
 * Too little for all: who gets how much, so that everybody is as well off (rules 11). Whoever stands worst gets the next
 * multiple, until what is next does not fit: while it does not even last as expected, whoever it lasts shortest;
 * beyond that, whoever is likeliest to run out.
 */

export type Claim = {
  /** Asked for, in whole multiples; the last one may be smaller. */
  readonly askedUnits: number
  readonly multipleUnits: number
  /** There until more can come, without what is shared; below 0 customers wait. */
  readonly haveUnits: number
  /** Demand until then: expected, and how far it spreads. */
  readonly meanUnits: number
  readonly deviationUnits: number
}

/** So that nothing is divided by nothing. */
const leastUnits = 1e-3
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

/** With so many units more: below 0 the share of the time it lacks, above it deviations to spare. */
export function standing(claim: Claim, grantedUnits: number): number {
  const units = claim.haveUnits + grantedUnits
  const { meanUnits, deviationUnits } = claim
  return units < meanUnits
    ? units / Math.max(meanUnits, leastUnits) - 1
    : (units - meanUnits) / Math.max(deviationUnits, leastUnits)
}

/** What there must be to stand so well. */
function unitsAt(level: number, { meanUnits, deviationUnits }: Claim): number {
  return level < 0
    ? (level + 1) * Math.max(meanUnits, leastUnits)
    : meanUnits + level * Math.max(deviationUnits, leastUnits)
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
    const missing = unitsAt(level, claim) - claim.haveUnits
    return Math.min(mostCount(claim), Math.max(0, Math.ceil(missing / claim.multipleUnits)))
  })
}
