/** Calls about records: each command works on a record of its own. */
import { dayNo, dollars, type Made, pieces, priceOf, type Recipes, type Walk } from './walk.ts'

const person = (walk: Walk) => ({
  name: 'Pia Person',
  email: `pia${walk.next()}@example.com`,
  role: 'viewer',
})
const newPerson = async (walk: Walk) => {
  const added = await walk.make('/people', person(walk))
  return { personId: (added['person'] as Made).id }
}
const newKey = async (walk: Walk) => {
  const created = await walk.make('/api-keys', { name: 'Shop', role: 'viewer' })
  return { apiKeyId: (created['apiKey'] as Made).id }
}

const people: Recipes = {
  'GET /people': async () => ({ query: { limit: '5' } }),
  'POST /people': async (walk) => ({ body: person(walk) }),
  'PATCH /people/:personId': async (walk) => ({
    params: await newPerson(walk),
    body: { role: 'buyer' },
  }),
  'DELETE /people/:personId': async (walk) => ({ params: await newPerson(walk) }),
  'POST /people/:personId/temporary-password': async (walk) => ({ params: await newPerson(walk) }),
  'GET /api-keys': async () => ({ query: { sort: '-createdAt' } }),
  'POST /api-keys': async () => ({ body: { name: 'Shop', role: 'receiver' } }),
  'DELETE /api-keys/:apiKeyId': async (walk) => ({ params: await newKey(walk) }),
}

const company = (walk: Walk) => ({ code: `C${walk.next()}`, name: 'A company', currency: 'USD' })
const newCompany = async (walk: Walk) => (await walk.make('/companies', company(walk))).id
const openPeriod = async (walk: Walk) => {
  const companyId = await newCompany(walk)
  const { id } = await walk.first(`/fiscal-periods?companyId=${companyId}&status=open&limit=1`)
  return { periodId: id }
}

const companies: Recipes = {
  'GET /companies': async () => ({ query: { sort: 'code' } }),
  'POST /companies': async (walk) => ({ body: company(walk) }),
  'GET /companies/:companyId': async ({ companyId }) => ({ params: { companyId } }),
  'PATCH /companies/:companyId': async (walk) => ({
    params: { companyId: await newCompany(walk) },
    body: { legalName: 'A company Ltd' },
  }),
  'POST /companies/:companyId/fiscal-years': async (walk) => ({
    params: { companyId: await newCompany(walk) },
    body: { direction: 'later' },
  }),
  'GET /fiscal-periods': async ({ companyId }) => ({ query: { companyId, limit: '12' } }),
  'GET /fiscal-periods/:periodId': async (walk) => {
    const { id } = await walk.first('/fiscal-periods?limit=1')
    return { params: { periodId: id } }
  },
  'POST /fiscal-periods/:periodId/closure': async (walk) => ({ params: await openPeriod(walk) }),
  'POST /fiscal-periods/:periodId/reopening': async (walk) => {
    const params = await openPeriod(walk)
    await walk.make(`/fiscal-periods/${params.periodId}/closure`)
    return { params }
  },
}

/** Not among those an organization starts with, nor those that prices are in. */
const rareCurrencies =
  'AED AFN ALL AMD AOA ARS AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BSD BTN BWP BYN BZD CDF CLP COP CRC CUP CVE DJF DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG IQD IRR ISK JMD JOD KES KGS KHR KMF KPW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MYR MZN NAD NGN NIO NPR OMR PAB PEN PGK PHP PKR PYG QAR RSD RWF SAR SBD SCR SDG SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TTD TWD TZS UAH UGX UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZMW'.split(
    ' ',
  )
