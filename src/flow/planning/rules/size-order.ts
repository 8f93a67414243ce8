/**
 * From what is needed to what can be ordered: up to the policy's level, within its caps, at least the
 * minimum, in whole multiples, and up to a full layer or pallet where that is near (rules 11).
 */
import type { SizeCode, Term } from './why.ts'

export type OrderSizes = {
  /** Ordered beyond the need so that orders are fewer: up to this many units more; 0 for none. */
  readonly orderUpToUnits: number
  readonly moqUnits: number
  readonly multipleUnits: number
  /** Price breaks, each with what one base unit then costs, in any one measure. */
  readonly breaks: readonly { readonly fromUnits: number; readonly unitCost: number }[]
  readonly layerUnits: number | undefined
  readonly palletUnits: number | undefined
  /** A layer or pallet is filled up when that adds at most this share of the order. */
  readonly snapShare: number
  /** The most that may be there once it came, by what limits it; undefined: nothing does. */
  readonly caps: readonly Cap[]
}

export type Cap = {
  readonly code: 'cap_cover' | 'cap_shelf_life' | 'cap_cash' | 'cap_maximum'
  readonly units: number
  readonly facts: Readonly<Record<string, string | number>>
}

export type Sized = {
  readonly units: number
  readonly terms: readonly Term<SizeCode>[]
  /** The supplier's minimum is beyond a cap: a person should look. */
  readonly isOverCap: boolean
}

/** @param neededUnits whole base units, above 0 */
export function sizeOrder(neededUnits: number, sizes: OrderSizes): Sized {
  const terms: Term<SizeCode>[] = []
  let units = neededUnits
  const come = (code: SizeCode, to: number, facts: Term<SizeCode>['facts']) => {
    if (to === units) return
    terms.push({ code, units: to - units, facts })
    units = to
  }
  come('order_up_to', units + sizes.orderUpToUnits, { orderUpToUnits: sizes.orderUpToUnits })
  const cap = lowestCap(sizes.caps)
  if (cap !== undefined)
    come(cap.code, Math.min(units, cap.units), { ...cap.facts, capUnits: cap.units })
  if (units <= 0) return { units: 0, terms, isOverCap: false }
  come('minimum', Math.max(units, sizes.moqUnits), { moqUnits: sizes.moqUnits })
  come('multiple', roundUp(units, sizes.multipleUnits), { multipleUnits: sizes.multipleUnits })
  const isOverCap = cap !== undefined && units > cap.units
  const cheaper = isOverCap ? undefined : cheaperBreak(units, sizes, cap)
  if (cheaper !== undefined) come('price_break', cheaper.units, cheaper.facts)
  const snap = isOverCap ? undefined : nearestSnap(units, sizes, cap)
  if (snap !== undefined) come(snap.code, snap.units, { ...snap.facts, snapShare: sizes.snapShare })
  return { units, terms, isOverCap }
}

/** More for less money: the next break whose whole order costs no more than this one. */
function cheaperBreak(units: number, sizes: OrderSizes, cap: Cap | undefined) {
  const costOf = (ordered: number) => {
    const held = sizes.breaks.filter(({ fromUnits }) => fromUnits <= ordered).at(-1)
    return held === undefined ? undefined : held.unitCost * ordered
  }
  const cost = costOf(units)
  const beyond = sizes.breaks.find(({ fromUnits }) => fromUnits > units)
  if (cost === undefined || beyond === undefined) return undefined
  const raised = roundUp(beyond.fromUnits, sizes.multipleUnits)
  if (beyond.unitCost * raised > cost || (cap !== undefined && raised > cap.units)) return undefined
  return { units: raised, facts: { fromUnits: beyond.fromUnits } }
}

function lowestCap(caps: readonly Cap[]): Cap | undefined {
  return caps.reduce<Cap | undefined>((lowest, cap) => {
    return lowest === undefined || cap.units < lowest.units ? cap : lowest
  }, undefined)
}

function roundUp(units: number, multiple: number): number {
  return Math.ceil(units / multiple) * multiple
}

/** A pallet before a layer; each only as whole multiples, near enough, and within the cap. */
function nearestSnap(units: number, sizes: OrderSizes, cap: Cap | undefined) {
  const steps = [
    { code: 'pallet' as const, stepUnits: sizes.palletUnits },
    { code: 'layer' as const, stepUnits: sizes.layerUnits },
  ]
  for (const { code, stepUnits } of steps) {
    if (stepUnits === undefined || stepUnits % sizes.multipleUnits !== 0) continue
    const full = roundUp(units, stepUnits)
    const isNear = full > units && full - units <= sizes.snapShare * units
    if (isNear && (cap === undefined || full <= cap.units)) {
      return { code, units: full, facts: { [`${code}Units`]: stepUnits } }
    }
    if (full === units) return undefined
  }
  return undefined
}
