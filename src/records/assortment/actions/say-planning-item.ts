import {
  type Changed,
  type NotFound,
  type Refused,
  refused,
  type Stale,
  staleSince,
} from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { type ItemId, readItemFacts } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'

import {
  deletePlanningItem,
  lockPlanningItem,
  type PlanningTerms,
  putPlanningItem,
} from '../store/planning-items.ts'

type Given = {
  readonly itemId: string
  readonly placeId: string
  readonly seenVersion?: number | undefined
}

const usual: PlanningTerms = {
  criticality: 'normal',
  shelfLifeDays: null,
  analogItemId: null,
  launchOn: null,
  endOn: null,
  isPlanned: true,
}

/**
 * Says what planning should know of an item at a place; what is left out is as usual.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function sayPlanningItem(
  tx: Tx,
  given: Given & {
    readonly terms: { readonly [Name in keyof PlanningTerms]?: PlanningTerms[Name] | undefined }
  },
): Promise<Changed | Stale | Refused> {
  requirePermission(tx, 'plans.write')

  const said = Object.entries(given.terms).filter(([, value]) => value !== undefined)
  const terms: PlanningTerms = { ...usual, ...Object.fromEntries(said) }
  const errors = await errorsOf(tx, given, terms)
  if (errors.length > 0) return refused(...errors)
  const before = await lockPlanningItem(tx, given)
  const stale = before && (await staleAt(tx, before, given.seenVersion))
  if (stale !== undefined) return stale
  await putPlanningItem(tx, given, terms)
  tell(tx, given)
  return { kind: 'changed' }
}

/**
 * Plans it as usual again.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function forgetPlanningItem(
  tx: Tx,
  given: Given,
): Promise<Changed | NotFound | Stale> {
  requirePermission(tx, 'plans.write')

  const before = await lockPlanningItem(tx, given)
  if (before === undefined) return { kind: 'not_found' }
  const stale = await staleAt(tx, before, given.seenVersion)
  if (stale !== undefined) return stale
  await deletePlanningItem(tx, before.id)
  tell(tx, given)
  return { kind: 'changed' }
}

const staleAt = (
  tx: Tx,
  { id, version }: { readonly id: string; readonly version: number },
  seen: number | undefined,
) => staleSince(tx, { table: 'planning_item', id, seen, version })

function tell(tx: Tx, { itemId, placeId }: Given): void {
  announce(tx, 'planning-item.changed', { kind: 'item', id: itemId }, { placeId })
}

async function errorsOf(tx: Tx, given: Given, terms: PlanningTerms): Promise<readonly ErrorFact[]> {
  const { analogItemId, launchOn, endOn } = terms
  const itemId = given.itemId as ItemId
  const asked = analogItemId === null ? [itemId] : [itemId, analogItemId as ItemId]
  const items = await readItemFacts(tx, asked)
  const places = await readPlaceFacts(tx, [given.placeId as PlaceId])
  const errors: ErrorFact[] = []
  if (!items.has(itemId)) {
    errors.push({
      code: 'item_unknown',
      detail: 'Name an item that exists: list them under /items.',
    })
  }
  if (!places.has(given.placeId as PlaceId)) {
    const detail = 'Name a place that exists: list them under /places.'
    errors.push({ code: 'place_unknown', detail })
  }
  if (analogItemId !== null && (analogItemId === itemId || !items.has(analogItemId as ItemId))) {
    const detail = 'Name another item that exists: list them under /items.'
    errors.push({ code: 'analog_unknown', detail, pointer: '/analogItemId' })
  }
  if (launchOn !== null && endOn !== null && endOn < launchOn) {
    const detail = 'Let it end on or after the day it is launched.'
    errors.push({ code: 'ends_before_launch', detail, pointer: '/endOn' })
  }
  return errors
}
