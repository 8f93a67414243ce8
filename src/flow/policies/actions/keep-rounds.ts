import { dayAt, daysBetween } from '#kernel/day'
import type { Tx } from '#platform/work'

import type { PolicyRound } from '../contract.ts'
import { leadAfter } from '../rules/tournament.ts'
import type { PolicyId, PolicySettings } from '../store/policies.ts'
import { insertRounds, latestRounds } from '../store/rounds.ts'
import { draftPolicy } from './draft-policy.ts'
import { contestWire } from './preview-lines.ts'
import type { ReplayedRule } from './replay-policies.ts'

/** Rounds in quick succession would replay the same year, and prove nothing new. */
const roundDaysMin = 28

type Scope = Pick<PolicyRound, 'segment' | 'categoryId' | 'placeId'>

const scopeKey = ({ segment, categoryId, placeId }: Scope) => `${segment} ${categoryId} ${placeId}`

/**
 * Keeps a round of the tournament for each rule that was replayed, unless its last one is too fresh. What is newly
 * advised is drafted where the policy says so.
 */
export async function keepRounds(
  tx: Tx,
  policyId: PolicyId,
  settings: PolicySettings,
  replayed: readonly ReplayedRule[],
): Promise<void> {
  const madeOn = dayAt(tx.now.getTime(), 'UTC')
  const last = new Map((await latestRounds(tx)).map((round) => [scopeKey(round), round]))
  const rounds = replayed.flatMap(({ rule, contest }): readonly PolicyRound[] => {
    const before = last.get(scopeKey(rule))
    const isFresh = before !== undefined && daysBetween(before.madeOn, madeOn) < roundDaysMin
    if (contest === undefined || rule.method === 'none' || isFresh) return []
    const { winner, verdict, entrants } = contestWire(contest)
    const leadRounds = leadAfter(before, contest.verdict, rule.method)
    const isAdvised = leadRounds >= settings.tournamentRounds
    const { segment, categoryId, placeId, method: present } = rule
    const found = { present, winner, verdict, leadRounds, isAdvised, entrants }
    return [{ segment, categoryId, placeId, madeOn, ...found }]
  })
  await insertRounds(tx, policyId, rounds)
  const isNew = rounds.some(({ leadRounds }) => leadRounds === settings.tournamentRounds)
  if (settings.draftsAdvice && isNew) {
    await draftPolicy(tx, { name: `Advice of ${madeOn}`, adoptsAdvice: true })
  }
}
