/** The methods by which a segment could be kept, replayed at the same target, each with the level that reaches it. */
import type { Calibration } from './calibration.ts'
import type { Outcome } from './closed-loop.ts'
import type { SegmentHistory } from './learn-level.ts'
import { calibrateRule, keptOf, type RulePromise, replayLevels } from './preview-segment.ts'
import type { Method } from './stock-rule.ts'
import { judge, type TournamentRules, type Verdict } from './tournament.ts'

export type Contestant = {
  readonly method: Exclude<Method, 'none'>
  readonly z: number
  readonly kind: Calibration['kind']
  readonly outcome: Outcome
}

export type Contest = {
  readonly contestants: readonly [Contestant, ...Contestant[]]
  readonly verdict: Verdict
}

const usual = ['s_q', 's_S', 'r_S'] as const

/**
 * Min/max takes part only where it is the present method: its levels are a person's.
 *
 * @param raise from what was replayed to all items and a year
 * @returns undefined where nothing is kept in stock
 */
export function compete(
  history: SegmentHistory,
  promise: RulePromise,
  rules: Omit<TournamentRules, 'years'>,
  raise: (outcome: Outcome) => Outcome,
): Contest | undefined {
  const { method: present, target, targetKind } = promise
  if (present === 'none') return undefined
  const methods = present === 'min_max' ? ([...usual, present] as const) : usual
  const [first, ...others] = methods.flatMap((method): readonly Contestant[] => {
    const found = calibrateRule(history, { ...promise, method })
    if (found === undefined) return []
    const { z, kind } = found
    const own = method === 'min_max' ? replayLevels(history, method, () => z) : found.outcome
    return own === undefined ? [] : [{ method, z, kind, outcome: raise(own) }]
  })
  if (first === undefined) return undefined
  const entrant = ({ method, outcome }: Contestant) => ({
    name: method,
    achievedFill: keptOf(targetKind, outcome),
    stockValue: outcome.stockValue,
    orderCount: outcome.orderCount,
  })
  const verdict = judge([entrant(first), ...others.map(entrant)], target, present, {
    ...rules,
    years: 1,
  })
  return { contestants: [first, ...others], verdict }
}
