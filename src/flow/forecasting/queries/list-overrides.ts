import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListOverridesQuery, OverrideView } from '../contract.ts'

const sorts = {
  madeAt: { column: 'forecast_override.made_at', type: 'instant' },
  expiresOn: { column: 'forecast_override.expires_on', type: 'date' },
} as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listOverrides(
  ask: Ask,
  asked: ListOverridesQuery,
): Promise<Page<OverrideView>> {
  requirePermission(ask, 'plans.read')

  const { itemId, placeId, categoryId, channelId, state } = asked
  let query = selectOverrides(ask)
  if (itemId !== undefined) query = query.where('forecast_override.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('forecast_override.place_id', '=', placeId)
  if (categoryId !== undefined)
    query = query.where('forecast_override.category_id', '=', categoryId)
  if (channelId !== undefined) query = query.where('forecast_override.channel_id', '=', channelId)
  if (state !== undefined) {
    const isInForce = sql<boolean>`forecast_override.withdrawn_at is null
      and forecast_override.expires_on >= ${ask.now}::timestamptz::date`
    query = query.where(state === 'in_force' ? isInForce : sql<boolean>`not (${isInForce})`)
  }
  return readPage(ask, query, { sorts, id: 'forecast_override.id', asked, toItem: toOverride })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readOverride(ask: Ask, id: string): Promise<OverrideView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectOverrides(ask).where('forecast_override.id', '=', id).executeTakeFirst()
  return row && toOverride(row)
}

export async function overridesOf(
  ask: Ask,
  pair: { readonly itemId: string; readonly placeId: string },
): Promise<readonly OverrideView[]> {
  const rows = await selectOverrides(ask)
    .where(saidOf(pair))
    .where('forecast_override.withdrawn_at', 'is', null)
    .orderBy('forecast_override.made_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(toOverride)
}

/** Of the item-place itself, and of all that it is part of. */
function saidOf({ itemId, placeId }: { readonly itemId: string; readonly placeId: string }) {
  return sql<boolean>`case when forecast_override.item_id is not null
    then forecast_override.item_id = ${itemId}::uuid and forecast_override.place_id = ${placeId}::uuid
    else (forecast_override.place_id is null or forecast_override.place_id = ${placeId}::uuid)
      and (forecast_override.category_id is null or forecast_override.category_id =
        (select i.category_id from item i where i.id = ${itemId}::uuid))
      and (forecast_override.channel_id is null
        or coalesce(forecast_override.channel_id = any (
          select unnest(h.channel_ids) from forecast_habit h
          where h.item_id = ${itemId}::uuid and h.place_id = ${placeId}::uuid), true)) end`
}

function selectOverrides(ask: Ask) {
  return ask.db
    .selectFrom('forecast_override')
    .leftJoin('item', 'item.id', 'forecast_override.item_id')
    .leftJoin('place', 'place.id', 'forecast_override.place_id')
    .leftJoin('item_category', 'item_category.id', 'forecast_override.category_id')
    .leftJoin('channel', 'channel.id', 'forecast_override.channel_id')
    .select([
      'forecast_override.id',
      'forecast_override.item_id as itemId',
      'item.sku',
      'item.name as itemName',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'forecast_override.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'forecast_override.category_id as categoryId',
      'item_category.code as categoryCode',
      'item_category.name as categoryName',
      'forecast_override.channel_id as channelId',
      'channel.code as channelCode',
      'channel.name as channelName',
      'forecast_override.starts_on as startsOn',
      'forecast_override.ends_on as endsOn',
      sql<OverrideView['kind']>`forecast_override.kind`.as('kind'),
      sql<number>`forecast_override.amount::float8`.as('amount'),
      'forecast_override.reason',
      'forecast_override.owner_name as ownerName',
      'forecast_override.made_at as madeAt',
      'forecast_override.expires_on as expiresOn',
      'forecast_override.withdrawn_at as withdrawnAt',
      'forecast_override.version',
    ])
}

type Selected = Omit<
  OverrideView,
  'item' | 'place' | 'category' | 'channel' | 'unit' | 'madeAt' | 'withdrawnAt'
> & {
  readonly itemId: string | null
  readonly sku: string | null
  readonly itemName: string | null
  readonly unit: string | null
  readonly unitDecimals: number | null
  readonly placeId: string | null
  readonly placeCode: string | null
  readonly placeName: string | null
  readonly categoryId: string | null
  readonly categoryCode: string | null
  readonly categoryName: string | null
  readonly channelId: string | null
  readonly channelCode: string | null
  readonly channelName: string | null
  readonly madeAt: Date
  readonly withdrawnAt: Date | null
}

/** Ten-thousandths of a factor. */
const unity = 10_000
/** What is said of all together is kept in millionths of stocking units. */
const togetherDecimals = 6

function toOverride(row: Selected): OverrideView {
  const decimals = row.unitDecimals ?? togetherDecimals
  const scale = row.kind === 'multiply' ? 1 / unity : 10 ** -decimals
  return {
    id: row.id,
    item: row.itemId === null ? null : itemOf(row.itemId, row.sku, row.itemName),
    place: named(row.placeId, row.placeCode, row.placeName),
    category: named(row.categoryId, row.categoryCode, row.categoryName),
    channel: named(row.channelId, row.channelCode, row.channelName),
    unit: row.unit ?? '',
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    kind: row.kind,
    amount: row.amount * scale,
    reason: row.reason,
    ownerName: row.ownerName,
    madeAt: row.madeAt.toISOString(),
    expiresOn: row.expiresOn,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    version: row.version,
  }
}

function itemOf(id: string, sku: string | null, name: string | null) {
  return { id, sku: sku ?? '', name: name ?? '' }
}

function named(id: string | null, code: string | null, name: string | null) {
  return id === null ? null : { id, code: code ?? '', name: name ?? '' }
}
