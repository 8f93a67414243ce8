/**
 * A company with a supplier, a place, two items (one of each valuation method) and a released order,
 * laid down by plain SQL, so that the books can be tried without the rooms above them.
 */
import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import { permissions } from '#platform/permissions'
import type { Actor, ActorId, Tx } from '#platform/work'
import {
  type CompanyId,
  createCompany,
  type PostingContext,
  postingContext,
} from '#records/companies'

import type { TestOrganization } from './database.ts'

/** May do everything: for arranging, and where a test is not about permissions. */
export const anybody: Actor = {
  id: '00000000-0000-7000-8000-00000000000a' as ActorId,
  kind: 'person',
  name: 'Test Anybody',
  permissions: new Set(permissions),
}

/** As mighty, and another person: for what nobody does alone. */
export const somebodyElse: Actor = {
  ...anybody,
  id: '00000000-0000-7000-8000-00000000000b' as ActorId,
  name: 'Test Somebody',
}

export type GoodsCompany = {
  readonly companyId: CompanyId
  readonly supplierId: string
  readonly placeId: string
  readonly fifoItemId: string
  readonly pooledItemId: string
}

export async function goodsCompany(
  org: Pick<TestOrganization, 'work'>,
  given: { readonly currency?: string; readonly supplierCurrency?: string } = {},
): Promise<GoodsCompany> {
  const currency = given.currency ?? 'USD'
  const supplierCurrency = given.supplierCurrency ?? currency
  return org.work(anybody).transact(async (tx) => {
    const created = await createCompany(tx, {
      code: `C-${tx.newId().slice(-6)}`,
      name: 'Goods Company',
      currency,
      periodsFrom: '2025-01-01',
    })
    invariant(created.kind === 'created', 'a company is made')
    const made = {
      companyId: created.companyId,
      supplierId: tx.newId(),
      placeId: tx.newId(),
      fifoItemId: tx.newId(),
      pooledItemId: tx.newId(),
    }
    await sql`insert into supplier (id, code, name, currency)
      values (${made.supplierId}, ${made.supplierId}, 'A Supplier', ${supplierCurrency})`.execute(
      tx.db,
    )
    await sql`insert into place (id, code, name, company_id)
      values (${made.placeId}, ${made.placeId}, 'Main', ${made.companyId})`.execute(tx.db)
    await sql`insert into item (id, sku, name, unit, valuation_method) values
      (${made.fifoItemId}, ${made.fifoItemId}, 'A layered item', 'EA', 'fifo'),
      (${made.pooledItemId}, ${made.pooledItemId}, 'A pooled item', 'EA', 'moving_average')
    `.execute(tx.db)
    return made
  })
}

export type PlacedLine = {
  readonly itemId: string
  readonly units: bigint
  readonly priceE4: bigint
  readonly perUnits?: bigint
}

/** A released order; gives its id and its lines' ids. */
export async function placeOrder(
  tx: Tx,
  company: GoodsCompany,
  lines: readonly PlacedLine[],
  currency = 'USD',
): Promise<{ readonly orderId: string; readonly orderLineIds: readonly string[] }> {
  const orderId = tx.newId()
  const orderLineIds = lines.map(() => tx.newId())
  await sql`
    insert into purchase_order (id, number, company_id, supplier_id, place_id, currency, rate_e10,
      lifecycle, ordered_on, requested_on, payment_terms_days, buyer_id, buyer_name, total_minor,
      line_count, content_hash, created_at, released_at)
    values (${orderId}, ${`T-${orderId.slice(-8)}`}, ${company.companyId}, ${company.supplierId},
      ${company.placeId}, ${currency}, 10000000000, 'released', '2026-01-05', '2026-01-12', 30,
      ${tx.actor.id}, ${tx.actor.name}, 0, ${lines.length}, '', ${tx.now}, ${tx.now})
  `.execute(tx.db)
  await sql`
    insert into purchase_order_line (id, order_id, line_no, item_id, entered_quantity, entered_unit,
      ordered_units, price_e4, priced_units, confirmed_units, requested_on, expected_on)
    select given.id, ${orderId}::uuid, given.no, given.item_id, given.units, 'EA', given.units,
      given.price_e4, given.per_units, 0, '2026-01-12', '2026-01-12'
    from unnest(
      ${orderLineIds}::uuid[],
      ${lines.map((line) => line.itemId)}::uuid[],
      ${lines.map((line) => line.units)}::bigint[],
      ${lines.map((line) => line.priceE4)}::bigint[],
      ${lines.map((line) => line.perUnits ?? 1n)}::bigint[]
    ) with ordinality as given (id, item_id, units, price_e4, per_units, no)
  `.execute(tx.db)
  return { orderId, orderLineIds }
}

export async function readyContext(
  tx: Tx,
  company: GoodsCompany,
  documentCurrency = 'USD',
  day = '2026-01-05',
): Promise<PostingContext> {
  const context = await postingContext(tx, { companyId: company.companyId, day, documentCurrency })
  invariant(context.kind === 'ready', 'the day has a period and a rate')
  return context
}
