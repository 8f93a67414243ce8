import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission, type Tx } from '#platform/work'

import type { ListMarksQuery, MarkView } from '../contract.ts'
import { type Named, named } from './named.ts'
import type { ItemPlace } from './observed-demand.ts'

const sorts = {
  madeAt: { column: 'demand_mark.made_at', type: 'instant' },
  startsOn: { column: 'demand_mark.starts_on', type: 'date' },
} as const

/** @throws {PermissionError} when the actor may not read demand */
export async function listMarks(ask: Ask, asked: ListMarksQuery): Promise<Page<MarkView>> {
  requirePermission(ask, 'demand.read')

  const { itemId, placeId, kind, isWithdrawn } = asked
  let query = selectMarks(ask)
  if (itemId !== undefined) query = query.where('demand_mark.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('demand_mark.place_id', '=', placeId)
  if (kind !== undefined) query = query.where('demand_mark.kind', '=', kind)
  if (isWithdrawn === 'yes') query = query.where('demand_mark.withdrawn_at', 'is not', null)
  if (isWithdrawn === 'no') query = query.where('demand_mark.withdrawn_at', 'is', null)
  return readPage(ask, query, { sorts, id: 'demand_mark.id', asked, toItem: toView })
}

/** Those that stand, latest first. */
export async function readMarksOf(ask: Ask, pair: ItemPlace): Promise<readonly MarkView[]> {
  const rows = await selectMarks(ask)
    .where('demand_mark.item_id', '=', pair.itemId)
    .where('demand_mark.place_id', '=', pair.placeId)
    .where('demand_mark.withdrawn_at', 'is', null)
    .orderBy('demand_mark.starts_on', 'desc')
    .orderBy('demand_mark.id', 'desc')
    .execute()
  return rows.map(toView)
}

export async function readMark(ask: Ask | Tx, markId: string): Promise<MarkView | undefined> {
  const row = await selectMarks(ask).where('demand_mark.id', '=', markId).executeTakeFirst()
  return row && toView(row)
}

function selectMarks(ask: Pick<Ask, 'db'>) {
  return ask.db
    .selectFrom('demand_mark')
    .innerJoin('item', 'item.id', 'demand_mark.item_id')
    .innerJoin('place', 'place.id', 'demand_mark.place_id')
    .select([
      'demand_mark.id',
      named('item', 'sku').as('item'),
      named('place').as('place'),
      sql<MarkView['kind']>`demand_mark.kind`.as('kind'),
      'demand_mark.starts_on as startsOn',
      'demand_mark.ends_on as endsOn',
      'demand_mark.reason',
      'demand_mark.made_by_name as madeBy',
      sql<Date>`demand_mark.made_at`.as('madeAt'),
      sql<Date | null>`demand_mark.withdrawn_at`.as('withdrawnAt'),
      'demand_mark.version',
    ])
}

type Selected = Omit<MarkView, 'madeAt' | 'withdrawnAt' | 'item' | 'place'> & {
  readonly item: Named
  readonly place: Named
  readonly madeAt: Date
  readonly withdrawnAt: Date | null
}

function toView(row: Selected): MarkView {
  const { id, item, place, kind, startsOn, endsOn, reason, madeBy, version } = row
  const [madeAt, withdrawnAt] = [row.madeAt, row.withdrawnAt].map((at) => at?.toISOString() ?? null)
  return {
    ...{ id, item, place, kind, startsOn, endsOn, reason, madeBy, version },
    madeAt: madeAt ?? '',
    withdrawnAt: withdrawnAt ?? null,
  }
}
