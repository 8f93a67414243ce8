/**
 * One item at one place, planned from its day on: where stock will be, what to order by when, and what
 * to ask of orders that are open. The same function plans a night's hundred thousand items, one item
 * after an event, and a what-if.
 */
import { findNeed, type Need, type NetRule } from './net-need.ts'
import { type Message, type RescheduleRule, reschedule } from './reschedule.ts'
import { type OrderSizes, type Sized, sizeOrder } from './size-order.ts'
import {
  coverDays,
  type DemandLayers,
  type DemandTotals,
  type StockState,
  sellsOutDay,
  stockCurve,
  totalDemand,
  totalSupply,
} from './stock-curve.ts'
import { urgencyOf } from './urgency.ts'
import { type NeedFacts, type Why, whyOfNeed } from './why.ts'

export type UrgencyKind =
  | 'out_now'
  | 'out_before_arrival'
  | 'order_today'
  | 'order_soon'
  | 'covered'

export type ItemToPlan = {
  readonly horizonDays: number
  readonly state: StockState
  readonly layers: DemandLayers
  readonly net: NetRule
  /** The policy's sizes and caps, given what will be there and wanted on the day it comes. */
  readonly sizesFor: (arrival: Arrival) => OrderSizes
  readonly reschedule: RescheduleRule
  readonly facts: NeedFacts
}

export type Arrival = {
  readonly day: number
  /** Stock just before it comes, never below 0. */
  readonly stockUnits: number
  /** What is missing. */
  readonly neededUnits: number
  readonly demand: DemandTotals
}

export type Proposed = {
  readonly orderDay: number
  readonly arrivesDay: number
  readonly neededUnits: number
  readonly units: number
  readonly isOverCap: boolean
  readonly why: Why
}

export type PlannedItem = {
  /** [day] = stock at its end, with what is proposed. */
  readonly curve: Float64Array
  /** Without what is proposed; undefined within the horizon. */
  readonly sellsOutDay: number | undefined
  readonly coverDays: number
  /** 0 is most urgent, 100 least. */
  readonly urgency: number
  readonly urgencyKind: UrgencyKind
  readonly proposed: Proposed | undefined
  readonly messages: readonly Message[]
}

export function planItem(item: ItemToPlan): PlannedItem {
  const { state, horizonDays } = item
  const demand = totalDemand(item.layers, horizonDays)
  const supply = totalSupply(state.supplies, horizonDays)
  const curve = stockCurve(state, demand, supply)
  const need = findNeed(state, demand, supply, item.net)
  const proposed = need && propose(item, need, demand, curve)
  const outDay = sellsOutDay(curve)
  const urgencyKind = urgencyKindOf(item, outDay, need, demand)
  return {
    curve: proposed === undefined ? curve : withArrival(curve, proposed),
    sellsOutDay: outDay,
    coverDays: coverDays(state.usableUnits - state.committedUnits, demand),
    urgency:
      urgencyKind === 'out_now' ? 0 : Math.max(leastOf[urgencyKind], urgencyScore(item, demand)),
    urgencyKind,
    proposed,
    messages: reschedule(state, demand, item.reschedule),
  }
}

/** Scores of many items are 0 at once; among these the word says which is looked at first. */
const leastOf: Readonly<Record<UrgencyKind, number>> = {
  out_now: 0,
  out_before_arrival: 1,
  order_today: 2,
  order_soon: 3,
  covered: 4,
}

/** A need sized by the item's source, as it is there on the day it comes; undefined where caps leave nothing. */
export function propose(
  item: ItemToPlan,
  need: Need,
  demand: DemandTotals,
  curve: Float64Array,
): Proposed | undefined {
  const arrivesDay = need.orderDay + item.net.leadDays
  const before = arrivesDay === 0 ? item.state.usableUnits : (curve[arrivesDay - 1] ?? 0)
  const stockUnits = Math.max(0, before)
  const neededUnits = need.missingUnits
  const sized: Sized = sizeOrder(
    neededUnits,
    item.sizesFor({ day: arrivesDay, stockUnits, neededUnits, demand }),
  )
  if (sized.units === 0) return undefined
  return {
    orderDay: need.orderDay,
    arrivesDay,
    neededUnits: need.missingUnits,
    units: sized.units,
    isOverCap: sized.isOverCap,
    why: { ...whyOfNeed(need, item.facts), size: sized.terms },
  }
}

function withArrival(curve: Float64Array, { arrivesDay, units }: Proposed): Float64Array {
  const after = curve.slice()
  for (let day = arrivesDay; day < after.length; day += 1)
    after[day] = (after[day] as number) + units
  return after
}

/** What is left after demand until a new order would be there, beside the most there should be. */
function urgencyScore({ state, net }: ItemToPlan, demand: DemandTotals): number {
  const demandTo = (day: number) => demand.all[Math.min(day, demand.all.length - 1)] ?? 0
  const score = urgencyOf({
    onHandUnits: state.usableUnits - state.committedUnits,
    onOrderUnits: state.supplies.reduce((sum, { units }) => sum + units, 0),
    demandUnits: demandTo(net.leadDays),
    stockUnitsMax: demandTo(net.leadDays + net.reviewDays) + net.safetyUnits,
  })
  return Math.round(score)
}

function urgencyKindOf(
  { state, net }: ItemToPlan,
  outDay: number | undefined,
  need: Need | undefined,
  demand: DemandTotals,
): UrgencyKind {
  const isWanted = (demand.all.at(-1) ?? 0) > 0 || state.committedUnits > 0
  if (!isWanted) return 'covered'
  if (state.usableUnits - state.committedUnits <= 0) return 'out_now'
  if (outDay !== undefined && outDay < net.leadDays) return 'out_before_arrival'
  if (need === undefined) return 'covered'
  return need.orderDay === 0 ? 'order_today' : 'order_soon'
}
