import type { GrniBalance, LedgerLine, ReadyContext } from '#books/ledger'
import type { RevalueLine, RevaluePlan } from '#books/valuation'
import { convertMinor } from '#kernel/fx'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { greater } from '#kernel/value'
import type { Ask } from '#platform/work'
import { type CompanyId, type PostingContextMissing, postingContext } from '#records/companies'

import { followGoods } from '../rules/following.ts'
import { invoiceEntry, type MatchRow, type SettledGoods, settleGoods } from '../rules/settlement.ts'
import { keptUnits, type LaidOut } from './lay-out.ts'

/** How the books are read: locked for a posting, as they stand for a preview. */
export type BookReaders = {
  readonly accruals: (orderLineIds: readonly string[]) => Promise<ReadonlyMap<string, GrniBalance>>
  readonly revalue: (planned: {
    readonly companyId: string
    readonly lines: readonly RevalueLine[]
  }) => Promise<RevaluePlan>
}

export type PostingPlan = {
  readonly kind: 'planned'
  readonly context: ReadyContext
  readonly entryLines: readonly LedgerLine[]
  readonly matchRows: readonly MatchRow[]
  readonly revalue: RevaluePlan
  readonly payableMinor: bigint
}

/**
 * What posting an invoice would write. A preview is this very function with the writes left out.
 */
export async function planPosting(
  ask: Ask,
  laid: LaidOut,
  books: BookReaders,
): Promise<PostingPlan | PostingContextMissing> {
  const { invoice, papers } = laid
  const context = await postingContext(ask, {
    companyId: invoice.companyId as CompanyId,
    day: invoice.invoicedOn,
    documentCurrency: invoice.currency,
  })
  if (context.kind === 'missing') return context

  const followed = followedBy(laid)
  const accruals = await books.accruals([...laid.orderLines.keys()])
  const settled = settleGoods(
    papers.goods.map((line, index) => ({
      ...line,
      followingMinor: followed.followingMinor[index] ?? 0n,
    })),
    accruals,
    papers.exchange,
  )
  const varied = settled.filter((line) => line.varianceMinor !== 0n)
  const revalue = await books.revalue({
    companyId: invoice.companyId,
    lines: varied.map((line) => revalueLine(laid, line)),
  })
  const splitByLine = new Map(
    varied.map((line, index) => [line.invoiceLineId, revalue.splits[index]]),
  )
  return {
    kind: 'planned',
    context,
    revalue,
    matchRows: settled.map((line) => matchRow(line, splitByLine.get(line.invoiceLineId))),
    payableMinor: convertMinor(invoice.totalMinor, papers.exchange),
    entryLines: invoiceEntry({
      supplierId: invoice.supplierId,
      totalMinor: invoice.totalMinor,
      goods: settled,
      expenseMinor: sumOf(revalue.splits, (split) => split.expenseMinor),
      stockLines: revalue.ledgerLines,
      beside: followed.beside,
      exchange: papers.exchange,
    }),
  }
}

function followedBy({ papers, charges, taxes, facts }: LaidOut) {
  return followGoods(
    papers.goods,
    charges.map((line) => {
      const code = facts.chargeCodes.get(line.chargeCodeId)
      invariant(code !== undefined, 'a charge line names a code that is there')
      const { followsGoods, accountId } = code
      return { amountMinor: line.amountMinor, followsGoods, accountId }
    }),
    taxes.map((line) => {
      const code = facts.taxCodes.get(line.taxCodeId)
      invariant(code !== undefined, 'a tax line names a code that is there')
      return { amountMinor: line.amountMinor, recoverableBps: code.recoverableBps }
    }),
  )
}

function revalueLine({ orderLines }: LaidOut, line: SettledGoods): RevalueLine {
  const ordered = orderLines.get(line.orderLineId)
  invariant(ordered !== undefined, 'a billed order line is there')
  return {
    orderLineId: line.orderLineId,
    itemId: ordered.itemId,
    placeId: ordered.order.placeId,
    units: line.coveredUnits,
    receivedUnits: greater(keptUnits(ordered), line.coveredUnits),
    varianceMinor: line.varianceMinor,
  }
}

function matchRow(
  line: SettledGoods,
  split: { readonly stockMinor: bigint; readonly expenseMinor: bigint } | undefined,
): MatchRow {
  return {
    invoiceLineId: line.invoiceLineId,
    orderLineId: line.orderLineId,
    units: line.billedUnits,
    billedDocumentMinor: line.billedMinor,
    clearedDocumentMinor: line.clearedDocumentMinor,
    clearedMinor: line.clearedMinor,
    varianceStockMinor: split?.stockMinor ?? 0n,
    varianceExpenseMinor: split?.expenseMinor ?? 0n,
    fxMinor: line.fxMinor,
  }
}
