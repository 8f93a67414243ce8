/** A company of one category that sells every day in two channels, with an item just launched and one to come. */
import { sql } from 'kysely'

import { recordDemand } from '#flow/demand'
import { addDays } from '#kernel/day'

import type { TestOrganization } from './database.ts'
import { anybody, type GoodsCompany } from './goods-company.ts'

/** A Monday: the day all is planned from. */
export const asOf = '2026-01-05'

export type SoapShop = {
  readonly placeId: string
  readonly categoryId: string
  /** Of the shop and the web. */
  readonly channelIds: readonly string[]
  readonly newIds: { readonly launched: string; readonly coming: string }
}

type Tried = Pick<TestOrganization, 'db' | 'work'>

export async function soapShop({ db }: Tried, company: GoodsCompany): Promise<SoapShop> {
  const firstId = ({ rows }: { readonly rows: readonly { readonly id: string }[] }) =>
    rows[0]?.id ?? ''
  const made = async (table: string, code: string, more = sql``, values = sql``) =>
    firstId(
      await sql<{ id: string }>`insert into ${sql.table(table)} (id, ${sql.ref(
        table === 'item' ? 'sku' : 'code',
      )}, name ${more}) values (gen_random_uuid(), ${code}, ${code} ${values}) returning id`.execute(
        db,
      ),
    )
  const item = (sku: string) => made('item', sku, sql`, unit`, sql`, 'EA'`)
  const categoryId = await made('item_category', 'Soap')
  const channelIds = [await made('channel', 'SHOP'), await made('channel', 'WEB')]
  const newIds = { launched: await item('launched'), coming: await item('coming') }
  await sql`update item set category_id = ${categoryId}::uuid`.execute(db)
  const itemIds = [company.fifoItemId, company.pooledItemId, ...Object.values(newIds)]
  await sql`
    with term as (
      insert into supplier_term (id, supplier_id, item_id, currency, unit, lead_time_days)
      select gen_random_uuid(), ${company.supplierId}::uuid, item_id, 'USD', 'EA', 14
      from unnest(${itemIds}::uuid[]) as g (item_id) returning id)
    insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
    select gen_random_uuid(), id, 0, 5000000, 1 from term`.execute(db)
  return { placeId: company.placeId, categoryId, channelIds, newIds }
}

/** Twice as much on Saturdays as on other days, none on Sundays; a third of it in the shop. */
export async function soldDaily(
  { work }: Tried,
  { placeId, channelIds }: SoapShop,
  given: { readonly itemId: string; readonly weeks: number; readonly perDay: number },
): Promise<void> {
  const { itemId, weeks, perDay } = given
  const days = Array.from({ length: weeks * 7 }, (_, at) => addDays(asOf, at - weeks * 7))
  const entries = days.flatMap((onDay, at) => {
    const weekday = at % 7
    if (weekday === 6) return []
    const units = (weekday === 5 ? 2 : 1) * perDay + ((at * 7) % 3)
    return channelIds.map((channelId, no) => ({
      key: `${itemId}:${onDay}:${channelId}`,
      itemId,
      placeId,
      channelId,
      onDay,
      kind: 'sale' as const,
      units: BigInt(no === 0 ? units : 2 * units),
      sourceKind: 'api' as const,
      sourceId: itemId,
    }))
  })
  await work(anybody).transact((tx) => recordDemand(tx, entries))
}
