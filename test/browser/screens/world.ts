/** An organization with a thousand of each: one of each is made through the API, the rest are copies of it. */
import { sql } from 'kysely'
import { expect } from 'vitest'

import type { TestApi } from '#support/http'

import { type Trade, type TradeOrder, tradeOf } from '../trade.ts'
import { multiply } from './multiply.ts'

export type World = {
  readonly slug: string
  /**
   * Documents have a thousand lines, as many as an order or an invoice may have and more than any other; records have
   * a thousand of what belongs to them.
   */
  readonly ids: Readonly<Partial<Record<DocumentName, string>>>
  /** The address of the supplier's page of an order that has a thousand lines. */
  readonly supplierPage: string
}

type DocumentName =
  | 'order'
  | 'short'
  | 'draft'
  | 'receipt'
  | 'return'
  | 'adjustment'
  | 'issue'
  | 'invoice'
  | 'waiting'
  | 'entry'
  | 'account'
  | 'item'
  | 'supplier'
  | 'company'
  | 'term'
  | 'import'
  | 'sold'
  | 'place'
  | 'customerOrder'
  | 'promotion'
  | 'policy'
  | 'lane'

type Seeding = { readonly api: TestApi; readonly trade: Trade }

const pieces = (quantity: string) => ({ quantity, unit: 'EA' })
const lineText = { line_no: 'n + 1' }

export async function thousandOfEach(api: TestApi): Promise<World> {
  const trade = await tradeOf(api)
  const seeding = { api, trade }
  const open = await trade.order(Array.from({ length: 1_000 }, (_, at) => [at % 3, '5', '7.40']))
  const taken = await trade.order([[0, '100', '7.40']])
  const flow = await flowOf(seeding, open, taken)
  const records = await recordsOf(seeding)
  const books = await booksOf(seeding)
  const stock = await stockOf(seeding)
  await peopleOf(api)
  const { slug, db } = api.organization
  await sql`analyze`.execute(db).catch(() => undefined)
  return {
    slug,
    ids: { ...flow, ...records, ...books, ...stock, order: open.id, supplier: trade.supplierId },
    supplierPage: await trade.link(open),
  }
}

async function flowOf({ api, trade }: Seeding, open: TradeOrder, taken: TradeOrder) {
  const { db } = api.organization
  const draft = await trade.draft()
  const receipt = await trade.receive(taken, [{ accepted: '60', rejected: '10' }])
  const invoice = await trade.invoice(taken, 'V-1', [['60', '7.40']])
  const waiting = await trade.invoice(taken, 'V-2', [['40', '9.90']])
  const late = { orderLineId: open.lineIds[0], kind: 'change', promisedOn: trade.inDays(60) }
  await made(api, '/supplier-answers', { orderId: open.id, lines: [late] })
  const sent = { orderLineId: taken.lineIds[0], from: 'rejected', quantity: pieces('2') }
  const back = { orderId: taken.id, returnedOn: trade.today, reason: 'Broken', lines: [sent] }
  const returned = await made(api, '/supplier-returns', back)

  const at = (id: string) => sql`id = ${id}`
  await multiply(db, 'purchase_order', at(taken.id), { number: "'PO-' || (20000 + n)" })
  await multiply(db, 'purchase_order_line', sql`order_id = ${draft}`, lineText, 999)
  await multiply(db, 'receipt', at(receipt))
  await multiply(db, 'receipt_line', sql`receipt_id = ${receipt}`, lineText)
  await multiply(db, 'supplier_return', at(returned))
  await multiply(db, 'supplier_return_line', sql`return_id = ${returned}`, lineText)
  await multiply(db, 'supplier_answer', sql`order_id = ${open.id}`)
  const numbers = { supplier_number: "'M-' || n", normal_number: "'m' || n" }
  await multiply(db, 'supplier_invoice', at(waiting), numbers)
  await multiply(db, 'supplier_invoice_line', sql`invoice_id = ${invoice}`, lineText)
  await multiply(db, 'supplier_invoice_line', sql`invoice_id = ${waiting}`, lineText)
  const lines = sql`source_kind = 'purchase_order_line' and units > 0`
  await multiply(db, 'expectation', lines, {
    source_id: 'gen_random_uuid()',
    document_id: "(select array_agg(id) from purchase_order where number like 'PO-2____')[n]",
  })
  await multiply(db, 'expected_payment', sql`amount_minor <> 0`, {
    source_id: 'gen_random_uuid()',
  })
  const lineIds = `(select array_agg(id) from purchase_order_line where order_id = '${open.id}')`
  await multiply(db, 'grni_balance', sql`true`, { order_line_id: `${lineIds}[n]` })
  return { short: taken.id, draft, receipt, invoice, waiting, return: returned }
}

