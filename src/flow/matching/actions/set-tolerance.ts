import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { type MoneyWire, moneyFromWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type CompanyId, readCompany } from '#records/companies'
import { readSuppliersById, type SupplierId } from '#records/suppliers'

import type { ToleranceInput } from '../contract.ts'
import { putTolerance } from '../store/tolerances.ts'

/**
 * Says how far bills may go beyond what was agreed, for a company or for one of its suppliers.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function setTolerance(
  tx: Tx,
  command: ToleranceInput,
): Promise<{ readonly kind: 'set' } | Refused> {
  requirePermission(tx, 'records.write')

  const company = await readCompany(tx, command.companyId as CompanyId)
  const errors: ErrorFact[] = []
  if (company === undefined) errors.push(unknown('company'))
  const supplierId = command.supplierId ?? null
  if (supplierId !== null) {
    const suppliers = await readSuppliersById(tx, [supplierId as SupplierId])
    if (suppliers.size === 0) errors.push(unknown('supplier'))
  }
  const amounts = (['priceOver', 'chargeOver', 'totalOver'] as const).map((name) =>
    limitOf(command[name], company?.currency, `/${name}`, errors),
  )
  if (errors.length > 0) return refused(...errors)
  const [priceOverMinor = 0n, chargeOverMinor = 0n, totalOverMinor = 0n] = amounts
  await putTolerance(
    tx,
    { companyId: command.companyId, supplierId },
    {
      priceOverBps: BigInt(command.priceOverBps),
      priceOverMinor,
      unitsOverMax: BigInt(command.unitsOverMax),
      chargeOverBps: BigInt(command.chargeOverBps),
      chargeOverMinor,
      totalOverBps: BigInt(command.totalOverBps),
      totalOverMinor,
    },
  )
  return { kind: 'set' }
}

function limitOf(
  wire: MoneyWire,
  currency: string | undefined,
  pointer: string,
  errors: ErrorFact[],
): bigint {
  const read = moneyFromWire(wire, pointer)
  if (read.kind === 'refused') errors.push(...read.errors)
  if (currency !== undefined && wire.currency !== currency) {
    const detail = `Give the limit in ${currency}, the currency of the company.`
    errors.push({ code: 'currency_differs', detail, pointer: `${pointer}/currency` })
  }
  if (read.kind === 'read' && read.value < 0n) {
    const detail = 'Give a limit that is not negative.'
    errors.push({ code: 'limit_negative', detail, pointer: `${pointer}/amount` })
  }
  return read.kind === 'read' ? read.value : 0n
}

function unknown(what: 'company' | 'supplier'): ErrorFact {
  return { code: `${what}_unknown`, detail: `Name a ${what} that exists.`, pointer: `/${what}Id` }
}
