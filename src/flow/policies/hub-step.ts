/** The step that makes rules of places that feed others: whatever flows down their lanes is their demand, too. */
import { sql } from 'kysely'

import type { PairRange } from '#platform/pair-ranges'
import type { RunStep } from '#platform/run-step'
import type { Tx } from '#platform/work'

import { flowSeries, type HubPair, hasHubs, hubLevels } from './queries/hub-pairs.ts'
import { type RuleInput, rangesOfRules, ruleInputs } from './queries/rule-inputs.ts'
import { beginRules, type Given, isChanged, refreshRules } from './refresh-step.ts'
import { pooledFlow } from './rules/pool-flow.ts'

const partPairs = 2_500

type Cursor = Given & { readonly range: PairRange }

export const hubRulesStep: RunStep = {
  name: 'hubs',
  /** As many as there were the last time. */
  total: async (tx) => {
    if (!(await hasHubs(tx))) return 0
    const { rows } = await sql<{ readonly count: number }>`
      select count(*)::int as count from stock_rule where facts ? 'flowPlaces'
    `.execute(tx.db)
    return rows[0]?.count ?? 0
  },
  /** Whatever the rules step saw, item by item: an item's places are in one part. */
  parts: async (tx) => {
    if (!(await hasHubs(tx))) return []
    const given = await beginRules(tx)
    const ranges = await rangesOfRules(tx, partPairs)
    return ranges.map((range): Cursor => ({ ...given, range }))
  },
  advance: async (work, { asOf, cursor }) => {
    return work.transact(async (tx) => {
      const { range, ...given } = cursor as Cursor
      const levels = await hubLevels(tx, range)
      let ruleCount = 0
      for (const pairs of levels) ruleCount += await refreshHubs(tx, pairs, given, asOf)
      const doneCount = levels.reduce((count, pairs) => count + pairs.length, 0)
      return { doneCount, result: { ruleCount } }
    })
  },
}

/** Lowest first, so that what flows through a hub of hubs is known. */
async function refreshHubs(
  tx: Tx,
  pairs: readonly HubPair[],
  given: Given,
  asOf: string,
): Promise<number> {
  const { policy, classes } = given
  const policyFingerprint = policy.fingerprint
  const inputs = await ruleInputs(tx, { policyFingerprint, classes, pairs })
  const changed = inputs.filter(isChanged)
  return refreshRules(tx, await withFlow(tx, changed), given, asOf)
}

async function withFlow(tx: Tx, inputs: readonly RuleInput[]): Promise<readonly RuleInput[]> {
  const key = ({ itemId, placeId }: HubPair) => `${itemId} ${placeId}`
  const series = Map.groupBy(await flowSeries(tx, inputs), key)
  return inputs.map((input) => {
    return { ...input, weeklyUnits: pooledFlow(series.get(key(input)) ?? []) }
  })
}