const knownCurrencies = async ({ owner, at }: Walk) => {
  const { items } = await owner.json<{ items: { id: string; code: string }[] }>(
    at('/currencies?limit=200'),
  )
  return items
}
const newCurrency = async (walk: Walk) => {
  const known = new Set((await knownCurrencies(walk)).map(({ code }) => code))
  const code = rareCurrencies.find((each) => !known.has(each))
  if (code === undefined) throw new Error('every currency is there')
  return { code, name: 'A currency' }
}
const rareCurrency = async (walk: Walk) => {
  const known = (await knownCurrencies(walk)).find(({ code }) => rareCurrencies.includes(code))
  return { currencyId: known?.id ?? (await walk.make('/currencies', await newCurrency(walk))).id }
}
const rate = (walk: Walk) => ({
  fromCurrency: 'GBP',
  toCurrency: 'USD',
  onDay: dayNo(walk.next()),
  rate: '1.25',
})
const newRate = async (walk: Walk) => ({
  rateId: (await walk.make('/currency-rates', rate(walk))).id,
})

const currencies: Recipes = {
  'GET /currencies': async () => ({ query: { limit: '3' } }),
  'POST /currencies': async (walk) => ({ body: await newCurrency(walk) }),
  'GET /currencies/:currencyId': async (walk) => ({ params: await rareCurrency(walk) }),
  'PATCH /currencies/:currencyId': async (walk) => ({
    params: await rareCurrency(walk),
    body: { name: `Money ${walk.next()}` },
  }),
  'GET /currency-rates': async () => ({ query: { fromCurrency: 'GBP', limit: '2' } }),
  'POST /currency-rates': async (walk) => ({ body: rate(walk) }),
  'GET /currency-rates/:rateId': async (walk) => ({ params: await newRate(walk) }),
  'PATCH /currency-rates/:rateId': async (walk) => ({
    params: await newRate(walk),
    body: { rate: '1.5' },
  }),
  'DELETE /currency-rates/:rateId': async (walk) => ({ params: await newRate(walk) }),
  'GET /effective-rates': async (walk) => {
    const { onDay } = rate(walk)
    await walk.make('/currency-rates', { ...rate(walk), onDay })
    return { query: { fromCurrency: 'GBP', toCurrency: 'USD', day: onDay } }
  },
}

/** Lists, adds, reads and changes a record of a chart or a code. */
function coded(
  path: string,
  param: string,
  bodyOf: (walk: Walk) => object,
  changes: (walk: Walk) => object,
): Recipes {
  const one = async (walk: Walk) => ({ [param]: (await walk.make(path, bodyOf(walk))).id })
  return {
    [`GET ${path}`]: async () => ({ query: { limit: '3' } }),
    [`POST ${path}`]: async (walk) => ({ body: bodyOf(walk) }),
    [`GET ${path}/:${param}`]: async (walk) => ({ params: await one(walk) }),
    [`PATCH ${path}/:${param}`]: async (walk) => ({
      params: await one(walk),
      body: changes(walk),
    }),
  }
}

const named = (prefix: string) => (walk: Walk) => ({
  code: `${prefix}${walk.next()}`,
  name: 'Something of use',
})
const renamed = () => ({ name: 'Something else' })

const codes: Recipes = {
  ...coded(
    '/accounts',
    'accountId',
    (walk) => ({ ...named('9')(walk), companyId: walk.companyId, kind: 'expense' }),
    renamed,
  ),
  ...coded(
    '/tax-codes',
    'taxCodeId',
    (walk) => ({ ...named('T')(walk), companyId: walk.companyId, rateBps: 1_900 }),
    renamed,
  ),
  ...coded(
    '/charge-codes',
    'chargeCodeId',
    (walk) => ({ ...named('CH')(walk), companyId: walk.companyId, followsGoods: true }),
    renamed,
  ),
  ...coded(
    '/suppliers',
    'supplierId',
    (walk) => ({ ...named('S')(walk), currency: 'USD' }),
    renamed,
  ),
  ...coded('/units', 'unitId', named('U'), renamed),
  ...coded('/item-categories', 'categoryId', named('CAT'), renamed),
  ...coded(
    '/places',
    'placeId',
    (walk) => ({ ...named('P')(walk), companyId: walk.companyId }),
    renamed,
  ),
  ...coded(
    '/stock-statuses',
    'statusId',
    (walk) => ({ ...named('on_hold_')(walk), isUsable: false }),
    renamed,
  ),
  ...coded(
    '/items',
    'itemId',
    (walk) => ({ sku: `SKU-${walk.next()}`, name: 'An item', unit: 'EA' }),
    renamed,
  ),
}

