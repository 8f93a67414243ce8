import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { ChargeCodeId } from '../ids.ts'
import { chargeFaults } from '../queries/charge-faults.ts'
import { lockChargeCode, type StoredChargeCode, updateChargeCode } from '../store/codes.ts'

type Changeable = Pick<StoredChargeCode, 'name' | 'followsGoods' | 'accountId' | 'isActive'>

/**
 * Changes a charge code for invoices to come; those captured keep where they went.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeChargeCode(
  tx: Tx,
  command: {
    readonly chargeCodeId: ChargeCodeId
    readonly seenVersion?: number | undefined
    readonly changes: { readonly [Name in keyof Changeable]?: Changeable[Name] | undefined }
  },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { chargeCodeId, seenVersion: seen, changes } = command
  const before = await lockChargeCode(tx, chargeCodeId)
  const plan = await planChange(tx, { table: 'charge_code', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  const faults = await chargeFaults(tx, plan.after)
  if (faults.length > 0) return refused(...faults)
  await updateChargeCode(tx, plan.after)
  return { kind: 'changed' }
}
