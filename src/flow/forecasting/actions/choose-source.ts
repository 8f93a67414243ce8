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
import { type PlaceId, readPlaceFacts } from '#records/places'

import { readSourceFacts } from '../queries/read-sources.ts'
import {
  type ChoiceKey,
  deleteChoice,
  lockChoice,
  putChoice,
  type StoredChoice,
} from '../store/choices.ts'
import { layChosenSoon } from './lay-outside.ts'

type Given = ChoiceKey & { readonly seenVersion?: number | undefined }

/**
 * Says whose forecast a segment is planned with, at one place or at all, and why. Where several choices
 * are about an item-place the most exact holds. What is planned follows within seconds.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function chooseSource(
  tx: Tx,
  given: Given & { readonly sourceId: string | null; readonly reason: string },
): Promise<Changed | Stale | Refused> {
  requirePermission(tx, 'plans.write')

  const { segment, placeId, sourceId, reason } = given
  const errors = await errorsOf(tx, given)
  if (errors.length > 0) return refused(...errors)
  const before = await lockChoice(tx, given)
  const stale = before && (await staleAt(tx, before, given.seenVersion))
  if (stale !== undefined) return stale
  if (before?.sourceId === sourceId && before.reason === reason) return { kind: 'changed' }
  follow(tx, await putChoice(tx, { segment, placeId }, { sourceId, reason }), segment)
  return { kind: 'changed' }
}

/**
 * Takes a choice away: what is chosen for more holds again, else ours.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function forgetChoice(tx: Tx, given: Given): Promise<Changed | NotFound | Stale> {
  requirePermission(tx, 'plans.write')

  const before = await lockChoice(tx, given)
  if (before === undefined) return { kind: 'not_found' }
  const { segment } = given
  const stale = await staleAt(tx, before, given.seenVersion)
  if (stale !== undefined) return stale
  await deleteChoice(tx, before.id)
  follow(tx, before.id, segment)
  return { kind: 'changed' }
}

const staleAt = (tx: Tx, { id, version }: StoredChoice, seen: number | undefined) =>
  staleSince(tx, { table: 'forecast_choice', id, seen, version })

function follow(tx: Tx, id: string, segment: string): void {
  layChosenSoon(tx)
  announce(tx, 'forecast-choice.changed', { kind: 'forecast_choice', id }, { segment })
}

async function errorsOf(
  tx: Tx,
  { sourceId, placeId }: { readonly sourceId: string | null; readonly placeId: string | null },
): Promise<readonly ErrorFact[]> {
  const source = sourceId === null ? undefined : await readSourceFacts(tx, sourceId)
  const isPlaceThere =
    placeId === null || (await readPlaceFacts(tx, [placeId as PlaceId])).has(placeId as PlaceId)
  return [
    ...(sourceId === null || source?.status === 'active' ? [] : [sourceUnknown]),
    ...(isPlaceThere ? [] : [placeUnknown]),
  ]
}

const sourceUnknown: ErrorFact = {
  code: 'source_unknown',
  detail: 'Name an active source: list them under /forecast-sources.',
  pointer: '/sourceId',
}

const placeUnknown: ErrorFact = {
  code: 'place_unknown',
  detail: 'Name a place that exists: list them under /places.',
  pointer: '?placeId',
}
