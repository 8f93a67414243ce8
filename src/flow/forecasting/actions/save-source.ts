import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import { readSourcesByCode } from '../queries/read-sources.ts'
import {
  insertSource,
  lockSource,
  type SourceFields,
  type SourceId,
  updateSource,
} from '../store/sources.ts'
import { layChosenSoon } from './lay-outside.ts'

export type CreateSource = Pick<SourceFields, 'code' | 'name'> & {
  readonly includesPromotions?: boolean | undefined
}

/** @throws {PermissionError} when the actor may not write plans */
export async function createSource(
  tx: Tx,
  { code, name, includesPromotions = true }: CreateSource,
): Promise<{ readonly kind: 'created'; readonly sourceId: SourceId } | Refused> {
  requirePermission(tx, 'plans.write')

  const id = tx.newId<'ForecastSource'>()
  if (!(await insertSource(tx, { id, code, name, includesPromotions, status: 'active' }))) {
    return refused(codeTaken(code))
  }
  tell(tx, id, code)
  return { kind: 'created', sourceId: id }
}

/**
 * Changes what is given. What is planned with an inactive source is planned with ours again.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function changeSource(
  tx: Tx,
  command: {
    readonly sourceId: SourceId
    readonly seenVersion?: number | undefined
    readonly changes: { readonly [Name in keyof SourceFields]?: SourceFields[Name] | undefined }
  },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'plans.write')

  const { sourceId, seenVersion: seen, changes } = command
  const before = await lockSource(tx, sourceId)
  const plan = await planChange(tx, { table: 'forecast_source', before, seen, changes })
  if (plan.kind !== 'differs') return plan
  const { code } = plan.after
  const holder = (await readSourcesByCode(tx, [code])).get(code)
  if (holder !== undefined && holder.id !== sourceId) return refused(codeTaken(code))
  await updateSource(tx, plan.after)
  layChosenSoon(tx)
  tell(tx, sourceId, code)
  return { kind: 'changed' }
}

function tell(tx: Tx, id: SourceId, code: string): void {
  announce(tx, 'forecast-source.changed', { kind: 'forecast_source', id }, { code })
}

function codeTaken(code: string): ErrorFact {
  const detail = `Choose another code: a source ${code} exists already.`
  return { code: 'code_taken', detail, pointer: '/code' }
}
