import { addDays } from '#kernel/day'

import type { Direct } from '../../http/direct.ts'
import { items, suppliers } from './catalog.ts'

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
  const itemIds = await createItems(own, supplierIds, begin)
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

async function createItems(
  own: Direct,
  supplierIds: ReadonlyMap<string, string>,
  validFrom: string,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const item of items) {
    const { id } = await own<Made>({
      path: '/items',
      body: {
        sku: item.sku,
        name: item.name,
        unit: 'EA',
        valuationMethod: item.sku.startsWith('PKG') ? 'moving_average' : 'fifo',
        tracksLots: item.tracksLots,
        tracksExpiry: item.tracksLots,
        packs: [{ unit: 'CASE', numerator: item.caseOf }],
      },
    })
    ids.set(item.sku, id)
    const supplier = suppliers.find(({ code }) => code === item.supplier)
    const currency = supplier?.currency ?? 'USD'
    const priceOf = (amount: string) => ({ amount, currency, per: '1', unit: 'EA' })
    await own({
      path: '/supplier-terms',
      body: {
        supplierId: supplierIds.get(item.supplier),
        itemId: id,
        validFrom,
        leadTimeDays: supplier?.leadTimeDays ?? 0,
        moq: { quantity: item.moq, unit: 'EA' },
        multiple: { quantity: item.multiple, unit: 'EA' },
        breaks: [
          { from: { quantity: '0', unit: 'EA' }, price: priceOf(item.price) },
          {
            from: { quantity: `${Number(item.moq) * 5}`, unit: 'EA' },
            price: priceOf((Number(item.price) * 0.96).toFixed(4)),
          },
        ],
      },
    })
  }
  return ids
}
