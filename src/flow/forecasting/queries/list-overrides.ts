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

  const { itemId, placeId, state } = asked
  let query = selectOverrides(ask)
  if (itemId !== undefined) query = query.where('forecast_override.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('forecast_override.place_id', '=', placeId)
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
    .where('forecast_override.item_id', '=', pair.itemId)
    .where('forecast_override.place_id', '=', pair.placeId)
    .where('forecast_override.withdrawn_at', 'is', null)
    .orderBy('forecast_override.made_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(toOverride)
}

function selectOverrides(ask: Ask) {
  return ask.db
    .selectFrom('forecast_override')
    .innerJoin('item', 'item.id', 'forecast_override.item_id')
    .innerJoin('place', 'place.id', 'forecast_override.place_id')
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

type Selected = Omit<OverrideView, 'item' | 'place' | 'madeAt' | 'withdrawnAt'> & {
  readonly itemId: string
  readonly sku: string
  readonly itemName: string
  readonly unitDecimals: number
  readonly placeId: string
  readonly placeCode: string
  readonly placeName: string
  readonly madeAt: Date
  readonly withdrawnAt: Date | null
}

/** Ten-thousandths of a factor. */
const unity = 10_000

function toOverride(row: Selected): OverrideView {
  const scale = row.kind === 'multiply' ? 1 / unity : 10 ** -row.unitDecimals
  return {
    id: row.id,
    item: { id: row.itemId, sku: row.sku, name: row.itemName },
    place: { id: row.placeId, code: row.placeCode, name: row.placeName },
    unit: row.unit,
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
