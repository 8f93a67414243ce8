import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { type PlaceId, readPlaceIdsByCode } from '../queries/read-places.ts'
import { lockPlace, type PlaceFields, updatePlace } from '../store/places.ts'
import { codeTaken } from './create-place.ts'

type Changeable = Omit<PlaceFields, 'companyId'>

export type ChangePlace = {
  readonly placeId: PlaceId
  /** The version the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
  readonly changes: { readonly [Name in keyof Changeable]?: Changeable[Name] | undefined }
}

/**
 * Changes what is given and leaves the rest; `status` deactivates and activates.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changePlace(
  tx: Tx,
  command: ChangePlace,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { placeId, seenVersion: seen, changes } = command
  const before = await lockPlace(tx, placeId)
  const plan = await planChange(tx, { table: 'place', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  const { after } = plan
  const holder = (await readPlaceIdsByCode(tx, [after.code])).get(after.code)
  if (holder !== undefined && holder !== placeId) return refused(codeTaken(after.code))
  await updatePlace(tx, after)
  announce(tx, 'place.changed', { kind: 'place', id: placeId }, { code: after.code })
  return { kind: 'changed' }
}
