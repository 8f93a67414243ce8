/**
 * What to ask of orders that are open already: come sooner, come later, come with less, do not come.
 * Small shifts are damped, since each message costs a supplier's patience (rules 11).
 */
import { type DemandTotals, type StockState, type Supply, totalSupply } from './stock-curve.ts'

export type RescheduleRule = {
  /** A new order of today comes on this day; what is short earlier can only be hastened. */
  readonly leadDays: number
  readonly safetyUnits: number
  /** Shifts of fewer days are left alone. */
  readonly dampDays: number
  /** More stock than this on the day it comes is too much; undefined: never. */
  readonly maxUnits: number | undefined
  /** Cuts of fewer units are left alone. */
  readonly dampUnits: number
}

export type Message =
  | {
      readonly kind: 'expedite'
      readonly supply: Supply
      readonly toDay: number
      readonly shortUnits: number
    }
  | { readonly kind: 'defer'; readonly supply: Supply; readonly toDay: number }
  | { readonly kind: 'reduce'; readonly supply: Supply; readonly byUnits: number }
  | { readonly kind: 'cancel'; readonly supply: Supply }

/** Goods on their way come when they come; the rest can be asked for. */
const isMovable = ({ firmness }: Supply): boolean => firmness !== 'shipped'

/** At most one message for each supply, in order of its day. */
export function reschedule(
  state: StockState,
  demand: DemandTotals,
  rule: RescheduleRule,
): readonly Message[] {
  const hastened = hasten(state, demand, rule)
  const isHastened = new Set(hastened.map(({ supply }) => supply.sourceId))
  const settled = state.supplies.map((supply) => {
    const message = hastened.find((one) => one.supply.sourceId === supply.sourceId)
    return message?.kind === 'expedite' ? { ...supply, day: message.toDay } : supply
  })
  const later = putOff({ ...state, supplies: settled }, demand, rule, isHastened)
  return [...hastened, ...later].sort((a, b) => a.supply.day - b.supply.day)
}

/** Stock runs out before a new order could come, and something on order comes after that. */
function hasten(state: StockState, demand: DemandTotals, rule: RescheduleRule): readonly Message[] {
  const messages: Message[] = []
  let supplies = [...state.supplies]
  for (const supply of state.supplies.filter(isMovable)) {
    const outDay = firstDayBelow(0, { ...state, supplies }, demand, rule.leadDays)
    if (outDay === undefined || supply.day - outDay < Math.max(1, rule.dampDays)) continue
    const shortUnits = mostShort({ ...state, supplies }, demand, outDay, supply.day)
    messages.push({ kind: 'expedite', supply, toDay: outDay, shortUnits })
    supplies = supplies.map((one) => (one === supply ? { ...one, day: outDay } : one))
  }
  return messages
}

/** From the last on: is it needed at all, when, and how much of it? */
function putOff(
  state: StockState,
  demand: DemandTotals,
  rule: RescheduleRule,
  isHastened: ReadonlySet<string>,
): readonly Message[] {
  const messages: Message[] = []
  let supplies = [...state.supplies]
  for (const supply of state.supplies.filter(isMovable).toReversed()) {
    if (isHastened.has(supply.sourceId)) continue
    const without = supplies.filter((one) => one.sourceId !== supply.sourceId)
    const message = putOffOne({ ...state, supplies: without }, demand, rule, supply)
    if (message === undefined) continue
    messages.push(message)
    supplies = [...without, ...changedBy(message, supply)]
  }
  return messages
}

function putOffOne(
  without: StockState,
  demand: DemandTotals,
  rule: RescheduleRule,
  supply: Supply,
): Message | undefined {
  const last = demand.all.length
  const neededOn = firstDayBelow(rule.safetyUnits, without, demand, last)
  if (neededOn === undefined) return { kind: 'cancel', supply }
  if (neededOn - supply.day > rule.dampDays) return { kind: 'defer', supply, toDay: neededOn }
  if (rule.maxUnits === undefined) return undefined
  const stock = stockOn(without, demand, supply.day) + supply.units
  const byUnits = Math.min(supply.units, stock - rule.maxUnits)
  return byUnits > rule.dampUnits ? { kind: 'reduce', supply, byUnits } : undefined
}

function changedBy(message: Message, supply: Supply): readonly Supply[] {
  if (message.kind === 'cancel') return []
  if (message.kind === 'reduce') return [{ ...supply, units: supply.units - message.byUnits }]
  return [{ ...supply, day: message.toDay }]
}

function stockOn(state: StockState, demand: DemandTotals, day: number): number {
  const came = state.supplies.reduce((sum, one) => (one.day <= day ? sum + one.units : sum), 0)
  return state.usableUnits - state.committedUnits + came - (demand.all[day] ?? 0)
}

function firstDayBelow(
  units: number,
  state: StockState,
  demand: DemandTotals,
  beforeDay: number,
): number | undefined {
  const horizon = Math.min(beforeDay, demand.all.length)
  const supply = totalSupply(state.supplies, demand.all.length)
  const start = state.usableUnits - state.committedUnits
  for (let day = 0; day < horizon; day += 1) {
    if (start + (supply[day] ?? 0) - (demand.all[day] ?? 0) < units) return day
  }
  return undefined
}

function mostShort(state: StockState, demand: DemandTotals, from: number, to: number): number {
  let most = 0
  for (let day = from; day < Math.min(to, demand.all.length); day += 1) {
    most = Math.max(most, -stockOn(state, demand, day))
  }
  return most
}
