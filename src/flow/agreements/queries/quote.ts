import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import { minorDigits } from '#kernel/currency'
import { invariant } from '#kernel/invariant'
import type { Ask } from '#platform/work'
import { readCompany, readRatesOfDay } from '#records/companies'
import type { ItemId } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'
import type { SupplierId } from '#records/suppliers'

import { chooseTerms, type PassedOver, type Term } from '../rules/quote.ts'

export type SupplierTermId = Id<'SupplierTerm'>

export type QuoteQuestion = {
  readonly lines: readonly { readonly itemId: ItemId; readonly units: bigint }[]
  /** Only this supplier's terms; any active supplier's when absent. */
  readonly supplierId?: SupplierId | undefined
  readonly placeId: PlaceId
  readonly day: string
}

/** Why these terms: what was asked, what the terms demand, and who was passed over for what. */
export type QuoteWhy = {
  readonly askedUnits: bigint
  readonly isForPlace: boolean
  readonly rank: number
  readonly validFrom: string
  readonly validTo: string | null
  readonly passedOver: readonly PassedOver[]
}

export type QuotedLine =
  | {
      readonly kind: 'quoted'
      readonly itemId: ItemId
      readonly termId: SupplierTermId
      readonly supplierId: SupplierId
      readonly currency: string
      readonly priceE4: bigint
      readonly pricedUnits: bigint
      readonly leadTimeDays: number
      readonly moqUnits: bigint
      readonly multipleUnits: bigint
      readonly breakFromUnits: bigint
      readonly supplierSku: string
      /** The unit in which the supplier counts. */
      readonly unit: string
      /** What to order for the asked units. */
      readonly roundedUnits: bigint
      readonly why: QuoteWhy
    }
  | {
      readonly kind: 'no_terms'
      readonly itemId: ItemId
      readonly passedOver: readonly PassedOver[]
    }

type TermRow = Omit<Term, 'breaks' | 'exchange'> & {
  readonly supplierSku: string
  readonly unit: string
  readonly validTo: string | null
  readonly fromUnits: readonly bigint[]
  readonly pricesE4: readonly bigint[]
  readonly pricedUnits: readonly bigint[]
}

/**
 * For each line, in its order, the terms to buy by on a day at a place. It alone chooses supplier,
 * break and lead time; who needs a price or a lead time asks here.
 */
export async function quote(ask: Ask, question: QuoteQuestion): Promise<readonly QuotedLine[]> {
  if (question.lines.length === 0) return []
  const terms = await readValidTerms(ask, question)
  const exchanges = await readExchanges(ask, question, terms)
  const termsByItem = Map.groupBy(
    terms.map((row) => ({ ...row, breaks: breaksOf(row), exchange: exchanges.get(row.currency) })),
    (term) => term.itemId,
  )
  return question.lines.map(({ itemId, units }): QuotedLine => {
    const choice = chooseTerms(units, termsByItem.get(itemId) ?? [])
    if (choice.kind === 'none') return { kind: 'no_terms', itemId, passedOver: choice.passedOver }
    const { term, break: priced, roundedUnits } = choice.offer
    return {
      kind: 'quoted',
      itemId,
      termId: term.termId as SupplierTermId,
      supplierId: term.supplierId as SupplierId,
      currency: term.currency,
      priceE4: priced.priceE4,
      pricedUnits: priced.pricedUnits,
      leadTimeDays: term.leadTimeDays,
      moqUnits: term.moqUnits,
      multipleUnits: term.multipleUnits,
      breakFromUnits: priced.fromUnits,
      supplierSku: term.supplierSku,
      unit: term.unit,
      roundedUnits,
      why: {
        askedUnits: units,
        isForPlace: term.placeId !== null,
        rank: term.rank,
        validFrom: term.validFrom,
        validTo: term.validTo,
        passedOver: choice.passedOver,
      },
    }
  })
}

async function readValidTerms(ask: Ask, question: QuoteQuestion): Promise<readonly TermRow[]> {
  const itemIds = [...new Set(question.lines.map((line) => line.itemId))]
  const { rows } = await sql<TermRow>`
    select t.id as "termId", t.supplier_id as "supplierId", t.item_id as "itemId",
           t.place_id as "placeId", t.currency, t.rank, t.valid_from as "validFrom",
           t.valid_to as "validTo", t.moq_units as "moqUnits", t.multiple_units as "multipleUnits",
           t.lead_time_days as "leadTimeDays", t.supplier_sku as "supplierSku", t.unit,
           b.from_units as "fromUnits", b.prices_e4 as "pricesE4", b.priced_units as "pricedUnits"
    from supplier_term t
    join supplier s on s.id = t.supplier_id
    cross join lateral (
      select coalesce(array_agg(from_units order by from_units), '{}') as from_units,
             coalesce(array_agg(price_e4 order by from_units), '{}') as prices_e4,
             coalesce(array_agg(priced_units order by from_units), '{}') as priced_units
      from supplier_term_break where term_id = t.id) b
    where t.item_id = any(${itemIds}::uuid[])
      and (t.place_id is null or t.place_id = ${question.placeId}::uuid)
      and t.valid_from <= ${question.day}::date
      and (t.valid_to is null or t.valid_to >= ${question.day}::date)
      and (${question.supplierId ?? null}::uuid is null
           or t.supplier_id = ${question.supplierId ?? null}::uuid)
      and (s.status = 'active' or ${question.supplierId ?? null}::uuid is not null)
  `.execute(ask.db)
  return rows
}

/** Rates to the currency of the place's company; asked for only when prices must be compared. */
async function readExchanges(
  ask: Ask,
  question: QuoteQuestion,
  terms: readonly TermRow[],
): Promise<ReadonlyMap<string, { rateE10: bigint; fromDigits: number; toDigits: number }>> {
  const currencies = [...new Set(terms.map((term) => term.currency))]
  const [only] = currencies
  const toCurrency =
    currencies.length <= 1 ? (only ?? 'EUR') : await companyCurrency(ask, question.placeId)
  const rates =
    currencies.length <= 1
      ? new Map([[toCurrency, 10_000_000_000n]])
      : await readRatesOfDay(ask, { day: question.day, toCurrency, fromCurrencies: currencies })
  return new Map(
    [...rates].map(([currency, rateE10]) => [
      currency,
      { rateE10, fromDigits: minorDigits(currency) ?? 2, toDigits: minorDigits(toCurrency) ?? 2 },
    ]),
  )
}

async function companyCurrency(ask: Ask, placeId: PlaceId): Promise<string> {
  const place = (await readPlaceFacts(ask, [placeId])).get(placeId)
  invariant(place !== undefined, `there is no place ${placeId}`)
  const company = await readCompany(ask, place.companyId)
  invariant(company !== undefined, `place ${placeId} has no company`)
  return company.currency
}

function breaksOf(row: TermRow) {
  return row.fromUnits.map((fromUnits, index) => ({
    fromUnits,
    priceE4: row.pricesE4[index] ?? 0n,
    pricedUnits: row.pricedUnits[index] ?? 1n,
  }))
}
