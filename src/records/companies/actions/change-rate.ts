import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { CurrencyRateId } from '../ids.ts'
import { lockRate, type StoredRate, updateRate } from '../store/currencies.ts'
import { rateZero } from './create-rate.ts'

type Changeable = Pick<StoredRate, 'rateE10' | 'source'>

/**
 * Corrects a rate. What was posted by the old one stays.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeRate(
  tx: Tx,
  command: {
    readonly rateId: CurrencyRateId
    readonly seenVersion?: number | undefined
    readonly changes: { readonly [Name in keyof Changeable]?: Changeable[Name] | undefined }
  },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { rateId, seenVersion: seen, changes } = command
  const before = await lockRate(tx, rateId)
  const plan = await planChange(tx, { table: 'currency_rate', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  if (plan.after.rateE10 <= 0n) return refused(rateZero)
  await updateRate(tx, plan.after)
  return { kind: 'changed' }
}