const term = async (walk: Walk) => ({
  supplierId: walk.supplierId,
  itemId: (await walk.make('/items', { sku: `TERM-${walk.next()}`, name: 'Termed', unit: 'EA' }))
    .id,
  validFrom: '2026-01-01',
  breaks: [{ from: pieces(1), price: priceOf('3.20') }],
})
const newTerm = async (walk: Walk) => ({
  termId: (await walk.make('/supplier-terms', await term(walk))).id,
})
const quote = ({ placeId, supplierId }: Walk) => ({ placeId, supplierId, day: '2026-02-02' })

const terms: Recipes = {
  'GET /supplier-terms': async ({ supplierId }) => ({ query: { supplierId, limit: '3' } }),
  'POST /supplier-terms': async (walk) => ({ body: await term(walk) }),
  'GET /supplier-terms/:termId': async (walk) => ({ params: await newTerm(walk) }),
  'PATCH /supplier-terms/:termId': async (walk) => ({
    params: await newTerm(walk),
    body: { leadTimeDays: 9 },
  }),
  'DELETE /supplier-terms/:termId': async (walk) => ({ params: await newTerm(walk) }),
  'GET /quotes': async (walk) => ({
    query: { ...quote(walk), itemId: walk.itemId, quantity: '5', unit: 'EA' },
  }),
  'POST /quotes': async (walk) => ({
    body: { ...quote(walk), lines: [{ itemId: walk.itemId, quantity: pieces(5) }] },
  }),
  'GET /match-tolerances': async ({ companyId }) => ({ query: { companyId } }),
  'PUT /match-tolerances': async (walk) => ({
    body: {
      companyId: await newCompany(walk),
      priceOverBps: 100,
      priceOver: dollars('1.00'),
      unitsOverMax: '0',
      chargeOverBps: 100,
      chargeOver: dollars('1.00'),
      totalOverBps: 100,
      totalOver: dollars('1.00'),
    },
  }),
}

const file = (walk: Walk) => `code,name,currency\nIM-${walk.next()},Imported,USD\n`
const uploaded = async ({ owner, at }: Walk, content: string) => {
  const { id, mapping } = await owner.json<{ id: string; mapping: unknown }>(
    at('/imports?kind=suppliers'),
    { body: Buffer.from(content), headers: { 'content-type': 'text/csv' } },
  )
  return { params: { importId: id }, mapping }
}
const checked = async (walk: Walk, content = file(walk)) => {
  const { params } = await uploaded(walk, content)
  await walk.make(`/imports/${params.importId}/check`)
  return { params }
}

const imports: Recipes = {
  'GET /import-kinds': async () => ({}),
  'GET /import-kinds/:kind/template.csv': async () => ({ params: { kind: 'items' } }),
  'GET /imports': async () => ({ query: { kind: 'suppliers' } }),
  'POST /imports': async (walk) => ({ query: { kind: 'suppliers' }, raw: file(walk) }),
  'GET /imports/:importId': async (walk) => ({
    params: (await uploaded(walk, file(walk))).params,
  }),
  'GET /imports/:importId/rows': (walk) => checked(walk),
  'GET /imports/:importId/errors.csv': (walk) => checked(walk, 'code,name,currency\nX,,\n'),
  'PUT /imports/:importId/mapping': async (walk) => {
    const { params, mapping } = await uploaded(walk, file(walk))
    return { params, body: { mapping } }
  },
  'POST /imports/:importId/check': async (walk) => ({
    params: (await uploaded(walk, file(walk))).params,
  }),
  'POST /imports/:importId/commit': async (walk) => ({ ...(await checked(walk)), body: {} }),
  'DELETE /imports/:importId': async (walk) => ({
    params: (await uploaded(walk, file(walk))).params,
  }),
}

export const recordCalls: Recipes = {
  ...people,
  ...companies,
  ...currencies,
  ...codes,
  ...terms,
  ...imports,
}
