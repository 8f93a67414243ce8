/**
 * Which policy a segment should have, by replay. The present one stays unless another is better by a margin: planners
 * must be able to trust that the rules do not change from week to week for nothing.
 */

export type Entrant = {
  readonly name: string
  readonly achievedFill: number
  readonly stockValue: number
  readonly orderCount: number
}

export type TournamentRules = {
  /** Of the present policy's yearly cost: 0.03 asks a challenger to be 3 % cheaper. */
  readonly marginShare: number
  /** A policy further below the target than this is out, however cheap: 0.01 is a point. */
  readonly fillShortMax: number
  readonly holdingRate: number
  readonly orderCost: number
  readonly years: number
}

export type Verdict = {
  readonly winner: string
  readonly kind: 'stays' | 'displaced' | 'first' | 'nobody_reaches'
  /** What holding and ordering cost in a year, by entrant, for the preview. */
  readonly yearCosts: Readonly<Record<string, number>>
}

/** What the last round of a tournament found. */
export type Round = {
  readonly present: string
  readonly winner: string
  readonly leadRounds: number
}

/**
 * Rounds in a row that the same challenger beat the present policy, this one with them: one good year of many is
 * not enough to change how a segment is kept.
 */
export function leadAfter(last: Round | undefined, verdict: Verdict, present: string): number {
  if (verdict.kind !== 'displaced' || verdict.winner === present) return 0
  const isSame = last?.present === present && last.winner === verdict.winner
  return isSame ? last.leadRounds + 1 : 1
}

/**
 * @param present the policy in force, if any; one that no longer reaches the target loses its margin
 * @param entrants at least one
 */
export function judge(
  entrants: readonly [Entrant, ...Entrant[]],
  target: number,
  present: string | undefined,
  rules: TournamentRules,
): Verdict {
  const costOf = ({ stockValue, orderCount }: Entrant) =>
    stockValue * rules.holdingRate + (orderCount * rules.orderCost) / rules.years
  const yearCosts = Object.fromEntries(entrants.map((one) => [one.name, costOf(one)]))
  const able = entrants.filter((one) => one.achievedFill >= target - rules.fillShortMax)
  const [first, ...others] = able
  if (first === undefined) {
    const [start, ...rest] = entrants
    const nearest = rest.reduce((a, b) => (b.achievedFill > a.achievedFill ? b : a), start)
    return { winner: nearest.name, kind: 'nobody_reaches', yearCosts }
  }
  const best = others.reduce((a, b) => (costOf(b) < costOf(a) ? b : a), first)
  if (present === undefined) return { winner: best.name, kind: 'first', yearCosts }
  const held = able.find(({ name }) => name === present)
  const isBeaten = held === undefined || costOf(best) < costOf(held) * (1 - rules.marginShare)
  return isBeaten && best.name !== present
    ? { winner: best.name, kind: 'displaced', yearCosts }
    : { winner: present, kind: 'stays', yearCosts }
}
