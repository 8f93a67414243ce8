import { type ExpectedPayment, setExpectedPayments } from '#books/cash'
import { type EntryId, lockGrni, postEntry, recordGrni } from '#books/ledger'
import { applyPlan, planRevalue } from '#books/valuation'
import { type OrderLineId, recordInvoiced } from '#flow/purchasing'
import type { Tx } from '#platform/work'
import type { PostingContextMissing } from '#records/companies'

import type { Invoice } from '../invoice.ts'
import type { MatchRow } from '../rules/settlement.ts'
import { settleInvoice } from '../store/settle.ts'
import type { LaidOut } from './lay-out.ts'
import { type PostingPlan, planPosting } from './plan-posting.ts'

export type PostedInvoice = {
  readonly kind: 'posted'
  readonly entryId: EntryId
  /** In the company's currency. */
  readonly payableMinor: bigint
}

/** Owes the supplier the money: entry, accrual, layers, match rows and expected payment together. */
export async function postInvoice(
  tx: Tx,
  laid: LaidOut,
  releaseReason?: string,
): Promise<PostedInvoice | PostingContextMissing> {
  const { invoice } = laid
  const plan = await planPosting(tx, laid, {
    accruals: (ids) => lockGrni(tx, ids),
    revalue: (planned) => planRevalue(tx, planned),
  })
  if (plan.kind === 'missing') return plan

  const entryId = await enterInvoice(tx, invoice, plan)
  await recordAccruals(tx, invoice, { entryId, rows: plan.matchRows, onDay: plan.context.valuedOn })
  await applyPlan(tx, plan.revalue, {
    entryId,
    valuedOn: plan.context.valuedOn,
    causeKind: 'supplier_invoice',
    causeId: invoice.id,
    kind: 'revalue',
  })
  await settleInvoice(tx, {
    invoiceId: invoice.id,
    entryId,
    payableMinor: plan.payableMinor,
    rows: plan.matchRows,
    wasHeld: invoice.status === 'held',
    releaseReason,
  })
  await countInvoiced(tx, invoice, { rows: plan.matchRows, payableMinor: invoice.totalMinor })
  return { kind: 'posted', entryId, payableMinor: plan.payableMinor }
}

function enterInvoice(tx: Tx, invoice: Invoice, plan: PostingPlan): Promise<EntryId> {
  return postEntry(tx, {
    id: tx.newId<'JournalEntry'>(),
    key: `invoice:${invoice.id}`,
    context: plan.context,
    sourceKind: 'supplier_invoice',
    sourceId: invoice.id,
    memo: `Invoice ${invoice.supplierNumber}`,
    documentCurrency: invoice.currency,
    lines: plan.entryLines,
  })
}

/** Rows of a match take accrued units away; those of a reversal, being negative, give them back. */
export async function recordAccruals(
  tx: Tx,
  invoice: Invoice,
  given: {
    readonly entryId: EntryId
    readonly rows: readonly MatchRow[]
    readonly onDay: string
  },
): Promise<void> {
  await recordGrni(
    tx,
    {
      entryId: given.entryId,
      companyId: invoice.companyId,
      supplierId: invoice.supplierId,
      documentCurrency: invoice.currency,
      onDay: given.onDay,
      causeId: invoice.id,
      kind: 'invoiced',
    },
    given.rows.map((row) => ({
      orderLineId: row.orderLineId,
      units: -row.units,
      documentMinor: -row.clearedDocumentMinor,
      amountMinor: -row.clearedMinor,
    })),
  )
}

/**
 * Counts the billed units on their orders, and puts the invoice's payment in place of the orders'
 * share; none when it is taken back.
 */
export async function countInvoiced(
  tx: Tx,
  invoice: Invoice,
  billed: { readonly rows: readonly MatchRow[]; readonly payableMinor: bigint },
): Promise<void> {
  const cause = { kind: 'supplier_invoice', id: invoice.id }
  const payments: readonly ExpectedPayment[] = [
    {
      sourceKind: 'supplier_invoice',
      sourceId: invoice.id,
      companyId: invoice.companyId,
      supplierId: invoice.supplierId,
      dueOn: invoice.dueOn,
      amountMinor: billed.payableMinor,
      currency: invoice.currency,
      firmness: 'invoiced',
    },
  ]
  if (billed.rows.length === 0) return setExpectedPayments(tx, cause, payments)
  await recordInvoiced(tx, {
    cause,
    payments,
    deltas: billed.rows.map((row) => ({
      orderLineId: row.orderLineId as OrderLineId,
      units: row.units,
    })),
  })
}