async function recordsOf({ api, trade }: Seeding) {
  const { db } = api.organization
  const { id: item } = await firstOf(api, '/items?q=TUMBLER')
  const each = { amount: '7.40', currency: 'USD', per: '1', unit: 'EA' }
  const term = await made(api, '/supplier-terms', {
    supplierId: trade.supplierId,
    itemId: item,
    validFrom: trade.inDays(-1),
    breaks: [{ from: pieces('0'), price: each }],
  })
  const category = await made(api, '/item-categories', { code: 'GLASS', name: 'Glass' })
  await made(api, '/currencies', { code: 'EUR', name: 'Euro' })
  const rate = { fromCurrency: 'EUR', toCurrency: 'USD', onDay: trade.today, rate: '1.085' }
  await made(api, '/currency-rates', rate)
  const imported = await upload(api)

  const { companyId: company } = trade
  const at = (id: string) => sql`id = ${id}`
  const named = (name: string) => ({ name: `'${name} ' || n` })
  const coded = (name: string) => ({ ...named(name), code: "'Z' || (1000 + n)" })
  await multiply(db, 'item', at(item), { ...named('Tumbler'), sku: "'Z' || (1000 + n)" })
  await multiply(db, 'item_category', at(category), coded('Glass'))
  await multiply(db, 'unit', sql`code = 'EA'`, coded('Unit'))
  await multiply(db, 'supplier', at(trade.supplierId), coded('Vetreria'))
  await multiply(db, 'place', sql`true`, coded('Edison'))
  await multiply(db, 'stock_status', sql`true`, coded('Status'))
  await multiply(db, 'company', at(company), coded('Marlow'))
  await multiply(db, 'tax_code', sql`company_id = ${company}`, coded('Tax'))
  await multiply(db, 'charge_code', sql`company_id = ${company}`, coded('Charge'))
  await multiply(db, 'match_tolerance', sql`true`, {
    supplier_id: '(select array_agg(id) from supplier)[n]',
  }).catch(() => undefined)
  await multiply(db, 'currency_rate', sql`true`, { on_day: "date '2020-01-01' + n" })
  await multiply(db, 'supplier_term', at(term), {
    item_id: `(select array_agg(id) from item where id <> '${item}')[n]`,
  })
  await multiply(db, 'supplier_term_break', sql`term_id = ${term}`, { from_units: 'n' }, 49)
  await multiply(db, 'item_pack', sql`true`, { unit: "'Z' || (1000 + n)" })
  await multiply(db, 'fiscal_period', sql`company_id = ${company}`, {
    company_id: `(select array_agg(id) from company where id <> '${company}')[n]`,
  })
  await multiply(db, 'import_batch', at(imported))
  return { item, company, term, import: imported }
}

/** An entry of a thousand lines on a thousand accounts, and an account with a thousand entries. */
async function booksOf({ api, trade }: Seeding) {
  const { db } = api.organization
  const ofCompany = sql`company_id = ${trade.companyId}`
  await multiply(db, 'account', ofCompany, {
    control: 'null',
    code: "'Z' || (1000 + n)",
    name: "'Account ' || n",
  })
  await multiply(db, 'journal_entry', ofCompany, { key: "'walk ' || n" })
  const found = await sql<{ entry: string; account: string }>`
    select entry.id as entry, account.id as account
    from journal_entry as entry, account
    where entry.key = 'walk 1' and account.code = 'Z1001'`.execute(db)
  const { entry = '', account = '' } = found.rows[0] ?? {}
  await sql`
    insert into journal_line (entry_id, line_no, account_id, amount_minor)
    select ${entry}, row_number() over (), id, 100 * (1 - 2 * (row_number() over () % 2))
    from (select id from account where code like 'Z%' order by code limit 1000) as each
    union all
    select id, 1, ${account}::uuid, 0 from journal_entry where key like 'walk %' and id <> ${entry}
  `.execute(db)
  return { entry, account }
}

