import { breakFor, chooseTerms, type SizedTerm } from '#flow/agreements'
import { minorDigits } from '#kernel/currency'
import { convertMinor, type Exchange } from '#kernel/fx'
import { valueMinor } from '#kernel/value'
import type { Ask } from '#platform/work'
import { readRatesOfDay } from '#records/companies'

import type { PlanInputs, RuleRow } from '../queries/items-to-plan.ts'
import type { SourceFacts } from '../rules/item-to-plan.ts'

/** Company currency -> document currency -> rate; what has no rate is missing. */
export type RatesByCurrency = ReadonlyMap<string, ReadonlyMap<string, bigint>>

export type SourceChoice = {
  readonly kind: 'buy' | 'transfer'
  readonly supplierId: string | null
  readonly fromPlaceId: string | null
  /** Absent when no supplier has terms for it. */
  readonly term: SizedTerm | undefined
  readonly source: SourceFacts
  /** The other suppliers' terms. */
  readonly others: readonly SizedTerm[]
}

/** Rates of the day to each company's currency; there are as many statements as companies' currencies. */
export async function ratesFor(
  ask: Ask,
  inputs: PlanInputs,
  day: string,
  /** Currencies besides those of terms. */
  more: readonly string[] = [],
): Promise<RatesByCurrency> {
  const terms = [...inputs.termsByItem.values()].flat()
  const fromCurrencies = [...new Set([...terms.map(({ currency }) => currency), ...more])]
  const companies = [...new Set(inputs.rules.map(({ currency }) => currency))]
  const rates = companies.map(async (toCurrency) => {
    return [toCurrency, await readRatesOfDay(ask, { day, toCurrency, fromCurrencies })] as const
  })
  return new Map(await Promise.all(rates))
}

export function exchangeTo(
  currency: string,
  companyCurrency: string,
  rates: RatesByCurrency,
): Exchange | undefined {
  const rateE10 = rates.get(companyCurrency)?.get(currency)
  if (rateE10 === undefined) return undefined
  return { rateE10, fromDigits: digitsOf(currency), toDigits: digitsOf(companyCurrency) }
}

/** Where the item comes from: the supplier a person chose, the lane of its rule, or the best terms. */
export function choiceFor(
  rule: RuleRow,
  terms: readonly SizedTerm[],
  rates: RatesByCurrency,
): SourceChoice {
  if (rule.fromPlaceId !== null && rule.decidedSupplierId === null) return laneChoice(rule, terms)
  return buyChoice(rule, terms, rates)
}

/** From whom it is bought, wherever it usually comes from. */
export function buyChoice(
  rule: RuleRow,
  terms: readonly SizedTerm[],
  rates: RatesByCurrency,
): SourceChoice {
  const priced = terms.map((term) => {
    return { ...term, exchange: exchangeTo(term.currency, rule.currency, rates) }
  })
  const wanted = rule.decidedSupplierId ?? rule.supplierId
  const ofWanted = priced.filter(({ supplierId }) => supplierId === wanted)
  const usualUnits = usualUnitsOf(rule)
  const choice = chooseTerms(usualUnits, ofWanted.length > 0 ? ofWanted : priced)
  const term = choice.kind === 'chosen' ? choice.offer.term : undefined
  const isOther = term !== undefined && term.supplierId !== rule.supplierId
  const leadDays = isOther ? term.leadTimeDays : rule.leadDays
  return {
    kind: 'buy',
    supplierId: term?.supplierId ?? null,
    fromPlaceId: null,
    term,
    source:
      term === undefined
        ? plainSource(leadDays, 1)
        : {
            ...sourceOf(term, leadDays),
            ...(isOther ? { leadBasis: 'terms' } : {}),
            unitCostMinor: unitCostOf(rule, term, usualUnits, rates),
          },
    others: bestOfEach(usualUnits, terms, term?.supplierId),
  }
}

const unitsOfCost = 1_000_000n

