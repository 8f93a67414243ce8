import { type NotFound, type Refused, refused, type Stale, staleSince } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import { touch } from '../store/entries.ts'
import { lockMark, setWithdrawn } from '../store/marks.ts'
import { refreshSoon } from './record-demand.ts'

/**
 * Takes a mark back: the weeks count again as the rules see them.
 *
 * @throws {PermissionError} when the actor may not write demand
 */
export async function withdrawMark(
  tx: Tx,
  given: { readonly markId: string; readonly seenVersion: number | undefined },
): Promise<{ readonly kind: 'withdrawn' } | Refused | NotFound | Stale> {
  requirePermission(tx, 'demand.write')

  const mark = await lockMark(tx, given.markId)
  if (mark === undefined) return { kind: 'not_found' }
  const { id, version } = mark
  const stale = await staleSince(tx, { table: 'demand_mark', id, seen: given.seenVersion, version })
  if (stale !== undefined) return stale
  if (mark.withdrawnAt !== null) {
    const detail = 'Leave it: this mark was taken back before.'
    return refused({ code: 'withdrawn_already', detail })
  }
  await setWithdrawn(tx, id)
  await touch(tx, [mark])
  refreshSoon(tx)
  return { kind: 'withdrawn' }
}
