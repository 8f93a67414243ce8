import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'
import { type ItemId, readItemFacts } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'

import { touch } from '../store/entries.ts'
import { insertMark, type NewMark } from '../store/marks.ts'
import { refreshSoon } from './record-demand.ts'

/**
 * Marks weeks of an item at a place: what was a one-off, what is to be left out, when nothing was there.
 * It stands until it is withdrawn, and the raw demand stays as it was.
 *
 * @throws {PermissionError} when the actor may not write demand
 */
export async function makeMark(
  tx: Tx,
  given: Omit<NewMark, 'id'>,
): Promise<{ readonly kind: 'made'; readonly markId: string } | Refused> {
  requirePermission(tx, 'demand.write')

  const errors = await markErrors(tx, given)
  if (errors.length > 0) return refused(...errors)
  const markId = tx.newId<'DemandMark'>()
  await insertMark(tx, { ...given, id: markId })
  await touch(tx, [given])
  refreshSoon(tx)
  return { kind: 'made', markId }
}

async function markErrors(tx: Tx, given: Omit<NewMark, 'id'>): Promise<readonly ErrorFact[]> {
  const items = await readItemFacts(tx, [given.itemId as ItemId])
  const places = await readPlaceFacts(tx, [given.placeId as PlaceId])
  const errors: ErrorFact[] = []
  if (items.size === 0) {
    const detail = 'Name an item that exists.'
    errors.push({ code: 'item_unknown', detail, pointer: '/itemId' })
  }
  if (places.size === 0) {
    const detail = 'Name a place that exists.'
    errors.push({ code: 'place_unknown', detail, pointer: '/placeId' })
  }
  if (given.endsOn < given.startsOn) {
    const detail = 'Let it end on or after the day it starts.'
    errors.push({ code: 'ends_before_start', detail, pointer: '/endsOn' })
  }
  return errors
}
