/** What is known of an item at a place before a policy is applied: where it comes from, and in what sizes. */
import { chooseTerms, type SizedTerm, termsAt } from '#flow/agreements'
import {
  type LaneLeadTime,
  laneLeadTimes,
  meanDays,
  type OrderLeadTime,
  orderLeadTime,
  sdDays,
} from '#flow/lead-times'
import { invariant } from '#kernel/invariant'
import type { Ask, Tx } from '#platform/work'
import type { PlaceId } from '#records/places'
import type { SupplierId } from '#records/suppliers'

import { type ChannelShare, channelShares, pairKey } from './queries/channel-shares.ts'
import { type OrderCalendars, orderWeekdaysOf } from './queries/order-calendars.ts'
import type { RuleInput, ValueClasses } from './queries/rule-inputs.ts'
import { pickClaim, pickRule, type RuleBook, type RuledBy } from './rules/pick-rule.ts'
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
  /** What says so: the lane between places, what was learned, or the terms alone. */
  readonly leadBasis: 'moved' | OrderLeadTime['basis']
  /** So many lines were learned from, of the lane or of its class; 0 where none was. */
  readonly leadLineCount: number
  readonly moqUnits: number
  readonly multipleUnits: number
  /** Minor units per base unit. */
  readonly unitCost: number
  readonly weeklyUnits: Float64Array
  /** On which its orders may be made, as bits 0 (Monday) to 6; undefined: any day. */
  readonly orderWeekdays: number | undefined
  /** Whose demand it is; read only where a policy asks for it. */
  readonly channels: readonly ChannelShare[]
}

const noId = '00000000-0000-0000-0000-000000000000'

export async function plannedFacts(
  ask: Ask | Tx,
  inputs: readonly RuleInput[],
  asOf: string,
  given: {
    /** Some channel has a target of its own. */
    readonly hasClaims: boolean
    readonly calendars: OrderCalendars
  },
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
  const shares = given.hasClaims ? await channelShares(ask, inputs) : new Map()
  return sources.map(({ input, term, isLane }, at) => ({
    input,
    term,
    isLane,
    ...leadOf(input, term, isLane, leadTimes[at] ?? {}),
    moqUnits: Number(term?.moqUnits ?? 0n),
    multipleUnits: isLane ? (input.laneMultipleUnits ?? 1) : Number(term?.multipleUnits ?? 1n),
    unitCost: input.stockCostMinor > 0 ? input.stockCostMinor : termCost(term),
    weeklyUnits: new Float64Array(input.weeklyUnits),
    orderWeekdays: orderWeekdaysOf(given.calendars, input, term?.supplierId ?? null),
    channels: shares.get(pairKey(input)) ?? [],
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

type Lead = Pick<PlannedFacts, 'leadDays' | 'leadDeviationDays' | 'leadBasis' | 'leadLineCount'>

function leadOf(
  input: RuleInput,
  term: SizedTerm | undefined,
  isLane: boolean,
  learned: LaneLeadTime,
): Lead {
  if (isLane) {
    const leadDays = input.laneLeadDays ?? 0
    return { leadDays, leadDeviationDays: 0, leadBasis: 'moved', leadLineCount: 0 }
  }
  const { distribution, basis, lineCount } = orderLeadTime(learned, term?.leadTimeDays ?? null)
  return {
    leadDays: Math.round(meanDays(distribution)),
    leadDeviationDays: sdDays(distribution),
    leadBasis: basis,
    leadLineCount: lineCount,
  }
}

/** Minor units per base unit at the first price; an item that was never in stock has no better. */
function termCost(term: SizedTerm | undefined): number {
  const [first] = term?.breaks ?? []
  if (first === undefined) return 1
  return Number(first.priceE4) / 10_000 / Number(first.pricedUnits)
}

/** What rules an item by, of one policy. */
export type RulingPolicy = {
  readonly settings: PolicySettings
  readonly classes: ValueClasses
  readonly book: RuleBook<StoredRule>
}

export type Ruled = {
  readonly abc: ValueClass
  readonly xyz: VariationClass
  readonly segment: Segment
  readonly rule: StoredRule
  readonly by: RuledBy
  /** Channels that claim a target of their own, with the rule that says so. */
  readonly claims: readonly (ChannelShare & { readonly rule: StoredRule })[]
}

/** Which rule of a policy holds for an item at a place, and what channels claim beside it. */
export function ruledBy(facts: PlannedFacts, policy: RulingPolicy): Ruled {
  const { settings, classes, book } = policy
  const { input, weeklyUnits, channels } = facts
  const abc = valueClassOf(input.yearUnits * input.stockCostMinor, classes)
  const variation = monthlyVariation(weeklyUnits)
  const xyz = variationClassOf(variation, settings.variationX, settings.variationY)
  const segment: Segment = `${abc}${xyz}`
  const { criticality, categoryId, placeId } = input
  const item = { segment, criticality, categoryId, placeId }
  const picked = pickRule(book, item)
  invariant(picked !== undefined, 'a policy has rules')
  const claims = channels.flatMap((channel) => {
    const rule = pickClaim(book, item, channel)
    return rule === undefined ? [] : [{ ...channel, rule }]
  })
  return { abc, xyz, segment, ...picked, claims }
}
