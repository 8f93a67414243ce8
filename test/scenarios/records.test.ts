/** A buyer sets up a company's records over the API, makes mistakes, and is told what to do. */
import { afterAll, describe, expect, test } from 'vitest'

import { codesOf, type Found, type Made, type Refusal, recordDesk } from '#support/record-desk'

const { api, companyId, placeId, supplierId, itemId } = await recordDesk()
afterAll(() => api.close())

describe('a company', () => {
  test('opens with accounts, periods and codes', async () => {
    const owner = api.as('owner')
    const accounts = await owner.get<Found>(`/accounts?companyId=${companyId}&limit=50`)
    expect(accounts.body.items.filter((each) => each['control'] !== null)).toHaveLength(19)
    const periods = await owner.get<Found>(`/fiscal-periods?companyId=${companyId}&day=2026-01-05`)
    expect(periods.body.items).toMatchObject([{ name: '2026-01', status: 'open' }])
    const taxes = await owner.get<Found>(`/tax-codes?companyId=${companyId}`)
    expect(taxes.body.items.map((each) => each['code'])).toContain('NONE')
  })

  test('keeps its tolerances and threshold, in its own currency', async () => {
    const owner = api.as('owner')
    const changed = await owner.patch(`/companies/${companyId}`, {
      receiptOverBps: 500,
      receiptOverUnitsMax: 10,
      approvalOver: { amount: '250.50', currency: 'EUR' },
    })
    expect(changed.body).toMatchObject({
      receiptOverBps: 500,
      receiptOverUnitsMax: 10,
      approvalOver: { amount: '250.50', currency: 'EUR' },
      timeZone: 'Europe/Berlin',
    })
    const dollars = { approvalOver: { amount: '1', currency: 'USD' } }
    const refused = await owner.patch<Refusal>(`/companies/${companyId}`, dollars)
    expect(refused.status).toBe(422)
    expect(codesOf(refused.body)).toEqual(['currency_mismatch /approvalOver/currency'])
  })

  test('closes and reopens a period once each', async () => {
    const owner = api.as('owner')
    const found = await owner.get<Found>(`/fiscal-periods?companyId=${companyId}&day=2025-12-31`)
    const path = `/fiscal-periods/${String(found.body.items[0]?.['id'])}`
    expect((await owner.post(`${path}/closure`)).body).toMatchObject({ status: 'closed' })
    const again = await owner.post<Refusal>(`${path}/closure`)
    expect([again.status, again.body.code]).toEqual([409, 'closed_already'])
    expect((await owner.post(`${path}/reopening`)).body).toMatchObject({ status: 'open' })
    expect((await api.as('ap_clerk').post(`${path}/closure`)).status).toBe(403)
  })

  test('grows its calendar to both sides', async () => {
    const owner = api.as('owner')
    const path = `/companies/${companyId}/fiscal-years`
    const earlier = await owner.post(path, { direction: 'earlier' })
    expect(earlier.body).toEqual({
      addedPeriods: 12,
      startsOn: '2024-01-01',
      endsOn: '2024-12-31',
    })
    const later = await owner.post(path, { direction: 'later' })
    expect(later.body).toMatchObject({ startsOn: '2028-01-01', endsOn: '2028-12-31' })
  })

  test('keeps an account the books post to, and lets its own ones go', async () => {
    const owner = api.as('owner')
    const accounts = await owner.get<Found>(`/accounts?companyId=${companyId}&kind=liability`)
    const grni = accounts.body.items.find((each) => each['control'] === 'grni')
    const refused = await owner.patch<Refusal>(`/accounts/${String(grni?.['id'])}`, {
      isActive: false,
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'control_in_use'])
    const own = { companyId, code: '5310', name: 'Port fees', kind: 'expense' }
    const account = await owner.post<Made>('/accounts', own)
    expect((await owner.post('/accounts', own)).status).toBe(409)
    const charge = await owner.post('/charge-codes', {
      companyId,
      code: 'PORT',
      name: 'Port fees',
      followsGoods: false,
      accountId: account.body.id,
    })
    expect(charge.status).toBe(201)
    const needless = { companyId, code: 'PORT2', name: 'Port fees', followsGoods: false }
    const without = await owner.post<Refusal>('/charge-codes', needless)
    expect([without.status, without.body.code]).toEqual([422, 'account_needed'])
  })
})

describe('rates', () => {
  test('hold until the next, and both ways round', async () => {
    const owner = api.as('owner')
    const rate = { fromCurrency: 'USD', toCurrency: 'EUR', onDay: '2026-01-01', rate: '0.8' }
    const made = await owner.post<Made>('/currency-rates', rate)
    expect(made.body).toMatchObject({ rate: '0.8', onDay: '2026-01-01' })
    expect((await owner.post('/currency-rates', rate)).status).toBe(409)
    const asked = (from: string, to: string, day: string) =>
      owner.get<{ rate: string }>(
        `/effective-rates?fromCurrency=${from}&toCurrency=${to}&day=${day}`,
      )
    expect((await asked('USD', 'EUR', '2026-01-09')).body.rate).toBe('0.8')
    expect((await asked('EUR', 'USD', '2026-01-09')).body.rate).toBe('1.25')
    expect((await asked('EUR', 'EUR', '2026-01-09')).body.rate).toBe('1')
    expect((await asked('USD', 'EUR', '2025-12-31')).status).toBe(404)
    const path = `/currency-rates/${made.body.id}`
    expect((await owner.patch(path, { rate: '0.9' })).body).toMatchObject({ rate: '0.9' })
    expect((await owner.delete(path)).status).toBe(204)
    expect((await owner.get(path)).status).toBe(404)
  })

  test('are above zero, and of two currencies', async () => {
    const rate = { fromCurrency: 'EUR', toCurrency: 'EUR', onDay: '2026-01-01', rate: '0' }
    const refused = await api.as('owner').post<Refusal>('/currency-rates', rate)
    expect(codesOf(refused.body)).toEqual(['same_currency /toCurrency', 'rate_zero /rate'])
  })
})

