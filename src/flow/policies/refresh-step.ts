/** The step of a run that brings policy, demand and lead time together in a rule for each item-place. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import { seedOf } from '#kernel/random'
import type { RunStep } from '#platform/run-step'
import type { Tx } from '#platform/work'

import { type PlannedFacts, plannedFacts, policyRuleFor, segmentAt } from './planned-facts.ts'
import {
  type RuleCursor,
  type RuleInput,
  ruleInputs,
  type ValueClasses,
  valueClasses,
} from './queries/rule-inputs.ts'
import { stockRuleFor } from './rules/stock-rule.ts'
import { type ActivePolicy, ensureUsualPolicy, readActivePolicy } from './store/policies.ts'
import { putStockRules, type StoredStockRule } from './store/stock-rules.ts'

const chunkPairs = 5_000

type Cursor = {
  readonly policy: ActivePolicy
  readonly classes: ValueClasses
  readonly after: RuleCursor | undefined
}

export const stockRulesStep: RunStep = {
  name: 'rules',
  total: async (tx) => {
    const { rows } = await sql<{ readonly count: number }>`
      select count(*)::int as count from demand_series
      where channel_id is null and period = 'week'`.execute(tx.db)
    return rows[0]?.count ?? 0
  },
  advance: async (work, { asOf, cursor }) => {
    return work.transact(async (tx) => {
      const from = (cursor as Cursor | undefined) ?? (await begin(tx))
      const inputs = await ruleInputs(tx, {
        policyFingerprint: from.policy.fingerprint,
        classes: from.classes,
        after: from.after,
        limit: chunkPairs,
      })
      const ruleCount = await refresh(tx, inputs.filter(isChanged), from, asOf)
      const last = inputs.at(-1)
      return {
        doneCount: inputs.length,
        result: { ruleCount },
        ...(last === undefined
          ? {}
          : { cursor: { ...from, after: { itemId: last.itemId, placeId: last.placeId } } }),
      }
    })
  },
}

async function begin(tx: Tx): Promise<Cursor> {
  await ensureUsualPolicy(tx)
  const policy = await readActivePolicy(tx)
  invariant(policy !== undefined, 'a policy is in force')
  return { policy, classes: await valueClasses(tx, policy.settings), after: undefined }
}

/** Units are read only where the rule was made from something else. */
const isChanged = ({ weeklyUnits }: RuleInput): boolean => weeklyUnits !== null

async function refresh(
  tx: Tx,
  inputs: readonly RuleInput[],
  given: Cursor,
  asOf: string,
): Promise<number> {
  const known = await plannedFacts(tx, inputs, asOf)
  await putStockRules(
    tx,
    known.map((facts) => ruleOf(facts, given)),
  )
  return known.length
}

function ruleOf(facts: PlannedFacts, { policy, classes }: Cursor): StoredStockRule {
  const { settings } = policy
  const { input, term, isLane, leadDays, leadDeviationDays } = facts
  const { abc, xyz, segment } = segmentAt(facts, classes, settings)
  const rule = policyRuleFor(policy.rules, segment, input.placeId)
  const made = stockRuleFor(rule, {
    weeklyUnits: facts.weeklyUnits,
    leadDays,
    leadDeviationDays,
    moqUnits: facts.moqUnits,
    multipleUnits: facts.multipleUnits,
    unitCost: facts.unitCost,
    orderCost: settings.orderCostMinor,
    holdingRate: settings.holdingRate,
    seed: seedOf(input.itemId, input.placeId, 'rule'),
  })
  const whole = {
    ...made,
    itemId: input.itemId,
    placeId: input.placeId,
    policyId: policy.id,
    abc,
    xyz,
    segment,
    targetKind: rule.targetKind,
    targetBps: rule.targetBps,
    method: rule.method,
    supplierId: term?.supplierId ?? null,
    termId: term?.termId ?? null,
    laneId: isLane ? input.laneId : null,
    fromPlaceId: isLane ? input.fromPlaceId : null,
    leadDays,
    leadDeviationDays,
    reviewDays: rule.reviewDays,
    coverDaysMax: rule.coverDaysMax,
    shelfLifeDays: input.shelfLifeDays,
    maxUnits: rule.maxUnits,
    releaseUpToMinor: rule.releaseUpToMinor,
    cashMaxMinor: rule.cashMaxMinor,
  }
  const fingerprint = createHash('md5').update(textOf(whole)).digest('hex')
  return { ...whole, inputFingerprint: input.inputFingerprint, fingerprint }
}

function textOf(rule: object): string {
  return JSON.stringify(rule, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
}