async function stockOf({ api, trade }: Seeding) {
  const { db } = api.organization
  const { id: placeId } = await firstOf(api, '/places?q=EDI')
  const { id: itemId } = await firstOf(api, '/items?q=TUMBLER')
  const base = { placeId, lines: [{ itemId, quantity: pieces('2') }] }
  const lost = { ...base, adjustedOn: trade.today, reason: 'Broken' }
  const counted = { ...lost, lines: [{ itemId, quantity: pieces('-2') }] }
  const adjustment = await made(api, '/stock-adjustments', counted)
  const issue = await made(api, '/sale-issues', { ...base, issuedOn: trade.today })
  await multiply(db, 'stock_adjustment', sql`id = ${adjustment}`)
  await multiply(db, 'stock_adjustment_line', sql`adjustment_id = ${adjustment}`, lineText)
  await multiply(db, 'sale_issue', sql`id = ${issue}`)
  await multiply(db, 'sale_issue_line', sql`issue_id = ${issue}`, lineText)
  const items = { item_id: `(select array_agg(id) from item where id <> '${itemId}')[n]` }
  await multiply(db, 'stock_balance', sql`item_id = ${itemId}`, items)
  await multiply(db, 'stock_layer', sql`item_id = ${itemId} and units_left > 0`)
  await multiply(db, 'stock_layer', sql`item_id = ${itemId} and units_left > 0`, items)
  await multiply(db, 'stock_move', sql`item_id = ${itemId}`, { key: "'walk ' || n" })
  return { adjustment, issue }
}

async function peopleOf({ installation, organization }: TestApi): Promise<void> {
  const { control } = installation
  const ids = Array.from({ length: 1_000 }, () => crypto.randomUUID())
  const people = ids.map((id, at) => ({
    id,
    name: `Reader ${at}`,
    email: `reader${at}@example.com`,
  }))
  await control.insertInto('app_user').values(people).execute()
  const of = { organization_id: organization.id, role: 'viewer' }
  await control
    .insertInto('membership')
    .values(ids.map((id) => ({ ...of, user_id: id })))
    .execute()
  const keys = ids.map((id, at) => ({
    ...of,
    id,
    name: `Shop ${at}`,
    key_hash: id,
    created_by: id,
  }))
  await control.insertInto('api_key').values(keys).execute()
  const mail = ids.map((id, at) => ({
    id,
    kind: 'test',
    subject_kind: 'purchase_order',
    subject_id: id,
    to_address: `orders${at}@example.com`,
    subject: `Order PO-${10_000 + at}`,
    body_text: 'Please find our order attached.',
    status: 'sent',
    key: `walk ${at}`,
    created_at: new Date(Date.UTC(2026, 0, 1, 0, at)),
  }))
  await organization.db.insertInto('mail_message').values(mail).execute()
}

/** A file of a thousand items of which half are wrong, read and not checked. */
async function upload(api: TestApi): Promise<string> {
  const rows = Array.from({ length: 1_000 }, (_, at) => `${at % 2 ? `SKU-${at}` : ''},Item,EA`)
  const answer = await api.as('owner').call<{ readonly id: string }>('POST', uploadPath, {
    raw: ['sku,name,unit', ...rows].join('\n'),
    headers: { 'content-type': 'text/csv' },
  })
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

const uploadPath = '/imports?kind=items&fileName=items.csv'

async function made(api: TestApi, path: string, body: object): Promise<string> {
  const answer = await api.as('owner').post<{ readonly id: string }>(path, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

async function firstOf(api: TestApi, path: string) {
  const { body } = await api
    .as('owner')
    .get<{ readonly items: readonly { readonly id: string }[] }>(path)
  return body.items[0] ?? { id: '' }
}
