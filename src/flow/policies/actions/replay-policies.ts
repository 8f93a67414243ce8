/** A draft replayed beside the policy in force, rule by rule. */
import { daysBetween, laterDay } from '#kernel/day'
import { seedOf } from '#kernel/random'

import type { PreviewLine, PreviewOutcome } from '../contract.ts'
import { type PlannedFacts, policyRuleFor, segmentAt } from '../planned-facts.ts'
import type { ValueClasses } from '../queries/rule-inputs.ts'
import type { Outcome } from '../rules/closed-loop.ts'
import { type HistoryItem, type SegmentHistory, segmentHistory } from '../rules/learn-level.ts'
import { addOutcomes, calibrateRule, replayLevels } from '../rules/preview-segment.ts'
import { stockRuleFor } from '../rules/stock-rule.ts'
import type { PolicySettings, StoredRule } from '../store/policies.ts'

export type ReplayedPolicy = {
  readonly settings: PolicySettings
  readonly rules: readonly StoredRule[]
  readonly classes: ValueClasses
}

/** Items of one rule of the draft: how many there are, and the sample that is replayed. */
export type RuleGroup = {
  readonly rule: StoredRule
  count: number
  sample: { readonly rank: number; readonly facts: PlannedFacts }[]
}

const sampleMax = 250
const weekDays = 7
const season = 52
const lotYearShareMax = 0.5
const unity = 10_000

/** Sorts items to the draft's rules and keeps a sample of each, the same however they come. */
export function addToGroups(
  groups: Map<string, RuleGroup>,
  draft: ReplayedPolicy,
  known: readonly PlannedFacts[],
): void {
  for (const facts of known) {
    const { segment } = segmentAt(facts, draft.classes, draft.settings)
    const { itemId, placeId } = facts.input
    const rule = policyRuleFor(draft.rules, segment, placeId)
    const group = groups.get(rule.id) ?? { rule, count: 0, sample: [] }
    groups.set(rule.id, group)
    group.count += 1
    group.sample.push({ rank: seedOf(itemId, placeId, 'sample') >>> 0, facts })
    if (group.sample.length >= 2 * sampleMax) group.sample = sampled(group)
  }
}

function sampled({ sample }: RuleGroup): RuleGroup['sample'] {
  return sample
    .toSorted((a, b) => a.rank - b.rank || (a.facts.input.itemId < b.facts.input.itemId ? -1 : 1))
    .slice(0, sampleMax)
}

/** One line of a preview with what it adds to the whole. */
export type ReplayedLine = {
  readonly line: PreviewLine
  readonly draft: Outcome | undefined
  readonly inForce: Outcome | undefined
}

export function replayGroup(
  group: RuleGroup,
  draft: ReplayedPolicy,
  inForce: ReplayedPolicy,
): ReplayedLine {
  const { rule, count } = group
  const known = sampled(group).map(({ facts }) => facts)
  const scale = count / Math.max(1, known.length)
  const history = historyOf(known, rule, draft.settings)
  const found =
    history &&
    calibrateRule(history, {
      targetKind: rule.targetKind,
      target: rule.targetBps / unity,
      method: rule.method,
    })
  const years = history ? (history.span.toPeriod - history.span.countFromPeriod) / season : 1
  const yearly = (outcome: Outcome | undefined) => outcome && raised(outcome, scale, years)
  const drafted = yearly(found?.outcome)
  const present = yearly(history && presentOutcome(known, inForce))
  return {
    draft: drafted,
    inForce: present,
    line: {
      ruleId: rule.id,
      segment: rule.segment,
      placeId: rule.placeId,
      itemCount: count,
      replayedCount: known.length,
      targetKind: rule.targetKind,
      targetBps: rule.targetBps,
      calibratedLevel: found?.z ?? null,
      calibration: found?.kind ?? 'unknown',
      draft: toWire(drafted),
      inForce: toWire(present),
    },
  }
}

/** Each item by the rule that holds for it now. */
function presentOutcome(
  known: readonly PlannedFacts[],
  { settings, rules, classes }: ReplayedPolicy,
): Outcome | undefined {
  const byRule = Map.groupBy(known, (facts) => {
    const { segment } = segmentAt(facts, classes, settings)
    return policyRuleFor(rules, segment, facts.input.placeId)
  })
  const outcomes = [...byRule].flatMap(([rule, some]) => {
    const history = historyOf(some, rule, settings)
    if (history === undefined) return []
    const at = endOf(some)
    const zs = some.map((facts) => presentLevel(rule, facts, settings, history, at))
    const outcome = replayLevels(history, rule.method, (item) => zs[item] ?? 0)
    return outcome === undefined ? [] : [outcome]
  })
  return outcomes.length === 0 ? undefined : addOutcomes(outcomes)
}

/** What the rule would have asked for at the start of the replay, from the rows before it. */
function presentLevel(
  rule: StoredRule,
  facts: PlannedFacts,
  settings: PolicySettings,
  { span }: SegmentHistory,
  end: End,
): number {
  if (rule.calibratedLevel !== null) return rule.calibratedLevel
  const weeklyUnits = aligned(facts, end).subarray(0, span.fromPeriod)
  const { orderCostMinor: orderCost, holdingRate } = settings
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
  settings: PolicySettings,
): SegmentHistory | undefined {
  const end = endOf(known)
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
          reviewPeriods: rule.reviewDays / weekDays,
        },
        lot: {
          orderCost: settings.orderCostMinor,
          holdingCostPerUnitYear: unitCost * settings.holdingRate,
          minimumUnits: facts.moqUnits,
          packUnits: facts.multipleUnits,
          yearShareMax: lotYearShareMax,
        },
      }
    }),
  )
  if (history === undefined) return undefined
  const reviewPeriods = Math.max(1, Math.round(rule.reviewDays / weekDays))
  return { ...history, span: { ...history.span, reviewPeriods } }
}

/** Of the sample and the counted weeks to all items and a year; stock is an average already. */
function raised(outcome: Outcome, scale: number, years: number): Outcome {
  return {
    ...outcome,
    stockValue: outcome.stockValue * scale,
    orderCount: (outcome.orderCount * scale) / years,
    demandValue: (outcome.demandValue * scale) / years,
  }
}

/** @param outcome of a year */
export function toWire(outcome: Outcome | undefined): PreviewOutcome | null {
  if (outcome === undefined) return null
  const { fill, cycleService, stockValue, orderCount } = outcome
  return {
    fill,
    cycleService,
    stockValueMinor: Math.round(stockValue),
    ordersPerYear: Math.round(orderCount * 10) / 10,
  }
}

export function wholeOf(
  lines: readonly ReplayedLine[],
  side: 'draft' | 'inForce',
): PreviewOutcome | null {
  const there = lines.map((line) => line[side]).filter((outcome) => outcome !== undefined)
  return there.length === 0 ? null : toWire(addOutcomes(there))
}
