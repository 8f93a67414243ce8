import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'

import type { CompanyId, TaxCodeId } from '../ids.ts'
import { readCompany } from '../queries/read-company.ts'
import { insertTaxCodes } from '../store/codes.ts'
import { codeTaken, companyUnknown } from './faults.ts'

export type CreateTaxCode = {
  readonly companyId: CompanyId
  readonly code: string
  readonly name: string
  readonly rateBps: number
  /** All of it when left out. */
  readonly recoverableBps?: number | undefined
}

/** @throws {PermissionError} when the actor may not write records */
export async function createTaxCode(
  tx: Tx,
  command: CreateTaxCode,
): Promise<{ readonly kind: 'created'; readonly taxCodeId: TaxCodeId } | Refused> {
  requirePermission(tx, 'records.write')

  const { companyId, recoverableBps = 10_000 } = command
  if ((await readCompany(tx, companyId)) === undefined) return refused(companyUnknown)
  const [taxCodeId] = await insertTaxCodes(tx, companyId, [{ ...command, recoverableBps }])
  if (taxCodeId === undefined) return refused(codeTaken(command.code))
  return { kind: 'created', taxCodeId }
}