describe('suppliers, items and places', () => {
  test('are found by the start of code or name, upper or lower case', async () => {
    const viewer = api.as('viewer')
    const skus = async (path: string, key: string) =>
      (await viewer.get<Found>(path)).body.items.map((each) => each[key])
    expect(await skus('/suppliers?q=BERG%20%26%20s%C3%B6', 'code')).toEqual(['BERG'])
    expect(await skus('/suppliers?q=ergo', 'code')).toEqual([])
    expect(await skus('/items?q=mug', 'sku')).toEqual(['MUG-BLUE'])
    expect(await skus('/items?gtin=04006381333931', 'sku')).toEqual(['MUG-BLUE'])
    expect(await skus('/places?q=mA&status=active', 'code')).toEqual(['MAIN'])
    expect(await skus('/search?q=m', 'label')).toEqual(['MUG-BLUE', 'MAIN'])
  })

  test('are told every reason at once, with what to do', async () => {
    const wrong = {
      sku: 'MUG-BLUE',
      name: 'Another mug',
      unit: 'EA',
      gtin: '4006381333930',
      categoryId: companyId,
      tracksExpiry: true,
      packs: [
        { unit: 'EA', numerator: 1 },
        { unit: 'BOX', numerator: 12, gtin: '4006381333931' },
      ],
    }
    const refused = await api.as('buyer').post<Refusal>('/items', wrong)
    expect(refused.status).toBe(409)
    expect(codesOf(refused.body).toSorted()).toEqual([
      'category_unknown /categoryId',
      'expiry_without_lots /tracksExpiry',
      'gtin_malformed /gtin',
      'gtin_taken /packs/1/gtin',
      'pack_is_stocking_unit /packs/0/unit',
      'sku_taken /sku',
    ])
  })

  test('two people change one supplier: the second sees what the first did', async () => {
    const buyer = api.as('buyer')
    const path = `/suppliers/${supplierId}`
    const read = await buyer.get<Made>(path)
    const { version } = read.body
    expect(read.headers.get('etag')).toBe(`"${version}"`)
    const first = { paymentTermsDays: 45 }
    expect((await buyer.patch(path, first, { ifMatch: version })).status).toBe(200)
    const second = await api.as('owner').patch(path, { phone: '1' }, { ifMatch: version })
    expect(second.status).toBe(412)
    expect(second.body).toMatchObject({
      code: 'version_mismatch',
      errors: [
        {
          code: 'changed_meanwhile',
          changedBy: 'Test buyer',
          fields: [{ field: 'paymentTermsDays', was: 30, is: 45 }],
        },
      ],
    })
    const same = await buyer.patch<Made>(path, first)
    expect(same.body.version).toBe(version + 1)
  })

  test('are deactivated and activated, never lost', async () => {
    const buyer = api.as('buyer')
    const path = `/suppliers/${supplierId}`
    expect((await buyer.patch(path, { status: 'inactive' })).body).toMatchObject({
      status: 'inactive',
    })
    const inactive = await buyer.get<Found>('/suppliers?status=inactive')
    expect(inactive.body.items).toHaveLength(1)
    await buyer.patch(path, { status: 'active' })
  })

  test('packs are replaced as a whole, with a new version', async () => {
    const buyer = api.as('buyer')
    const before = await buyer.get<Made>(`/items/${itemId}`)
    const packs = [
      { unit: 'BOX', numerator: 10 },
      { unit: 'PAIR', numerator: 2 },
    ]
    const changed = await buyer.patch<Made>(`/items/${itemId}`, { packs })
    expect(changed.body).toMatchObject({
      version: before.body.version + 1,
      packs: [
        { unit: 'BOX', numerator: 10, denominator: 1 },
        { unit: 'PAIR', numerator: 2, denominator: 1 },
      ],
    })
    await buyer.patch(`/items/${itemId}`, { packs: [{ unit: 'BOX', numerator: 12 }] })
    const units = await buyer.get<Found>('/units')
    expect(units.body.items.map((each) => each['code'])).toEqual(['BOX', 'EA', 'PAIR'])
  })

  test('a category never stands below itself', async () => {
    const buyer = api.as('buyer')
    const top = await buyer.post<Made>('/item-categories', { code: 'KITCHEN', name: 'Kitchen' })
    const parentId = top.body.id
    const below = { code: 'MUGS', name: 'Mugs', parentId }
    const mugs = await buyer.post<Made>('/item-categories', below)
    const path = `/item-categories/${parentId}`
    const refused = await buyer.patch<Refusal>(path, { parentId: mugs.body.id })
    expect([refused.status, refused.body.code]).toEqual([422, 'category_circle'])
  })

  test('every change is in the audit, with who did it', async () => {
    const audit = await api.as('owner').get<Found>(`/audit-events?table=place&row=${placeId}`)
    expect(audit.body.items).toMatchObject([{ action: 'insert', actor: { name: 'Test buyer' } }])
  })

  test('a viewer reads and may not write', async () => {
    const viewer = api.as('viewer')
    expect((await viewer.get(`/items/${itemId}`)).status).toBe(200)
    expect((await viewer.patch(`/items/${itemId}`, { name: 'Mine' })).status).toBe(403)
    expect((await viewer.post('/units', { code: 'KG', name: 'Kilogram' })).status).toBe(403)
  })
})
