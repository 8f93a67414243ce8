import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import { type CompanyId, readCompany } from '#records/companies'

import type { ToleranceView } from '../contract-accruals.ts'
import { usualTolerance } from '../rules/tolerance.ts'
import { type KeptTolerance, readTolerances } from '../store/tolerances.ts'

const usual: KeptTolerance = {
  ...usualTolerance,
  supplierId: null,
  supplierName: null,
  version: 0,
}

/**
 * The company's own tolerance, the usual one where nobody set it, and those of suppliers that differ.
 *
 * @throws {PermissionError} when the actor may not read invoices
 */
export async function listTolerances(
  ask: Ask,
  companyId: CompanyId,
): Promise<readonly ToleranceView[] | undefined> {
  requirePermission(ask, 'invoices.read')

  const company = await readCompany(ask, companyId)
  if (company === undefined) return undefined
  const kept = await readTolerances(ask, companyId)
  const hasOwn = kept.some((tolerance) => tolerance.supplierId === null)
  return (hasOwn ? kept : [usual, ...kept]).map((tolerance) =>
    toView(tolerance, companyId, company.currency),
  )
}

function toView(kept: KeptTolerance, companyId: string, currency: string): ToleranceView {
  return {
    companyId,
    supplierId: kept.supplierId,
    supplierName: kept.supplierName,
    isUsual: kept.version === 0,
    priceOverBps: Number(kept.priceOverBps),
    priceOver: moneyToWire(kept.priceOverMinor, currency),
    unitsOverMax: kept.unitsOverMax.toString(),
    chargeOverBps: Number(kept.chargeOverBps),
    chargeOver: moneyToWire(kept.chargeOverMinor, currency),
    totalOverBps: Number(kept.totalOverBps),
    totalOver: moneyToWire(kept.totalOverMinor, currency),
    version: kept.version,
  }
}
