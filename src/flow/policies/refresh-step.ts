/** The step of a run that brings policy, demand and lead time together in a rule for each item-place. */
import { hash } from 'node:crypto'
import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import { seedOf } from '#kernel/random'
import type { PairRange } from '#platform/pair-ranges'
import type { RunStep } from '#platform/run-step'
import type { Tx } from '#platform/work'

import { type PlannedFacts, plannedFacts, type Ruled, ruledBy } from './planned-facts.ts'
import { type OrderCalendars, readOrderCalendars } from './queries/order-calendars.ts'
import {
  type RuleInput,
  rangesOfRules,
  ruleInputs,
  type ValueClasses,
  valueClasses,
} from './queries/rule-inputs.ts'
import { reviewDaysOf } from './rules/order-gap.ts'
import { type StockRule, stockRuleFor } from './rules/stock-rule.ts'
import { type ActivePolicy, ensureUsualPolicy, readActivePolicy } from './store/policies.ts'
import {
  dropUnplanned,
  putStockRules,
  type RuledFacts,
  type StoredStockRule,
} from './store/stock-rules.ts'

/** Item-places of one transaction. */
const partPairs = 2_500

export type Given = {
  readonly policy: ActivePolicy
  readonly classes: ValueClasses
  readonly calendars: OrderCalendars
}

type Cursor = Given & { readonly range: PairRange }

export const stockRulesStep: RunStep = {
  name: 'rules',
  total: async (tx) => {
    const { rows } = await sql<{ readonly count: number }>`
      select count(*)::int as count from demand_series
      where channel_id is null and period = 'week'`.execute(tx.db)
    return rows[0]?.count ?? 0
  },
  parts: async (tx) => {
    await dropUnplanned(tx)
    const given = await beginRules(tx)
    const ranges = await rangesOfRules(tx, partPairs)
    return ranges.map((range): Cursor => ({ ...given, range }))
  },
  advance: async (work, { asOf, cursor }) => {
    return work.transact(async (tx) => {
      const { range, ...given } = cursor as Cursor
      const { policy, classes } = given
      const policyFingerprint = policy.fingerprint
      const inputs = await ruleInputs(tx, { policyFingerprint, classes, pairs: range })
      const ruleCount = await refreshRules(tx, inputs.filter(isChanged), given, asOf)
      return { doneCount: inputs.length, result: { ruleCount } }
    })
  },
}

export async function beginRules(tx: Tx): Promise<Given> {
  await ensureUsualPolicy(tx)
  const policy = await readActivePolicy(tx)
  invariant(policy !== undefined, 'a policy is in force')
  const calendars = await readOrderCalendars(tx)
  // Other days of ordering make other rules, as another policy does.
  const fingerprint = policy.fingerprint + calendars.fingerprint
  const classes = await valueClasses(tx, policy.settings)
  return { policy: { ...policy, fingerprint }, classes, calendars }
}

/** Units are read only where the rule was made from something else. */
export const isChanged = ({ weeklyUnits }: RuleInput): boolean => weeklyUnits !== null

export async function refreshRules(
  tx: Tx,
  inputs: readonly RuleInput[],
  given: Given,
  asOf: string,
): Promise<number> {
  const { policy, calendars } = given
  const known = await plannedFacts(tx, inputs, asOf, {
    hasClaims: policy.book.hasClaims,
    calendars,
  })
  await putStockRules(
    tx,
    known.map((facts) => ruleOf(facts, given)),
  )
  return known.length
}

function ruleOf(facts: PlannedFacts, { policy, classes }: Given): StoredStockRule {
  const { settings } = policy
  const { input, term, isLane, leadDays, leadDeviationDays, leadBasis, leadLineCount } = facts
  const ruled = ruledBy(facts, { ...policy, classes })
  const { abc, xyz, segment, claims } = ruled
  const reviewDays = reviewDaysOf(ruled.rule.reviewDays, facts.orderWeekdays)
  const rule = { ...ruled.rule, reviewDays }
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
    claims,
  })
  const { shared, ...said } = made
  const whole = {
    ...said,
    facts: {
      ...said.facts,
      by: { ...byFacts(ruled, shared), leadBasis, leadLineCount },
      ...(input.flowPlaces > 0 ? { flowPlaces: input.flowPlaces } : {}),
    },
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
    reviewDays,
    coverDaysMax: rule.coverDaysMax,
    shelfLifeDays: input.shelfLifeDays,
    maxUnits: rule.maxUnits,
    releaseUpToMinor: rule.releaseUpToMinor,
    cashMaxMinor: rule.cashMaxMinor,
  }
  const fingerprint = hash('md5', textOf(whole))
  return { ...whole, inputFingerprint: input.inputFingerprint, fingerprint }
}

/** Which rule it is and why, and which channel asked for it most; planning says so in its why. */
function byFacts({ rule, by, claims }: Ruled, shared: StockRule['shared']): RuledFacts {
  const claim = shared.claim === undefined ? undefined : claims[shared.claim]
  return {
    ruledBy: by,
    ...(rule.categoryId === null ? {} : { ruleCategoryId: rule.categoryId }),
    ...(rule.placeId === null ? {} : { ruleIsOfPlace: 1 }),
    ...(claim === undefined
      ? {}
      : {
          channel: claim.name,
          channelBy: shared.by,
          channelTargetKind: claim.rule.targetKind,
          channelTargetBps: claim.rule.targetBps,
          channelShareBps: Math.round(claim.share * unity),
          channelCount: claims.length,
        }),
  }
}

const unity = 10_000

function textOf(rule: Omit<StoredStockRule, 'inputFingerprint' | 'fingerprint'>): string {
  const releaseUpToMinor = rule.releaseUpToMinor?.toString()
  const cashMaxMinor = rule.cashMaxMinor?.toString()
  return JSON.stringify({ ...rule, releaseUpToMinor, cashMaxMinor })
}
