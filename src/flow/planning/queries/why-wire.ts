/** Why a quantity is proposed, as it travels: days as dates, units in the stocking unit. */
import { addDays } from '#kernel/day'
import { fromBaseUnits } from '#kernel/quantity'
import { moneyToWire, quantityToWire } from '#platform/wire'

import type { ProposalView } from '../contract.ts'

type Facts = Readonly<Record<string, string | number>>
type StoredTerm = { readonly code: string; readonly units: number; readonly facts: Facts }

/** See rules/why.ts. */
export type StoredWhy = {
  readonly orderDay: number
  readonly needDay: number
  readonly isOverCap: boolean
  readonly cover: readonly StoredTerm[]
  readonly have: readonly StoredTerm[]
  readonly size: readonly StoredTerm[]
  /** What it was weighed by, where it could be bought and moved. */
  readonly costMinor?: number
  /** Absent where nothing was added. */
  readonly top?: readonly StoredTerm[]
}

/** See rules/reschedule.ts. */
export type StoredMessage = {
  readonly kind: 'expedite' | 'defer' | 'reduce' | 'cancel'
  readonly supply?: { readonly day: number; readonly units: number }
  readonly toDay?: number
  readonly shortUnits?: number
  readonly byUnits?: number
}

type Given = {
  readonly item: { readonly unit: string; readonly unitDecimals: number }
  readonly asOf: string
}

export function whyToWire(
  why: StoredWhy,
  numbers: ReadonlyMap<string, string | null>,
  given: Given,
): ProposalView['why'] {
  const terms = (list: readonly StoredTerm[]) =>
    list.map(({ code, units, facts }) => ({
      code,
      quantity: quantityToWire(BigInt(units), given.item),
      facts: factsToWire(facts, numbers, given),
    }))
  return {
    needOn: addDays(given.asOf, why.needDay),
    isOverCap: why.isOverCap,
    cover: terms(why.cover),
    have: terms(why.have),
    size: terms(why.size),
    top: terms(why.top ?? []),
  }
}

/** `moqUnits` becomes `moq`, `perDay` is in stocking units, `day` becomes `onDay`. */
function factsToWire(
  facts: Facts,
  numbers: ReadonlyMap<string, string | null>,
  { item, asOf }: Given,
): Record<string, string | number | null> {
  const told: [string, string | number | null][] = Object.entries(facts).map(([name, value]) => {
    if (typeof value === 'string') return [name, value]
    if (name === 'day') return ['onDay', addDays(asOf, value)]
    if (name === 'minimumMinor' && typeof facts['currency'] === 'string') {
      return ['minimum', moneyToWire(BigInt(value), facts['currency']).amount]
    }
    if (name === 'perDay') return [name, value / 10 ** item.unitDecimals]
    if (!name.endsWith('Units')) return [name, value]
    return [name.slice(0, -'Units'.length), unitsText(value, item.unitDecimals)]
  })
  const { documentId } = facts
  if (typeof documentId === 'string') told.push(['orderNumber', numbers.get(documentId) ?? null])
  return Object.fromEntries(told)
}

function unitsText(units: number, unitDecimals: number): string {
  return fromBaseUnits(BigInt(Math.round(units)), unitDecimals)
}

export function messageToWire(message: StoredMessage, given: Given): ProposalView['message'] {
  const count = (units: number) => quantityToWire(BigInt(units), given.item)
  const { supply, toDay, shortUnits, byUnits } = message
  return {
    fromOn: addDays(given.asOf, supply?.day ?? 0),
    toOn: toDay === undefined ? null : addDays(given.asOf, toDay),
    line: count(supply?.units ?? 0),
    short: shortUnits === undefined ? null : count(shortUnits),
    less: byUnits === undefined ? null : count(byUnits),
  }
}
