/** The step of a run that brings policy, demand and lead time together in a rule for each item-place. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'

import { chooseTerms, type SizedTerm, termsAt } from '#flow/agreements'
import { type LaneLeadTime, laneLeadTimes, meanDays, orderLeadTime, sdDays } from '#flow/lead-times'
import { invariant } from '#kernel/invariant'
import { seedOf } from '#kernel/random'
import type { RunStep } from '#platform/run-step'
import type { Tx } from '#platform/work'
import type { PlaceId } from '#records/places'
import type { SupplierId } from '#records/suppliers'

import {
  type RuleCursor,
  type RuleInput,
  ruleInputs,
  type ValueClasses,
  valueClasses,
} from './queries/rule-inputs.ts'
import {
  monthlyVariation,
  stockRuleFor,
  valueClassOf,
  variationClassOf,
} from './rules/stock-rule.ts'
import {
  type ActivePolicy,
  ensureUsualPolicy,
  readActivePolicy,
  type StoredRule,
} from './store/policies.ts'
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
  if (inputs.length === 0) return 0
  const itemIds = [...new Set(inputs.map(({ itemId }) => itemId))]
  const terms = Map.groupBy(await termsAt(tx, { itemIds, day: asOf }), ({ itemId }) => itemId)
  const sources = inputs.map((input) => sourceOf(input, terms.get(input.itemId) ?? []))
  const lanes = sources.map(({ term }, at) => ({
    supplierId: (term?.supplierId ?? noId) as SupplierId,
    placeId: (inputs[at]?.placeId ?? noId) as PlaceId,
  }))
  const leadTimes = await laneLeadTimes(tx, lanes)
  const rules = inputs.map((input, at) => {
    return ruleOf(
      input,
      sources[at] ?? { term: undefined, isLane: false },
      leadTimes[at] ?? {},
      given,
    )
  })
  await putStockRules(tx, rules)
  return rules.length
}

const noId = '00000000-0000-0000-0000-000000000000'

type Source = { readonly term: SizedTerm | undefined; readonly isLane: boolean }

/** A lane from another place comes before terms of a worse rank. */
function sourceOf(input: RuleInput, terms: readonly SizedTerm[]): Source {
  const here = terms.filter(({ placeId }) => placeId === null || placeId === input.placeId)
  const choice = chooseTerms(BigInt(Math.max(1, Math.round(input.yearUnits / 12))), here)
  const term = choice.kind === 'chosen' ? choice.offer.term : undefined
  const isLane = input.laneId !== null && (input.laneRank ?? 1) <= (term?.rank ?? Infinity)
  return { term: isLane ? undefined : term, isLane }
}

function ruleOf(
  input: RuleInput,
  { term, isLane }: Source,
  learned: LaneLeadTime,
  { policy, classes }: Cursor,
): StoredStockRule {
  const { settings } = policy
  const weeklyUnits = Float64Array.from(input.weeklyUnits)
  const lead = leadOf(input, term, isLane, learned)
  const value = input.yearUnits * input.stockCostMinor
  const abc = valueClassOf(value, classes)
  const variation = monthlyVariation(weeklyUnits)
  const xyz = variationClassOf(variation, settings.variationX, settings.variationY)
  const segment = `${abc}${xyz}`
  const rule = policyRuleFor(policy, segment, input.placeId)
  const unitCost = input.stockCostMinor > 0 ? input.stockCostMinor : termCost(term)
  const made = stockRuleFor(rule, {
    weeklyUnits,
    ...lead,
    moqUnits: Number(term?.moqUnits ?? 0n),
    multipleUnits: isLane ? (input.laneMultipleUnits ?? 1) : Number(term?.multipleUnits ?? 1n),
    unitCost,
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
    ...lead,
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

function leadOf(
  input: RuleInput,
  term: SizedTerm | undefined,
  isLane: boolean,
  learned: LaneLeadTime,
): { readonly leadDays: number; readonly leadDeviationDays: number } {
  if (isLane) return { leadDays: input.laneLeadDays ?? 0, leadDeviationDays: 0 }
  const { distribution } = orderLeadTime(learned, term?.leadTimeDays ?? null)
  return { leadDays: Math.round(meanDays(distribution)), leadDeviationDays: sdDays(distribution) }
}

/** The place's own rule, else the segment's; where neither is, every other's. */
function policyRuleFor({ rules }: ActivePolicy, segment: string, placeId: string): StoredRule {
  const found =
    rules.find((rule) => rule.segment === segment && rule.placeId === placeId) ??
    rules.find((rule) => rule.segment === segment && rule.placeId === null) ??
    rules.find((rule) => rule.segment === '*') ??
    rules[0]
  invariant(found !== undefined, 'a policy has rules')
  return found
}

/** Minor units per base unit at the first price; an item that was never in stock has no better. */
function termCost(term: SizedTerm | undefined): number {
  const [first] = term?.breaks ?? []
  if (first === undefined) return 1
  return Number(first.priceE4) / 10_000 / Number(first.pricedUnits)
}
