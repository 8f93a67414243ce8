/** A policy replayed beside the one in force, rule by rule. */
import { daysBetween, laterDay } from '#kernel/day'
import { seedOf } from '#kernel/random'

import { type PlannedFacts, type RulingPolicy, ruledBy } from '../planned-facts.ts'
import type { Outcome } from '../rules/closed-loop.ts'
import { type Contest, compete } from '../rules/compete.ts'
import { type HistoryItem, type SegmentHistory, segmentHistory } from '../rules/learn-level.ts'
import { reviewDaysOf } from '../rules/order-gap.ts'
import {
  addOutcomes,
  calibrateRule,
  keptOf,
  type RulePromise,
  replayLevels,
  type SegmentPreview,
  unlimited,
} from '../rules/preview-segment.ts'
import { sharedLevel } from '../rules/share-promise.ts'
import { stockRuleFor } from '../rules/stock-rule.ts'
import type { StoredRule } from '../store/policies.ts'

/** Items of one rule: how many there are, and the sample that is replayed. */
export type RuleGroup = {
  readonly rule: StoredRule
  count: number
  sample: { readonly rank: number; readonly facts: PlannedFacts }[]
}

/** By rule: the items that are kept by it, and those of which a channel claims its target. */
export type RuleGroups = {
  readonly kept: Map<string, RuleGroup>
  readonly claimed: Map<string, RuleGroup>
}

const sampleMax = 250
const weekDays = 7
const season = 52
const lotYearShareMax = 0.5
const unity = 10_000
/** A method that falls short of the target by more is out of the tournament. */
const fillShortMax = 0.01

/** Sorts items to the policy's rules and keeps a sample of each, the same however they come. */
export function addToGroups(
  groups: RuleGroups,
  policy: RulingPolicy,
  known: readonly PlannedFacts[],
): void {
  for (const facts of known) {
    const { rule, claims } = ruledBy(facts, policy)
    addToGroup(groups.kept, rule, facts)
    for (const claim of claims) addToGroup(groups.claimed, claim.rule, facts)
  }
}

function addToGroup(groups: Map<string, RuleGroup>, rule: StoredRule, facts: PlannedFacts): void {
  const { itemId, placeId } = facts.input
  const group = groups.get(rule.id) ?? { rule, count: 0, sample: [] }
  groups.set(rule.id, group)
  group.count += 1
  group.sample.push({ rank: seedOf(itemId, placeId, 'sample') >>> 0, facts })
  if (group.sample.length >= 2 * sampleMax) group.sample = sampled(group)
}

function sampled({ sample }: RuleGroup): RuleGroup['sample'] {
  return sample
    .toSorted((a, b) => a.rank - b.rank || (a.facts.input.itemId < b.facts.input.itemId ? -1 : 1))
    .slice(0, sampleMax)
}

/** What a replay found of one rule; outcomes are of all its items and a year. */
export type ReplayedRule = {
  readonly rule: StoredRule
  readonly itemCount: number
  readonly replayedCount: number
  /** The level that keeps the promise, and the share of it that was kept; undefined where too little is known. */
  readonly found: (SegmentPreview & { readonly kept: number }) | undefined
  /** With what channels claim, and within its limits. */
  readonly outcome: Outcome | undefined
  /** The same without its limits, where there are any. */
  readonly free: Outcome | undefined
  readonly inForce: Outcome | undefined
  readonly contest: Contest | undefined
}

/** Levels by rule, as far as they were found by now. */
export type Levels = ReadonlyMap<string, number>

/** The level that a claim asks for; what its items hold is told with the rules that keep them. */
export function replayClaim(group: RuleGroup, policy: RulingPolicy): ReplayedRule {
  const { rule, count } = group
  const known = sampled(group).map(({ facts }) => facts)
  const history = historyOf(known, rule, policy)
  return {
    rule,
    itemCount: count,
    replayedCount: known.length,
    found: foundOf(history, { ...promiseOf(rule), method: 's_S' }),
    outcome: undefined,
    free: undefined,
    inForce: undefined,
    contest: undefined,
  }
}

export function replayGroup(
  group: RuleGroup,
  policy: RulingPolicy,
  inForce: RulingPolicy,
  claimLevels: Levels,
): ReplayedRule {
  const { rule, count } = group
  const known = sampled(group).map(({ facts }) => facts)
  const history = historyOf(known, rule, policy)
  const found = foundOf(history, promiseOf(rule))
  const raise = (outcome: Outcome) => raised(outcome, count / Math.max(1, known.length), history)
  const levels = new Map([...claimLevels, ...(found ? [[rule.id, found.z] as const] : [])])
  const outcome = history && found && replayKnown(known, history, rule, policy, levels)
  const isLimited = history?.items.some(({ limits }) => limits !== undefined) ?? false
  const free = isLimited && history && replayKnown(known, unlimited(history), rule, policy, levels)
  const present = presentOutcome(known, inForce)
  const { tournamentMargin: marginShare, holdingRate, orderCostMinor: orderCost } = policy.settings
  const rules = { marginShare, holdingRate, orderCost, fillShortMax }
  return {
    rule,
    itemCount: count,
    replayedCount: known.length,
    found,
    outcome: outcome && raise(outcome),
    free: free ? raise(free) : undefined,
    inForce: present && raise(present),
    contest: history && compete(history, promiseOf(rule), rules, raise),
  }
}

function promiseOf({ targetKind, targetBps, method }: StoredRule): RulePromise {
  return { targetKind, target: targetBps / unity, method }
}

