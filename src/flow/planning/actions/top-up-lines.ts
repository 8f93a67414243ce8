/** The lines an order may have, from what the books and the policy say of each item. */
import { addDays, daysBetween, weekdayOf } from '#kernel/day'

import type { PlanInputs, RuleRow } from '../queries/items-to-plan.ts'
import type { GroupMinimum, TopUpGroup } from '../queries/top-up-groups.ts'
import { itemToPlan } from '../rules/item-to-plan.ts'
import { type ItemToPlan, planItem } from '../rules/plan-item.ts'
import type { PlanSettings } from '../rules/settings.ts'
import { stockCurve, totalDemand, totalSupply } from '../rules/stock-curve.ts'
import type { ToppedLine, TopUpLine } from '../rules/top-up.ts'
import type { Term, TopCode } from '../rules/why.ts'
import type { Proposal, ProposalId } from '../store/proposals.ts'
import { factsAt, termsAtPlace } from './facts-at.ts'
import { choiceFor, costOf, type RatesByCurrency, type SourceChoice } from './term-choice.ts'
import { commonOf, orderKey } from './to-proposals.ts'
import { withoutTopUp, withTopUp } from './with-top-up.ts'

export type GroupLine = TopUpLine & {
  readonly rule: RuleRow
  /** A proposal of nothing, for an item that is not due: what is added makes it. */
  readonly anew: () => Proposal
}

type Given = {
  readonly shown: readonly (Proposal & { readonly id: ProposalId })[]
  readonly itemIds: ReadonlySet<string>
  readonly inputs: PlanInputs
  readonly rates: RatesByCurrency
  readonly asOf: string
  readonly settings: PlanSettings
}

const anyDay = 127

/** The first day on which orders of the supplier are made, from the planning day on. */
export function nextOrderDay(reviewDays: number | undefined, asOf: string): string {
  const bits = reviewDays ?? anyDay
  const days = [0, 1, 2, 3, 4, 5, 6].map((ahead) => addDays(asOf, ahead))
  return days.find((day) => (bits & (1 << (weekdayOf(day) - 1))) !== 0) ?? asOf
}

export function linesOf(group: TopUpGroup, orderOn: string, given: Given): readonly GroupLine[] {
  const { minimum, placeId } = group
  if (minimum === null) return []
  const shown = new Map(given.shown.map((one) => [one.key, one]))
  const rules = given.inputs.rules.filter((rule) => {
    const isSnoozed = rule.snoozedUntil !== null && rule.snoozedUntil > given.asOf
    return rule.placeId === placeId && given.itemIds.has(rule.itemId) && !isSnoozed
  })
  const lines = rules.flatMap((rule) => {
    const terms = termsAtPlace(given.inputs.termsByItem.get(rule.itemId) ?? [], placeId)
    const choice = choiceFor(rule, terms, given.rates)
    // A person wants it moved this time.
    if (rule.decidedLaneId !== null) return []
    if (choice.supplierId !== group.supplierId || choice.term?.currency !== minimum.currency) {
      return []
    }
    return [lineOf({ rule, choice, orderOn, ...given }, shown.get(orderKey(rule)))]
  })
  const raisable = new Set(lines.map(({ key }) => key))
  const ruleOf = new Map(rules.map((rule) => [rule.itemId, rule]))
  const others = given.shown.flatMap((one) => {
    const rule = ruleOf.get(one.itemId)
    const isDue = (one.pulledFromOn ?? one.orderBy) <= orderOn
    if (rule === undefined || !isDue || raisable.has(one.key)) return []
    return one.currency === minimum.currency ? [asItIs(one, rule)] : []
  })
  return [...lines, ...others]
}

/** What is weighed against moving, or bought for the rest of a need: it counts, and is not raised. */
function asItIs(one: Proposal, rule: RuleRow): GroupLine {
  const units = Number(one.orderedUnits)
  return {
    key: one.key,
    rule,
    units,
    laterUnits: 0,
    isFixed: true,
    stepUnits: 1,
    leastUnits: 0,
    mostUnits: units,
    needUnits: new Float64Array(0),
    worthOf: () => Number(one.valueMinor),
    ...sizesOf(rule),
    anew: () => one,
  }
}

/** Of a base unit. */
function sizesOf({ volumeCm3, weightGrams, unitDecimals }: RuleRow) {
  const perUnit = 10 ** -unitDecimals
  return {
    volumeCm3: Number(volumeCm3 ?? 0n) * perUnit,
    weightGrams: Number(weightGrams ?? 0n) * perUnit,
  }
}

type LineFacts = Given & {
  readonly rule: RuleRow
  readonly choice: SourceChoice
  readonly orderOn: string
}

