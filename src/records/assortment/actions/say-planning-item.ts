import {
  type Changed,
  type NotFound,
  type Refused,
  refused,
  type Stale,
  staleSince,
  withChanges,
} from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { type ItemId, readItemFacts } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'

import {
  deletePlanningItem,
  lockPlanningItem,
  lockPlanningItems,
  type PlanningTerms,
  putPlanningItem,
  putPlanningItems,
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
 * Changes what is said of several at once; what is left out stays as it was said, or as usual. All change, or none.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function changePlanningItems(
  tx: Tx,
  given: {
    readonly pairs: readonly Pair[]
    readonly changes: { readonly [Name in keyof PlanningTerms]?: PlanningTerms[Name] | undefined }
  },
): Promise<Changed | Refused> {
  requirePermission(tx, 'plans.write')

  const before = new Map(
    (await lockPlanningItems(tx, given.pairs)).map((one) => [pairKey(one), one] as const),
  )
  const after = given.pairs.map((pair) => {
    const { criticality, shelfLifeDays, analogItemId, launchOn, endOn, isPlanned } =
      before.get(pairKey(pair)) ?? usual
    const was = { criticality, shelfLifeDays, analogItemId, launchOn, endOn, isPlanned }
    return { ...pair, terms: withChanges<PlanningTerms>(was, given.changes) }
  })
  const named = await readNamed(tx, after)
  const errors = after.flatMap(({ terms, ...pair }, no) =>
    termErrors(pair, terms, named).map((error) => ({ ...error, pointer: `/pairs/${no}` })),
  )
  if (errors.length > 0) return refused(...errors)
  await putPlanningItems(tx, after)
  for (const pair of given.pairs) tell(tx, pair)
  return { kind: 'changed' }
}

const pairKey = ({ itemId, placeId }: Pair) => `${itemId} ${placeId}`

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
  return termErrors(given, terms, await readNamed(tx, [{ ...given, terms }]))
}

type Named = {
  readonly items: ReadonlySet<string>
  readonly places: ReadonlySet<string>
}

type Pair = { readonly itemId: string; readonly placeId: string }

async function readNamed(
  tx: Tx,
  given: readonly (Pair & { readonly terms: PlanningTerms })[],
): Promise<Named> {
  const itemIds = given.flatMap(({ itemId, terms: { analogItemId } }) =>
    analogItemId === null ? [itemId] : [itemId, analogItemId],
  )
  const placeIds = given.map(({ placeId }) => placeId)
  const items = await readItemFacts(tx, [...new Set(itemIds)] as ItemId[])
  const places = await readPlaceFacts(tx, [...new Set(placeIds)] as PlaceId[])
  return { items: new Set(items.keys()), places: new Set(places.keys()) }
}

function termErrors(
  { itemId, placeId }: Pair,
  { analogItemId, launchOn, endOn }: PlanningTerms,
  { items, places }: Named,
): readonly ErrorFact[] {
  const errors: ErrorFact[] = []
  if (!items.has(itemId)) {
    errors.push({
      code: 'item_unknown',
      detail: 'Name an item that exists: list them under /items.',
    })
  }
  if (!places.has(placeId)) {
    const detail = 'Name a place that exists: list them under /places.'
    errors.push({ code: 'place_unknown', detail })
  }
  if (analogItemId !== null && (analogItemId === itemId || !items.has(analogItemId))) {
    const detail = 'Name another item that exists: list them under /items.'
    errors.push({ code: 'analog_unknown', detail, pointer: '/analogItemId' })
  }
  if (launchOn !== null && endOn !== null && endOn < launchOn) {
    const detail = 'Let it end on or after the day it is launched.'
    errors.push({ code: 'ends_before_launch', detail, pointer: '/endOn' })
  }
  return errors
}