function foundOf(history: SegmentHistory | undefined, promise: RulePromise): ReplayedRule['found'] {
  const found = history && calibrateRule(history, promise)
  return found && { ...found, kept: keptOf(promise.targetKind, found.outcome) }
}

/** Each item at its own level: the rule's, and what channels claim of it. */
function replayKnown(
  known: readonly PlannedFacts[],
  history: SegmentHistory,
  rule: StoredRule,
  policy: RulingPolicy,
  levels: Levels,
): Outcome | undefined {
  const end = endOf(known)
  const zs = known.map((facts) => {
    const levelOf = (one: StoredRule) =>
      levels.get(one.id) ?? levelAtStart(one, rule, facts, policy, history, end)
    const claims = ruledBy(facts, policy).claims
    return sharedLevel(
      levelOf(rule),
      claims.map((claim) => ({ ...claim, z: levelOf(claim.rule) })),
    ).z
  })
  return replayLevels(history, rule.method, (item) => zs[item] ?? 0)
}

/** Each item by the rule that holds for it now. */
function presentOutcome(
  known: readonly PlannedFacts[],
  inForce: RulingPolicy,
): Outcome | undefined {
  const byRule = Map.groupBy(known, (facts) => ruledBy(facts, inForce).rule)
  const outcomes = [...byRule].flatMap(([rule, some]) => {
    const history = historyOf(some, rule, inForce)
    const outcome = history && replayKnown(some, history, rule, inForce, new Map())
    return outcome === undefined ? [] : [outcome]
  })
  return outcomes.length === 0 ? undefined : addOutcomes(outcomes)
}

/** What a rule would have asked for at the start of the replay, from the rows before it. */
function levelAtStart(
  { targetKind, targetBps, calibratedLevel }: StoredRule,
  keptBy: StoredRule,
  facts: PlannedFacts,
  { settings }: RulingPolicy,
  { span }: SegmentHistory,
  end: End,
): number {
  if (calibratedLevel !== null) return calibratedLevel
  const weeklyUnits = aligned(facts, end).subarray(0, span.fromPeriod)
  const { orderCostMinor: orderCost, holdingRate } = settings
  const reviewDays = reviewDaysOf(keptBy.reviewDays, facts.orderWeekdays)
  const rule = { ...keptBy, reviewDays, targetKind, targetBps, calibratedLevel }
  return stockRuleFor(rule, { ...facts, weeklyUnits, orderCost, holdingRate, seed: 1 }).level
}

type End = { readonly endsOn: string; readonly weeks: number }

function endOf(known: readonly PlannedFacts[]): End {
  const endsOn = known.map(({ input }) => input.endsOn).reduce(laterDay, '')
  const weeks = known.reduce(
    (most, { input, weeklyUnits }) =>
      Math.max(most, weeklyUnits.length + weeksBetween(input.endsOn, endsOn)),
    0,
  )
  return { endsOn, weeks }
}

const weeksBetween = (from: string, to: string) => Math.round(daysBetween(from, to) / weekDays)

/** All end in the same week: before the first sale and after the last news nothing was sold. */
function aligned({ input, weeklyUnits }: PlannedFacts, { endsOn, weeks }: End): Float64Array {
  const units = new Float64Array(weeks)
  const behind = weeksBetween(input.endsOn, endsOn)
  units.set(weeklyUnits, weeks - behind - weeklyUnits.length)
  return units
}

function historyOf(
  known: readonly PlannedFacts[],
  rule: StoredRule,
  { settings }: RulingPolicy,
): SegmentHistory | undefined {
  const end = endOf(known)
  const cashMax = rule.cashMaxMinor === null ? null : Number(rule.cashMaxMinor)
  const history = segmentHistory(
    known.map((facts): HistoryItem => {
      const { input, unitCost } = facts
      return {
        id: `${input.itemId} ${input.placeId}`,
        units: aligned(facts, end),
        unitCost,
        lane: {
          leadPeriods: facts.leadDays / weekDays,
          leadVariation: facts.leadDays > 0 ? facts.leadDeviationDays / facts.leadDays : 0,
          reviewPeriods: reviewDaysOf(rule.reviewDays, facts.orderWeekdays) / weekDays,
        },
        lot: {
          orderCost: settings.orderCostMinor,
          holdingCostPerUnitYear: unitCost * settings.holdingRate,
          minimumUnits: facts.moqUnits,
          packUnits: facts.multipleUnits,
          yearShareMax: lotYearShareMax,
        },
        // Goods from another place cost no cash.
        limits: {
          ...rule,
          shelfLifeDays: input.shelfLifeDays,
          cashMax: facts.isLane ? null : cashMax,
        },
      }
    }),
  )
  if (history === undefined) return undefined
  // No calendar leaves more than a week between two orders.
  const reviewPeriods = Math.max(1, Math.round(rule.reviewDays / weekDays))
  return { ...history, span: { ...history.span, reviewPeriods } }
}

/** Of the sample and the counted weeks to all items and a year; stock is an average already. */
function raised(outcome: Outcome, scale: number, history: SegmentHistory | undefined): Outcome {
  const { toPeriod = season, countFromPeriod = 0 } = history?.span ?? {}
  const yearly = (scale * season) / (toPeriod - countFromPeriod)
  return {
    ...outcome,
    stockValue: outcome.stockValue * scale,
    orderCount: outcome.orderCount * yearly,
    demandValue: outcome.demandValue * yearly,
    orderedValue: outcome.orderedValue * yearly,
    cappedCount: outcome.cappedCount * yearly,
  }
}