function lineOf(facts: LineFacts, shown: Proposal | undefined): GroupLine {
  const { rule, choice, orderOn, inputs, rates, settings, asOf } = facts
  const { source, term } = choice
  const own = shown && withoutTopUp(shown, rule, { inputs, rates })
  const units = own === undefined ? 0 : Number(own.orderedUnits)
  const isDue = own !== undefined && own.orderBy <= orderOn
  const coverDaysMax = rule.coverDaysMax ?? settings.topUpCoverDays
  const planned = { ...factsAt(rule, inputs, asOf), coverDaysMax }
  const item = withFlow(itemToPlan(planned, source, settings), rule)
  const arrivesDay = daysBetween(asOf, orderOn) + source.leadDays
  const isPriced = (term?.breaks.length ?? 0) > 0
  return {
    key: orderKey(rule),
    rule,
    units: isDue ? units : 0,
    laterUnits: isDue ? 0 : units,
    isFixed: !isPriced || rule.decidedUnits !== null || rule.decidedSupplierId !== null,
    stepUnits: source.multipleUnits,
    leastUnits: source.moqUnits,
    ...limitsOf(item, arrivesDay),
    worthOf: (ordered) => Number(costOf(term, BigInt(ordered), rule.currency, rates).valueMinor),
    ...sizesOf(rule),
    anew: () => nothingOf(facts, item, arrivesDay),
  }
}

const weekDays = 7

/** What places that are fed from here take, evenly: more than whole orders need not be known of it. */
function withFlow(
  item: ItemToPlan,
  { flowPlaces, meanDayUnits, plannedUnits }: RuleRow,
): ItemToPlan {
  if (flowPlaces === 0) return item
  const weeks = plannedUnits ?? []
  const own = weeks.reduce((sum, units) => sum + units, 0) / Math.max(1, weeks.length * weekDays)
  const transfers = new Float64Array(item.horizonDays).fill(Math.max(0, meanDayUnits - own))
  return { ...item, layers: { ...item.layers, transfers } }
}

/** What must come so that stock lasts through each day, and the most that may. */
function limitsOf(item: ItemToPlan, arrivesDay: number) {
  const { state, horizonDays } = item
  const demand = totalDemand(item.layers, horizonDays)
  const curve = stockCurve(state, demand, totalSupply(state.supplies, horizonDays))
  const needUnits = new Float64Array(horizonDays)
  let most = 0
  for (let day = 0; day < horizonDays; day += 1) {
    most = Math.max(most, -(curve[day] ?? 0))
    needUnits[day] = most
  }
  const before = arrivesDay === 0 ? state.usableUnits : (curve[arrivesDay - 1] ?? 0)
  const arrival = { day: arrivesDay, stockUnits: Math.max(0, before), neededUnits: 0, demand }
  const caps = item.sizesFor(arrival).caps.map(({ units }) => units)
  return { needUnits, mostUnits: Math.min(Number.POSITIVE_INFINITY, ...caps) }
}

function nothingOf(facts: LineFacts, item: ItemToPlan, arrivesDay: number): Proposal {
  const { rule, choice, rates, asOf, orderOn } = facts
  const common = commonOf({ rule, asOf, planned: planItem(item) })
  const why = { orderDay: daysBetween(asOf, orderOn), needDay: arrivesDay }
  return {
    ...common,
    key: orderKey(rule),
    kind: 'buy',
    supplierId: choice.supplierId,
    termId: choice.term?.termId ?? null,
    fromPlaceId: null,
    orderId: null,
    orderLineId: null,
    neededUnits: 0n,
    suggestedUnits: 0n,
    orderedUnits: 0n,
    ...costOf(choice.term, 0n, rule.currency, rates),
    orderBy: orderOn,
    arrivesOn: addDays(asOf, arrivesDay),
    isExpedited: false,
    isSwitched: rule.supplierId !== null && choice.supplierId !== rule.supplierId,
    why: { ...why, cover: [], have: [], size: [], isOverCap: false },
    alternatives: [],
  }
}

/** As it is planned by itself, with what was added to it. */
export function settled<One extends Proposal>(
  shown: One,
  line: ToppedLine | undefined,
  rule: RuleRow,
  given: Given & { readonly minimum: GroupMinimum | null; readonly orderOn: string },
): One {
  const own = withoutTopUp(shown, rule, given)
  if (line === undefined || given.minimum === null) return own
  const orderOn = line.isPulled ? given.orderOn : undefined
  return withTopUp(own, { terms: termsOf(line, given.minimum), orderOn }, rule, given)
}

function termsOf(
  { minimumUnits, loadUnits }: ToppedLine,
  { minimumMinor, currency, loadName }: GroupMinimum,
): readonly Term<TopCode>[] {
  const terms: readonly Term<TopCode>[] = [
    { code: 'top_up_minimum', units: minimumUnits, facts: { minimumMinor, currency } },
    { code: 'fill_load', units: loadUnits, facts: { loadName } },
  ]
  return terms.filter(({ units }) => units > 0)
}
