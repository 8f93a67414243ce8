/** A buyer writes what suppliers ask, is quoted by it, and pages through lists. */
import { afterAll, describe, expect, test } from 'vitest'

import { codesOf, type Found, type Made, type Refusal, recordDesk } from '#support/record-desk'

const { api, placeId, supplierId, itemId } = await recordDesk()
afterAll(() => api.close())

describe("suppliers' terms and quotes", () => {
  const euros = (amount: string, per = '1', unit = 'EA') => ({ amount, currency: 'EUR', per, unit })
  const count = (quantity: string, unit = 'EA') => ({ quantity, unit })

  test('a quote raises, rounds, takes the break, and says why', async () => {
    const buyer = api.as('buyer')
    const terms = await buyer.post<Made>('/supplier-terms', {
      supplierId,
      itemId,
      validFrom: '2026-01-01',
      unit: 'BOX',
      moq: count('2', 'BOX'),
      multiple: count('1', 'BOX'),
      leadTimeDays: 14,
      outer: count('1', 'BOX'),
      pallet: count('40', 'BOX'),
      breaks: [
        { from: count('0'), price: euros('12.00', '1', 'BOX') },
        { from: count('10', 'BOX'), price: euros('11.10', '1', 'BOX') },
      ],
    })
    expect(terms.status).toBe(201)
    expect(terms.body).toMatchObject({
      unit: 'BOX',
      moq: count('24'),
      pallet: count('480'),
      breaks: [
        { from: count('0'), price: { amount: '12.0000', per: '1', unit: 'BOX' } },
        { from: count('120'), price: { amount: '11.1000', per: '1', unit: 'BOX' } },
      ],
    })
    const quoted = async (quantity: string) =>
      (
        await buyer.get<{ lines: unknown[] }>(
          `/quotes?itemId=${itemId}&placeId=${placeId}&day=2026-01-05&quantity=${quantity}&unit=EA`,
        )
      ).body.lines[0]
    expect(await quoted('5')).toMatchObject({
      kind: 'quoted',
      rounded: count('24'),
      value: { amount: '24.00', currency: 'EUR' },
      leadTimeDays: 14,
      supplierCode: 'BERG',
    })
    expect(await quoted('109')).toMatchObject({
      rounded: count('120'),
      breakFrom: count('120'),
      value: { amount: '111.00', currency: 'EUR' },
    })
    const early = await buyer.post('/quotes', {
      placeId,
      day: '2025-12-31',
      lines: [{ itemId, quantity: count('1') }],
    })
    expect(early.body).toEqual({ lines: [{ kind: 'no_terms', itemId, passedOver: [] }] })
  })

  test('the place comes before all places, and an inactive supplier is not asked', async () => {
    const buyer = api.as('buyer')
    const other = await buyer.post<Made>('/suppliers', {
      code: 'TAL',
      name: 'Tal AG',
      currency: 'USD',
    })
    const terms = await buyer.post('/supplier-terms', {
      supplierId: other.body.id,
      itemId,
      placeId,
      validFrom: '2026-01-01',
      breaks: [{ from: count('0'), price: { ...euros('9.99'), currency: 'USD' } }],
    })
    expect(terms.status).toBe(201)
    const ask = { placeId, day: '2026-01-05', lines: [{ itemId, quantity: count('1') }] }
    type Lines = { lines: { supplierCode: string; why: { passedOver: unknown[] } }[] }
    const forPlace = await buyer.post<Lines>('/quotes', ask)
    expect(forPlace.body.lines[0]).toMatchObject({
      supplierCode: 'TAL',
      why: { passedOver: [{ supplierId, reason: 'other_terms_name_the_place' }] },
    })
    await buyer.patch(`/suppliers/${other.body.id}`, { status: 'inactive' })
    const active = await buyer.post<Lines>('/quotes', ask)
    expect(active.body.lines[0]?.supplierCode).toBe('BERG')
  })

  test('every fault of terms is told at once', async () => {
    const refused = await api.as('buyer').post<Refusal>('/supplier-terms', {
      supplierId,
      itemId,
      placeId,
      validFrom: '2026-01-01',
      validTo: '2025-01-01',
      multiple: count('0'),
      inner: count('5'),
      outer: count('1', 'BOX'),
      breaks: [{ from: count('0'), price: euros('1') }],
    })
    expect(codesOf(refused.body)).toEqual([
      'validity_reversed /validTo',
      'multiple_zero /multiple',
      'packing_not_nested /outer',
    ])
    const unreadable = await api.as('buyer').post<Refusal>('/supplier-terms', {
      supplierId,
      itemId,
      validFrom: '2026-06-01',
      moq: count('0.5'),
      breaks: [{ from: count('1', 'CRATE'), price: { ...euros('1'), currency: 'USD' } }],
    })
    expect(codesOf(unreadable.body)).toEqual([
      'quantity_not_whole /moq/quantity',
      'currency_mismatch /breaks/0/price/currency',
      'unit_unknown /breaks/0/from/unit',
    ])
  })

  test('terms are changed, listed and taken away', async () => {
    const buyer = api.as('buyer')
    const listed = await buyer.get<{ items: Made[] }>(
      `/supplier-terms?supplierId=${supplierId}&itemId=${itemId}&validOn=2026-01-05`,
    )
    const [first] = listed.body.items
    const path = `/supplier-terms/${first?.id}`
    const changed = await buyer.patch(path, {
      leadTimeDays: 21,
      breaks: [{ from: count('0'), price: euros('100', '10', 'BOX') }],
    })
    expect(changed.body).toMatchObject({
      leadTimeDays: 21,
      version: 2,
      breaks: [{ price: { amount: '100.0000', per: '10', unit: 'BOX' } }],
    })
    expect((await buyer.delete(path, { ifMatch: 1 })).status).toBe(412)
    expect((await buyer.delete(path)).status).toBe(204)
    expect((await buyer.get(path)).status).toBe(404)
  })
})

describe('lists', () => {
  test('page by cursor, in either direction, without loss or repetition', async () => {
    const buyer = api.as('buyer')
    for (const index of [1, 2, 3, 4, 5]) {
      await buyer.post('/items', { sku: `PAGE-${index}`, name: 'Same name', unit: 'EA' })
    }
    type Paged = Found & { nextCursor: string | null; total: { value: number } }
    const walk = async (sort: string) => {
      const seen: unknown[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const after: string = cursor === '' ? '' : `&cursor=${cursor}`
        const paged: { body: Paged } = await buyer.get<Paged>(
          `/items?q=page&sort=${sort}&limit=2${after}`,
        )
        expect(paged.body.total.value).toBe(5)
        seen.push(...paged.body.items.map((each) => each['sku']))
        cursor = paged.body.nextCursor
      }
      return seen
    }
    const skus = ['PAGE-1', 'PAGE-2', 'PAGE-3', 'PAGE-4', 'PAGE-5']
    expect(await walk('sku')).toEqual(skus)
    expect(await walk('-sku')).toEqual(skus.toReversed())
    expect((await walk('name')).toSorted()).toEqual(skus)
  })

  test.each([
    '/companies',
    '/fiscal-periods',
    '/currencies',
    '/currency-rates',
    '/accounts',
    '/tax-codes',
    '/charge-codes',
    '/approval-requests',
    '/suppliers',
    '/units',
    '/item-categories',
    '/items',
    '/places',
    '/stock-statuses',
    '/supplier-terms',
  ])('%s answers by its contract', async (path) => {
    expect((await api.as('viewer').get(path)).status).toBe(200)
  })
})