/** What a base unit costs in an order of usual size, in minor units of the company; asked for only where cash is limited. */
function unitCostOf(
  { cashMaxMinor, currency }: RuleRow,
  term: SizedTerm,
  usualUnits: bigint,
  rates: RatesByCurrency,
): number | undefined {
  const priced = breakFor(usualUnits, term.breaks) ?? term.breaks[0]
  const exchange = exchangeTo(term.currency, currency, rates)
  if (cashMaxMinor === null || priced === undefined || exchange === undefined) return undefined
  const { priceE4: amountE4, pricedUnits: perUnits } = priced
  // Of many units, so that nothing is lost to rounding.
  const value = valueMinor(unitsOfCost * perUnits, { amountE4, perUnits })
  return Number(convertMinor(value, exchange)) / Number(unitsOfCost * perUnits)
}

/** Each other supplier's own best terms. */
function bestOfEach(
  units: bigint,
  terms: readonly SizedTerm[],
  but: string | undefined,
): readonly SizedTerm[] {
  const bySupplier = Map.groupBy(terms, ({ supplierId }) => supplierId)
  return [...bySupplier].flatMap(([supplierId, ofSupplier]) => {
    const choice = supplierId === but ? undefined : chooseTerms(units, ofSupplier)
    return choice?.kind === 'chosen' ? [choice.offer.term] : []
  })
}

function laneChoice(rule: RuleRow, terms: readonly SizedTerm[]): SourceChoice {
  return {
    kind: 'transfer',
    supplierId: null,
    fromPlaceId: rule.fromPlaceId,
    term: undefined,
    source: plainSource(rule.leadDays, rule.laneMultipleUnits ?? 1),
    others: bestOfEach(usualUnitsOf(rule), terms, undefined),
  }
}

/** Moved instead of bought: the supplier is one of the others. */
export function movedFrom(bought: SourceChoice, fromPlaceId: string): SourceChoice {
  const { term, others, source } = bought
  return {
    kind: 'transfer',
    supplierId: null,
    fromPlaceId,
    term: undefined,
    source: { ...source, leadBasis: 'moved' },
    others: term === undefined ? others : [term, ...others],
  }
}

/** What an order of it is about. */
function usualUnitsOf({ meanDayUnits, leadDays, reviewDays }: RuleRow): bigint {
  return BigInt(Math.max(1, Math.round(meanDayUnits * (leadDays + reviewDays))))
}

function plainSource(leadDays: number, multipleUnits: number): SourceFacts {
  return { leadDays, moqUnits: 0, multipleUnits, layerUnits: null, palletUnits: null, breaks: [] }
}

export function sourceOf(term: SizedTerm, leadDays: number): SourceFacts {
  return {
    leadDays,
    moqUnits: Number(term.moqUnits),
    multipleUnits: Number(term.multipleUnits),
    layerUnits: term.layerUnits === null ? null : Number(term.layerUnits),
    palletUnits: term.palletUnits === null ? null : Number(term.palletUnits),
    breaks: term.breaks.map(({ fromUnits, priceE4, pricedUnits }) => {
      return { fromUnits: Number(fromUnits), unitCost: Number(priceE4) / Number(pricedUnits) }
    }),
  }
}

export type Cost = {
  readonly priceE4: bigint
  readonly pricedUnits: bigint
  readonly currency: string
  readonly valueMinor: bigint
  /** In the company's currency; 0 where no rate is known. */
  readonly companyValueMinor: bigint
}

const noCost: Cost = {
  priceE4: 0n,
  pricedUnits: 1n,
  currency: '',
  valueMinor: 0n,
  companyValueMinor: 0n,
}

/** What so many units cost by these terms; fewer than the first break are priced as it is. */
export function costOf(
  term: SizedTerm | undefined,
  units: bigint,
  companyCurrency: string,
  rates: RatesByCurrency,
): Cost {
  const priced = term && (breakFor(units, term.breaks) ?? term.breaks[0])
  if (term === undefined || priced === undefined) return noCost
  const value = valueMinor(units, { amountE4: priced.priceE4, perUnits: priced.pricedUnits })
  const exchange = exchangeTo(term.currency, companyCurrency, rates)
  return {
    priceE4: priced.priceE4,
    pricedUnits: priced.pricedUnits,
    currency: term.currency,
    valueMinor: value,
    companyValueMinor: exchange === undefined ? 0n : convertMinor(value, exchange),
  }
}

function digitsOf(currency: string): number {
  return minorDigits(currency) ?? 2
}
