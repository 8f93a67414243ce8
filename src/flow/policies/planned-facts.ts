/** What is known of an item at a place before a policy is applied: where it comes from, and in what sizes. */
import { chooseTerms, type SizedTerm, termsAt } from '#flow/agreements'
import { type LaneLeadTime, laneLeadTimes, meanDays, orderLeadTime, sdDays } from '#flow/lead-times'
import { invariant } from '#kernel/invariant'
import type { Ask, Tx } from '#platform/work'
import type { PlaceId } from '#records/places'
import type { SupplierId } from '#records/suppliers'

import type { RuleInput, ValueClasses } from './queries/rule-inputs.ts'
import type { Segment, ValueClass, VariationClass } from './rules/segments.ts'
import { monthlyVariation, valueClassOf, variationClassOf } from './rules/stock-rule.ts'
import type { PolicySettings, StoredRule } from './store/policies.ts'

export type PlannedFacts = {
  readonly input: RuleInput
  /** The terms it would be bought by; undefined where it comes from another place, or from nowhere. */
  readonly term: SizedTerm | undefined
  readonly isLane: boolean
  readonly leadDays: number
  readonly leadDeviationDays: number
  readonly moqUnits: number
  readonly multipleUnits: number
  /** Minor units per base unit. */
  readonly unitCost: number
  readonly weeklyUnits: Float64Array
}

const noId = '00000000-0000-0000-0000-000000000000'

export async function plannedFacts(
  ask: Ask | Tx,
  inputs: readonly RuleInput[],
  asOf: string,
): Promise<readonly PlannedFacts[]> {
  if (inputs.length === 0) return []
  const itemIds = [...new Set(inputs.map(({ itemId }) => itemId))]
  const terms = Map.groupBy(await termsAt(ask, { itemIds, day: asOf }), ({ itemId }) => itemId)
  const sources = inputs.map((input) => ({
    input,
    ...sourceOf(input, terms.get(input.itemId) ?? []),
  }))
  const lanes = sources.map(({ term, input }) => ({
    supplierId: (term?.supplierId ?? noId) as SupplierId,
    placeId: input.placeId as PlaceId,
  }))
  const leadTimes = await laneLeadTimes(ask, lanes)
  return sources.map(({ input, term, isLane }, at) => ({
    input,
    term,
    isLane,
    ...leadOf(input, term, isLane, leadTimes[at] ?? {}),
    moqUnits: Number(term?.moqUnits ?? 0n),
    multipleUnits: isLane ? (input.laneMultipleUnits ?? 1) : Number(term?.multipleUnits ?? 1n),
    unitCost: input.stockCostMinor > 0 ? input.stockCostMinor : termCost(term),
    weeklyUnits: Float64Array.from(input.weeklyUnits),
  }))
}

type Source = { readonly term: SizedTerm | undefined; readonly isLane: boolean }

/** A lane from another place comes before terms of a worse rank. */
function sourceOf(input: RuleInput, terms: readonly SizedTerm[]): Source {
  const here = terms.filter(({ placeId }) => placeId === null || placeId === input.placeId)
  const choice = chooseTerms(BigInt(Math.max(1, Math.round(input.yearUnits / 12))), here)
  const term = choice.kind === 'chosen' ? choice.offer.term : undefined
  const isLane = input.laneId !== null && (input.laneRank ?? 1) <= (term?.rank ?? Infinity)
  return { term: isLane ? undefined : term, isLane }
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

/** Minor units per base unit at the first price; an item that was never in stock has no better. */
function termCost(term: SizedTerm | undefined): number {
  const [first] = term?.breaks ?? []
  if (first === undefined) return 1
  return Number(first.priceE4) / 10_000 / Number(first.pricedUnits)
}

export function segmentAt(
  { input, weeklyUnits }: PlannedFacts,
  classes: ValueClasses,
  settings: PolicySettings,
): { readonly abc: ValueClass; readonly xyz: VariationClass; readonly segment: Segment } {
  const abc = valueClassOf(input.yearUnits * input.stockCostMinor, classes)
  const variation = monthlyVariation(weeklyUnits)
  const xyz = variationClassOf(variation, settings.variationX, settings.variationY)
  return { abc, xyz, segment: `${abc}${xyz}` }
}

/** The place's own rule, else the segment's; where neither is, every other's. */
export function policyRuleFor(
  rules: readonly StoredRule[],
  segment: string,
  placeId: string,
): StoredRule {
  const found =
    rules.find((rule) => rule.segment === segment && rule.placeId === placeId) ??
    rules.find((rule) => rule.segment === segment && rule.placeId === null) ??
    rules.find((rule) => rule.segment === '*' && rule.placeId === placeId) ??
    rules.find((rule) => rule.segment === '*') ??
    rules[0]
  invariant(found !== undefined, 'a policy has rules')
  return found
}
