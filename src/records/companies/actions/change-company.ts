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

import type { CompanyId } from '../ids.ts'
import { readCompanyByCode } from '../queries/read-company.ts'
import { type CompanySettings, lockCompany, updateCompany } from '../store/companies.ts'

export type ChangeCompany = {
  readonly companyId: CompanyId
  /** The version the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
  readonly changes: { readonly [Name in keyof CompanySettings]?: CompanySettings[Name] | undefined }
}

/**
 * Changes a company's papers, tolerances and threshold. What was decided by the old ones stays.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function changeCompany(
  tx: Tx,
  command: ChangeCompany,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'records.write')

  const { companyId, seenVersion: seen, changes } = command
  const before = await lockCompany(tx, companyId)
  const plan = await planChange(tx, { table: 'company', before, seen, changes })
  if (plan.kind !== 'differs') return plan

  const { after } = plan
  const holder = await readCompanyByCode(tx, after.code)
  if (holder !== undefined && holder.id !== companyId) {
    const detail = `Choose another code: a company with code ${after.code} exists already.`
    return refused({ code: 'code_taken', detail, pointer: '/code' })
  }
  await updateCompany(tx, after)
  announce(tx, 'company.changed', { kind: 'company', id: companyId }, { code: after.code })
  return { kind: 'changed' }
}
