import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { AccountId, ChargeCodeId, CompanyId } from '../ids.ts'
import { chargeFaults } from '../queries/charge-faults.ts'
import { readCompany } from '../queries/read-company.ts'
import { insertChargeCodes } from '../store/codes.ts'
import { codeTaken, companyUnknown } from './faults.ts'

export type CreateChargeCode = {
  readonly companyId: CompanyId
  readonly code: string
  readonly name: string
  readonly followsGoods: boolean
  /** Needed when it does not follow the goods. */
  readonly accountId?: AccountId | null | undefined
}

/** @throws {PermissionError} when the actor may not write records */
export async function createChargeCode(
  tx: Tx,
  command: CreateChargeCode,
): Promise<{ readonly kind: 'created'; readonly chargeCodeId: ChargeCodeId } | Refused> {
  requirePermission(tx, 'records.write')

  const { companyId, accountId = null } = command
  if ((await readCompany(tx, companyId)) === undefined) return refused(companyUnknown)
  const faults = await chargeFaults(tx, { ...command, accountId })
  if (faults.length > 0) return refused(...faults)
  const [chargeCodeId] = await insertChargeCodes(tx, companyId, [{ ...command, accountId }])
  if (chargeCodeId === undefined) return refused(codeTaken(command.code))
  return { kind: 'created', chargeCodeId }
}
