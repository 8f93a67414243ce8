import { addDays } from '#kernel/day'

import type { Direct } from '../../http/direct.ts'
import {
  categories,
  categoryOf,
  items,
  type SecondSource,
  secondSources,
  suppliers,
} from './catalog.ts'

export type DemoIds = {
  readonly companyId: string
  readonly edison: string
  readonly reno: string
  readonly supplierIds: ReadonlyMap<string, string>
  readonly itemIds: ReadonlyMap<string, string>
}

type Made = { readonly id: string }

/** Company, places, rates, suppliers, items and terms, as of a day some weeks before today. */
export async function createRecords(own: Direct, today: string): Promise<DemoIds> {
  const begin = addDays(today, -200)
  const company = await own<Made>({
    path: '/companies',
    body: {
      code: 'MF',
      name: 'Marlow & Finch',
      legalName: 'Marlow & Finch Inc.',
      currency: 'USD',
      country: 'US',
      timeZone: 'America/New_York',
      periodsFrom: begin,
      approvalOver: { amount: '5000.00', currency: 'USD' },
    },
  })
  await own({
    method: 'PATCH',
    path: `/companies/${company.id}`,
    body: {
      receiptOverBps: 200,
      receiptUnderBps: 0,
      answerLateDaysMax: 3,
      answerShortBpsMax: 200,
      answerPriceOverBpsMax: 100,
    },
  })
  const place = (code: string, name: string, kind: string) =>
    own<Made>({ path: '/places', body: { code, name, kind, companyId: company.id } })
  const edison = await place('EDI', 'Edison NJ', 'warehouse')
  const reno = await place('RNO', 'Reno NV', '3pl')
  await createRates(own, begin, today)

  const supplierIds = new Map<string, string>()
  for (const { leadTimeDays: _, ...supplier } of suppliers) {
    const { id } = await own<Made>({ path: '/suppliers', body: supplier })
    supplierIds.set(supplier.code, id)
  }
  const categoryIds = await createCategories(own)
  const itemIds = await createItems(own, categoryIds)
  for (const item of items) await createTerm(own, item, { supplierIds, itemIds, begin, rank: 1 })
  for (const source of secondSources) {
    await createTerm(own, source, { supplierIds, itemIds, begin, rank: 2 })
  }
  // What Reno lacks of textiles may come from Edison rather than from a mill.
  const lane = { leadTimeDays: 6, fixedCost: { amount: '140.00', currency: 'USD' } }
  const categoryId = categoryIds.get('TEXTILES')
  await own({
    path: '/source-lanes',
    body: { fromPlaceId: edison.id, toPlaceId: reno.id, categoryId, ...lane },
  })
  return { companyId: company.id, edison: edison.id, reno: reno.id, supplierIds, itemIds }
}

/** Rates drift a little from month to month, so that receipts and invoices meet different ones. */
async function createRates(own: Direct, begin: string, today: string): Promise<void> {
  const base = { EUR: 1.085, CNY: 0.1395 }
  for (const [month, onDay] of monthlyFrom(begin, today).entries()) {
    for (const [fromCurrency, rate] of Object.entries(base)) {
      const drifted = (rate * (1 + 0.004 * Math.sin(month * 1.7))).toFixed(6)
      await own({
        path: '/currency-rates',
        body: { fromCurrency, toCurrency: 'USD', onDay, rate: drifted, source: 'Demo' },
      })
    }
  }
}

function monthlyFrom(begin: string, today: string): readonly string[] {
  const days: string[] = []
  for (let day = begin; day <= today; day = addDays(day, 30)) days.push(day)
  return days
}

async function createCategories(own: Direct): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { code, name } of categories) {
    const { id } = await own<Made>({ path: '/item-categories', body: { code, name } })
    ids.set(code, id)
  }
  return ids
}

async function createItems(
  own: Direct,
  categoryIds: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const item of items) {
    const { id } = await own<Made>({
      path: '/items',
      body: {
        sku: item.sku,
        name: item.name,
        unit: 'EA',
        categoryId: categoryIds.get(categoryOf(item.sku)?.code ?? '') ?? null,
        valuationMethod: item.sku.startsWith('PKG') ? 'moving_average' : 'fifo',
        tracksLots: item.tracksLots,
        tracksExpiry: item.tracksLots,
        packs: [{ unit: 'CASE', numerator: item.caseOf }],
      },
    })
    ids.set(item.sku, id)
  }
  return ids
}

type TermFacts = Pick<DemoIds, 'supplierIds' | 'itemIds'> & {
  readonly begin: string
  /** Whom to ask first. */
  readonly rank: number
}

async function createTerm(own: Direct, source: SecondSource, facts: TermFacts): Promise<void> {
  const { sku, moq, price, multiple } = source
  const supplier = suppliers.find(({ code }) => code === source.supplier)
  const currency = supplier?.currency ?? 'USD'
  const priceOf = (amount: string) => ({ amount, currency, per: '1', unit: 'EA' })
  await own({
    path: '/supplier-terms',
    body: {
      supplierId: facts.supplierIds.get(source.supplier),
      itemId: facts.itemIds.get(sku),
      validFrom: facts.begin,
      rank: facts.rank,
      leadTimeDays: supplier?.leadTimeDays ?? 0,
      moq: { quantity: moq, unit: 'EA' },
      multiple: { quantity: multiple, unit: 'EA' },
      breaks: [
        { from: { quantity: '0', unit: 'EA' }, price: priceOf(price) },
        {
          from: { quantity: `${Number(moq) * 5}`, unit: 'EA' },
          price: priceOf((Number(price) * 0.96).toFixed(4)),
        },
      ],
    },
  })
}
