/**
 * Which supplier's terms serve a need, at which quantity, price and lead time: one choice, made in
 * one place, of the very terms that are shown as its reason.
 */

import { powerOfTen } from '#kernel/decimal'
import { type Exchange, rateOneE10 } from '#kernel/fx'

export type Break = {
  /** The price holds from this many base units on. */
  readonly fromUnits: bigint
  readonly priceE4: bigint
  readonly pricedUnits: bigint
}

/** The terms of one supplier for one item, valid on the day and at the place asked for. */
export type Term = {
  readonly termId: string
  readonly supplierId: string
  readonly itemId: string
  /** Null: for every place. */
  readonly placeId: string | null
  readonly currency: string
  readonly rank: number
  readonly validFrom: string
  readonly moqUnits: bigint
  readonly multipleUnits: bigint
  readonly leadTimeDays: number
  readonly breaks: readonly Break[]
  /** To the currency prices are compared in; absent when no rate is known. */
  readonly exchange?: Exchange | undefined
}

export type Offer<T extends Term = Term> = {
  readonly term: T
  readonly break: Break
  /** What to order: raised to the minimum, then up to the multiple. */
  readonly roundedUnits: bigint
}

export type PassedOver = {
  readonly termId: string
  readonly supplierId: string
  readonly reason:
    | 'newer_terms_of_the_supplier'
    | 'no_price_for_the_quantity'
    | 'other_terms_name_the_place'
    | 'lower_rank'
    | 'dearer'
    | 'same_price'
}

export type Choice<T extends Term = Term> =
  | {
      readonly kind: 'chosen'
      readonly offer: Offer<T>
      readonly passedOver: readonly PassedOver[]
    }
  | { readonly kind: 'none'; readonly passedOver: readonly PassedOver[] }

/** Raises to the minimum, then up to the next multiple (rules.md, planning: rounding order). */
export function roundUnits(
  units: bigint,
  terms: { readonly moqUnits: bigint; readonly multipleUnits: bigint },
): bigint {
  const raised = units > terms.moqUnits ? units : terms.moqUnits
  const multiple = terms.multipleUnits
  return ((raised + multiple - 1n) / multiple) * multiple
}

/** The break with the greatest start that the quantity reaches. */
export function breakFor(units: bigint, breaks: readonly Break[]): Break | undefined {
  return breaks
    .filter((each) => each.fromUnits <= units)
    .reduce<Break | undefined>(
      (best, each) => (best === undefined || each.fromUnits > best.fromUnits ? each : best),
      undefined,
    )
}

/**
 * Chooses the terms for so many units: of each supplier and place the newest; those that name the
 * place before those for all places; then the better rank (1 is best); then the lower price for the
 * rounded quantity, one without an exchange rate last; then the shorter lead time.
 */
export function chooseTerms<T extends Term>(units: bigint, terms: readonly T[]): Choice<T> {
  const passedOver: PassedOver[] = []
  const pass = (term: Term, reason: PassedOver['reason']) => {
    passedOver.push({ termId: term.termId, supplierId: term.supplierId, reason })
  }
  const offers: Offer<T>[] = []
  for (const term of terms) {
    const roundedUnits = roundUnits(units, term)
    const priced = breakFor(roundedUnits, term.breaks)
    if (isSuperseded(term, terms)) pass(term, 'newer_terms_of_the_supplier')
    else if (priced === undefined) pass(term, 'no_price_for_the_quantity')
    else offers.push({ term, break: priced, roundedUnits })
  }
  const [best, ...others] = offers.toSorted(compareOffers)
  if (best === undefined) return { kind: 'none', passedOver }
  for (const other of others) pass(other.term, whyAfter(best, other))
  return { kind: 'chosen', offer: best, passedOver }
}

function isSuperseded(term: Term, terms: readonly Term[]): boolean {
  return terms.some(
    (other) =>
      other.supplierId === term.supplierId &&
      other.placeId === term.placeId &&
      other.validFrom > term.validFrom,
  )
}

/** Below zero when `a` is the better. */
function compareOffers(a: Offer, b: Offer): number {
  return (
    generality(a) - generality(b) ||
    a.term.rank - b.term.rank ||
    comparePrices(a, b) ||
    a.term.leadTimeDays - b.term.leadTimeDays ||
    (a.term.termId < b.term.termId ? -1 : 1)
  )
}

function whyAfter(best: Offer, other: Offer): PassedOver['reason'] {
  if (generality(best) !== generality(other)) return 'other_terms_name_the_place'
  if (best.term.rank !== other.term.rank) return 'lower_rank'
  return comparePrices(best, other) === 0 ? 'same_price' : 'dearer'
}

function generality(offer: Offer): number {
  return offer.term.placeId === null ? 1 : 0
}

/** Compares price per base unit as fractions, so that nothing is rounded. */
function comparePrices(a: Offer, b: Offer): number {
  const [unitA, unitB] = [unitPrice(a), unitPrice(b)]
  if (unitA === undefined || unitB === undefined) {
    return (unitA === undefined ? 1 : 0) - (unitB === undefined ? 1 : 0)
  }
  const difference = unitA.numerator * unitB.denominator - unitB.numerator * unitA.denominator
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

function unitPrice({ term, break: priced }: Offer) {
  const { exchange } = term
  if (exchange === undefined) return undefined
  return {
    numerator: priced.priceE4 * exchange.rateE10 * powerOfTen(exchange.toDigits),
    denominator: priced.pricedUnits * rateOneE10 * powerOfTen(exchange.fromDigits),
  }
}
