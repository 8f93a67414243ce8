import { sql } from 'kysely'

import { readGrni } from '#books/ledger'
import { previewRevalue } from '#books/valuation'
import { readOrderLines } from '#flow/purchasing'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import { layOut } from '../actions/lay-out.ts'
import type { NotOpen, NotPostable } from '../actions/match-invoice.ts'
import { type PostingPlan, planPosting } from '../actions/plan-posting.ts'
import type { PreviewView } from '../contract-views.ts'
import type { InvoiceId } from '../invoice.ts'
import { mayBecome } from '../rules/invoice-life.ts'
import { readInvoice } from '../store/read-invoice.ts'

/**
 * The entry that posting an invoice now would make: the same function as the posting's, with the
 * writes left out.
 *
 * @throws {PermissionError} when the actor may not read invoices
 */
export async function previewPosting(
  ask: Ask,
  invoiceId: InvoiceId,
): Promise<
  { readonly kind: 'previewed'; readonly view: PreviewView } | NotOpen | NotPostable | undefined
> {
  requirePermission(ask, 'invoices.read')

  const invoice = await readInvoice(ask, invoiceId)
  if (invoice === undefined) return undefined
  if (!mayBecome(invoice.status, 'posted')) return { kind: 'not_open', status: invoice.status }
  const laid = await layOut(ask, invoice, (ids) => readOrderLines(ask, ids))
  const plan = await planPosting(ask, laid, {
    accruals: (ids) => readGrni(ask, ids),
    revalue: (planned) => previewRevalue(ask, planned),
  })
  if (plan.kind === 'missing') return { kind: 'not_postable', missing: plan.missing }
  return { kind: 'previewed', view: await viewOf(ask, plan, laid.facts.companyCurrency) }
}

async function viewOf(ask: Ask, plan: PostingPlan, currency: string): Promise<PreviewView> {
  const { accountIdByControl } = plan.context
  const amounts = new Map<string, bigint>()
  for (const line of plan.entryLines) {
    const accountId = 'control' in line ? accountIdByControl[line.control] : line.accountId
    amounts.set(accountId, (amounts.get(accountId) ?? 0n) + line.amountMinor)
  }
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select id, code, name from account where id = any(${[...amounts.keys()]}::uuid[]) order by code
  `.execute(ask.db)
  const lines = rows.flatMap(({ id: accountId, code, name }) => {
    const amountMinor = amounts.get(accountId) ?? 0n
    if (amountMinor === 0n) return []
    const amount = moneyToWire(amountMinor < 0n ? -amountMinor : amountMinor, currency)
    const isDebit = amountMinor > 0n
    return [
      { accountId, code, name, debit: isDebit ? amount : null, credit: isDebit ? null : amount },
    ]
  })
  const { postedOn, valuedOn } = plan.context
  return { postedOn, valuedOn, payable: moneyToWire(plan.payableMinor, currency), lines }
}
