import { dayAt } from '#kernel/day'
import type { Work } from '#platform/work'

import { plannedFacts, type RulingPolicy } from '../planned-facts.ts'
import { readOrderCalendars } from '../queries/order-calendars.ts'
import { rangesOfRules, ruleInputs } from '../queries/rule-inputs.ts'
import { addToGroups, type RuleGroup, type RuleGroups } from './replay-policies.ts'

const chunkPairs = 2_000

type Sorted = { readonly kept: readonly RuleGroup[]; readonly claimed: readonly RuleGroup[] }

/** All item-places, sorted to the rules of a policy, with what its replay and that of the one in force need. */
export async function readGroups(
  work: Work,
  policy: RulingPolicy,
  inForce: RulingPolicy,
): Promise<Sorted> {
  const groups: RuleGroups = { kept: new Map(), claimed: new Map() }
  const { classes } = policy
  const hasClaims = policy.book.hasClaims || inForce.book.hasClaims
  const calendars = await work.transact(readOrderCalendars)
  for (const range of await work.transact((tx) => rangesOfRules(tx, chunkPairs))) {
    const known = await work.transact(async (tx) => {
      // No rule was made from it: the units of all are read.
      const inputs = await ruleInputs(tx, {
        classes,
        pairs: range,
        isWithHubs: true,
        policyFingerprint: 'preview',
      })
      const day = dayAt(tx.now.getTime(), 'UTC')
      return plannedFacts(tx, inputs, day, { hasClaims, calendars })
    })
    addToGroups(groups, policy, known)
  }
  return { kept: inOrder(groups.kept), claimed: inOrder(groups.claimed) }
}

function inOrder(groups: ReadonlyMap<string, RuleGroup>): readonly RuleGroup[] {
  const nameOf = ({ rule }: RuleGroup) =>
    `${rule.segment} ${rule.categoryId} ${rule.placeId} ${rule.channelId}`
  return [...groups.values()].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}
