import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { moneyToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { EntryRow, ListEntriesQuery } from '../contract.ts'
import { type Named, named } from './named.ts'

const sorts = { onDay: { column: 'demand_entry.on_day', type: 'date' } } as const

/** @throws {PermissionError} when the actor may not read demand */
export async function listEntries(ask: Ask, asked: ListEntriesQuery): Promise<Page<EntryRow>> {
  requirePermission(ask, 'demand.read')

  const { itemId, placeId, channelId, kind, from, to } = asked
  let query = selectEntries(ask)
  if (itemId !== undefined) query = query.where('demand_entry.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('demand_entry.place_id', '=', placeId)
  if (channelId !== undefined) query = query.where('demand_entry.channel_id', '=', channelId)
  if (kind !== undefined) query = query.where('demand_entry.kind', '=', kind)
  if (from !== undefined) query = query.where('demand_entry.on_day', '>=', from)
  if (to !== undefined) query = query.where('demand_entry.on_day', '<=', to)
  return readPage(ask, query, { sorts, id: 'demand_entry.id', asked, toItem: toRow })
}

function selectEntries(ask: Ask) {
  return ask.db
    .selectFrom('demand_entry')
    .innerJoin('item', 'item.id', 'demand_entry.item_id')
    .innerJoin('place', 'place.id', 'demand_entry.place_id')
    .innerJoin('channel', 'channel.id', 'demand_entry.channel_id')
    .select([
      'demand_entry.id',
      named('item', 'sku').as('item'),
      named('place').as('place'),
      named('channel').as('channel'),
      'demand_entry.on_day as onDay',
      sql<EntryRow['kind']>`demand_entry.kind`.as('kind'),
      'demand_entry.units',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'demand_entry.value_minor as valueMinor',
      'demand_entry.currency',
      sql<EntryRow['sourceKind']>`demand_entry.source_kind`.as('sourceKind'),
      sql<string | null>`demand_entry.source_id`.as('sourceId'),
      sql<Date>`demand_entry.entered_at`.as('enteredAt'),
    ])
}

type Selected = Omit<
  EntryRow,
  'quantity' | 'value' | 'enteredAt' | 'item' | 'place' | 'channel'
> & {
  readonly item: Named
  readonly place: Named
  readonly channel: Named
  readonly units: bigint
  readonly unit: string
  readonly unitDecimals: number
  readonly valueMinor: bigint
  readonly currency: string
  readonly enteredAt: Date
}

function toRow(row: Selected): EntryRow {
  const { id, item, place, channel, onDay, kind, sourceKind, sourceId } = row
  return {
    id,
    item,
    place,
    channel,
    onDay,
    kind,
    quantity: quantityToWire(row.units, row),
    value: row.currency === '' ? null : moneyToWire(row.valueMinor, row.currency),
    sourceKind,
    sourceId,
    enteredAt: row.enteredAt.toISOString(),
  }
}
