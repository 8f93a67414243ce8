import { readOrderLines } from '#flow/purchasing'
import { invariant } from '#kernel/invariant'
import { moneyToWire } from '#platform/wire'
import type { Tx } from '#platform/work'
import { type CompanyId, readCompany } from '#records/companies'

import type { HeldInvoice, MatchedInvoice } from '../actions/match-invoice.ts'
import type { ReleaseOutcome } from '../actions/release-invoice.ts'
import type { CheckView, matchResult } from '../contract-views.ts'
import type { InvoiceId } from '../invoice.ts'
import { readInvoice } from '../store/read-invoice.ts'
import { checksToWire, readMeasures } from './measures.ts'

type Released = Extract<ReleaseOutcome, { kind: 'posted' }>

/** How a match ended, as it travels; reasons are put into the units of their items. */
export async function matchResultOf(
  tx: Tx,
  invoiceId: InvoiceId,
  outcome: MatchedInvoice | HeldInvoice | Released,
): Promise<(typeof matchResult)['_output']> {
  if (outcome.kind === 'posted') {
    const { fit, entryId, payableMinor, companyCurrency } = outcome
    const payable = moneyToWire(payableMinor, companyCurrency)
    return { id: invoiceId, result: 'posted', fit, entryId, payable, reasons: [] }
  }
  const reasons = await reasonsToWire(tx, invoiceId, outcome)
  return { id: invoiceId, result: 'held', fit: null, entryId: null, payable: null, reasons }
}

async function reasonsToWire(
  tx: Tx,
  invoiceId: InvoiceId,
  { reasons }: HeldInvoice,
): Promise<CheckView[]> {
  const invoice = await readInvoice(tx, invoiceId)
  invariant(invoice !== undefined, 'an invoice just held is there')
  const company = await readCompany(tx, invoice.companyId as CompanyId)
  const goods = invoice.lines.filter((line) => line.kind === 'goods')
  const lines = await readOrderLines(
    tx,
    goods.map((line) => line.orderLineId),
  )
  const orderLines = new Map(lines.map((line) => [line.id as string, line]))
  const measures = await readMeasures(tx, { orderLines })
  const companyCurrency = company?.currency ?? invoice.currency
  return checksToWire(reasons, { goods, invoice, companyCurrency }, measures)
}
