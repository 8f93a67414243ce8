import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListSetAsideQuery, SetAsideRow } from '../contract.ts'
import { type Named, named } from './named.ts'

const sorts = { onDay: { column: 'demand_set_aside.on_day', type: 'date' } } as const

/** @throws {PermissionError} when the actor may not read demand */
export async function listSetAside(ask: Ask, asked: ListSetAsideQuery): Promise<Page<SetAsideRow>> {
  requirePermission(ask, 'demand.read')

  const { reason, placeId } = asked
  let query = ask.db
    .selectFrom('demand_set_aside')
    .innerJoin('place', 'place.id', 'demand_set_aside.place_id')
    .innerJoin('channel', 'channel.id', 'demand_set_aside.channel_id')
    .select([
      'demand_set_aside.id',
      named('place').as('place'),
      named('channel').as('channel'),
      'demand_set_aside.on_day as onDay',
      sql<SetAsideRow['reason']>`demand_set_aside.reason`.as('reason'),
      'demand_set_aside.units',
      sql<SetAsideRow['said']>`demand_set_aside.said`.as('said'),
      sql<Date>`demand_set_aside.entered_at`.as('enteredAt'),
    ])
  if (reason !== undefined) query = query.where('demand_set_aside.reason', '=', reason)
  if (placeId !== undefined) query = query.where('demand_set_aside.place_id', '=', placeId)
  return readPage(ask, query, { sorts, id: 'demand_set_aside.id', asked, toItem: toRow })
}

type Selected = Omit<SetAsideRow, 'units' | 'enteredAt' | 'place' | 'channel'> & {
  readonly place: Named
  readonly channel: Named
  readonly units: bigint
  readonly enteredAt: Date
}

function toRow({
  id,
  place,
  channel,
  onDay,
  reason,
  units,
  said,
  enteredAt,
}: Selected): SetAsideRow {
  const at = enteredAt.toISOString()
  return { id, place, channel, onDay, reason, units: String(units), said, enteredAt: at }
}
