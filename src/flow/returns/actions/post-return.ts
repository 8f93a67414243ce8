import { recordMoves } from '#books/inventory'
import {
  type EntryId,
  type GrniBalance,
  lockGrni,
  noGrni,
  postEntry,
  type ReadyContext,
  recordGrni,
} from '#books/ledger'
import { applyPlan, planReturn, type ValuationPlan } from '#books/valuation'
import { recordReturned } from '#flow/purchasing'
import { readRejectWorth } from '#flow/receiving'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'
import { postingContext, postingErrors } from '#records/companies'

import { readReturnedRejects } from '../queries/returned-rejects.ts'
import { type ReturnId, type ReturnLine, statusOf } from '../return.ts'
import { type Standing, type ValuedReturn, valueReturns } from '../rules/value-returns.ts'
import { insertReturn, type NewReturn } from '../store.ts'
import { posted, type ReturnOutcome } from './posted.ts'
import { type FitLine, type FitReturn, type ReturnToRead, readReturn } from './read-return.ts'

export type PostReturn = ReturnToRead & {
  readonly rmaNumber?: string | undefined
  readonly reason: string
  readonly sourceSystem?: string | undefined
  readonly externalId?: string | undefined
}

/** Everything decided, nothing written yet. */
type Posting = {
  readonly command: PostReturn
  readonly fit: FitReturn
  readonly context: ReadyContext
  readonly plan: ValuationPlan
  readonly lines: readonly (FitLine & ValuedReturn & { readonly costMinor: bigint })[]
}

/**
 * Sends goods back to their supplier: out of stock at their layers' cost, out of the accrual when not
 * invoiced, into clearing for a credit when invoiced already.
 *
 * @throws {PermissionError} when the actor may not post returns
 */
export async function postReturn(tx: Tx, command: PostReturn): Promise<ReturnOutcome> {
  requirePermission(tx, 'returns.post')

  const fit = await readReturn(tx, command)
  if (fit.kind === 'refused') return fit
  const { order, facts } = fit
  const asked = { day: command.returnedOn, documentCurrency: order.currency }
  const context = await postingContext(tx, { companyId: order.companyId, ...asked })
  if (context.kind === 'missing') return refused(...postingErrors(context.missing, asked))
  const standings = await standingsOf(tx, fit.lines)
  const plan = await planReturn(tx, {
    companyId: order.companyId,
    lines: fit.lines.map((line) => ({
      orderLineId: line.orderLineId,
      itemId: line.item.id,
      placeId: facts.placeId,
      status: statusOf[line.from],
      lotId: line.lot?.id,
      units: line.units,
    })),
  })
  invariant(plan.kind === 'plan', 'the balances have these units, and so have the layers')
  const costed = fit.lines.map((line, at) => ({ ...line, costMinor: plan.lineCosts[at] ?? 0n }))
  return post(tx, { command, fit, context, plan, lines: valueReturns(costed, standings) })
}

const none: ReadonlyMap<string, GrniBalance> = new Map()

async function standingsOf(
  tx: Tx,
  lines: readonly FitLine[],
): Promise<ReadonlyMap<string, Standing>> {
  const ids = [...new Set(lines.map((line) => line.orderLineId))].sort()
  const accruals = await lockGrni(tx, ids)
  const rejectIds = lines.filter((line) => line.from === 'rejected').map((line) => line.orderLineId)
  const hasRejects = rejectIds.length > 0
  const came = hasRejects ? await readRejectWorth(tx, rejectIds) : none
  const gone = hasRejects ? await readReturnedRejects(tx, rejectIds) : none
  return new Map(
    ids.map((id) => {
      const all = came.get(id) ?? noGrni
      const left = gone.get(id) ?? noGrni
      const rejects = {
        units: all.units - left.units,
        documentMinor: all.documentMinor - left.documentMinor,
        amountMinor: all.amountMinor - left.amountMinor,
      }
      return [id, { accrual: accruals.get(id) ?? noGrni, rejects }]
    }),
  )
}

async function post(tx: Tx, posting: Posting): Promise<ReturnOutcome> {
  const { fit, context, plan } = posting
  const head = newReturn(tx, posting)
  const lines = posting.lines.map((line, at) => newLine(tx, line, at))
  const entryId = head.entryId as EntryId
  const cause = { causeKind: 'supplier_return', causeId: head.id }
  await postReturnEntry(tx, posting, head)
  await recordMoves(
    tx,
    lines.map((line) => ({
      key: `supplier_return:${line.id}`,
      itemId: line.itemId,
      lotId: line.lotId,
      units: line.units,
      from: { kind: 'place', placeId: head.placeId, status: line.fromStatus },
      to: { kind: 'supplier' },
      movedOn: head.returnedOn,
      orderLineId: line.orderLineId,
      ...cause,
    })),
  )
  await applyPlan(tx, plan, { entryId, valuedOn: context.valuedOn, kind: 'return', ...cause })
  await releaseAccrual(tx, head, lines)
  const number = await insertReturn(tx, head, lines)
  await recordReturned(tx, {
    cause: { kind: 'supplier_return', id: head.id },
    deltas: fit.lines.map(({ ordered, from, units }) => ({
      orderLineId: ordered.id,
      rejectedUnits: from === 'rejected' ? units : 0n,
      acceptedUnits: from === 'accepted' ? units : 0n,
    })),
  })
  return posted(tx, { ...head, number }, lines)
}

async function postReturnEntry(tx: Tx, posting: Posting, head: NewReturn): Promise<void> {
  const { plan, context, lines } = posting
  const worths = lines.map((line) => line.worth)
  const supplierId = head.supplierId
  await postEntry(tx, {
    id: head.entryId as EntryId,
    key: `supplier_return:${head.id}`,
    context,
    sourceKind: 'supplier_return',
    sourceId: head.id,
    memo: `Return to supplier of ${head.orderNumber}`,
    documentCurrency: head.currency,
    lines: [
      ...plan.ledgerLines,
      {
        control: 'grni',
        amountMinor: sumOf(worths, (worth) => worth.accrued.amountMinor),
        documentMinor: sumOf(worths, (worth) => worth.accrued.documentMinor),
        supplierId,
      },
      {
        control: 'rtv_clearing',
        amountMinor: sumOf(worths, (worth) => worth.clearingMinor),
        supplierId,
      },
      { control: 'price_variance', amountMinor: sumOf(worths, (worth) => worth.varianceMinor) },
    ],
  })
}

async function releaseAccrual(
  tx: Tx,
  head: NewReturn,
  lines: readonly ReturnLine[],
): Promise<void> {
  const accrued = lines.filter((line) => line.units > line.invoicedUnits)
  await recordGrni(
    tx,
    {
      entryId: head.entryId as EntryId,
      companyId: head.companyId,
      supplierId: head.supplierId,
      documentCurrency: head.currency,
      onDay: head.returnedOn,
      causeId: head.id,
      kind: 'returned',
    },
    accrued.map((line) => ({
      orderLineId: line.orderLineId,
      units: line.invoicedUnits - line.units,
      documentMinor: -line.accruedDocumentMinor,
      amountMinor: -line.accruedMinor,
    })),
  )
}

function newReturn(tx: Tx, { command, fit, context }: Posting): NewReturn {
  const { order, facts } = fit
  return {
    id: tx.newId<'SupplierReturn'>() as ReturnId,
    companyId: order.companyId,
    companyCurrency: context.companyCurrency,
    currency: order.currency,
    supplierId: order.supplierId,
    supplierName: facts.supplierName,
    placeId: facts.placeId,
    placeName: facts.placeName,
    orderId: order.id,
    orderNumber: order.number ?? '',
    returnedOn: command.returnedOn,
    rmaNumber: command.rmaNumber ?? '',
    reason: command.reason,
    reversesId: null,
    entryId: tx.newId<'JournalEntry'>(),
    sourceSystem: command.sourceSystem ?? '',
    externalId: command.externalId ?? '',
  }
}

function newLine(tx: Tx, line: Posting['lines'][number], at: number): ReturnLine {
  const { item, ordered, lot, worth, own } = line
  return {
    id: tx.newId<'SupplierReturnLine'>(),
    lineNo: at + 1,
    orderLineId: ordered.id,
    orderLineNo: ordered.lineNo,
    itemId: item.id,
    sku: item.sku,
    name: item.name,
    unit: item.unit,
    unitDecimals: item.unitDecimals,
    lotId: lot?.id ?? null,
    lotCode: lot?.code ?? null,
    expiresOn: lot?.expiresOn ?? null,
    fromStatus: statusOf[line.from],
    units: line.units,
    invoicedUnits: worth.invoicedUnits,
    costMinor: line.costMinor,
    accruedDocumentMinor: worth.accrued.documentMinor,
    accruedMinor: worth.accrued.amountMinor,
    ownDocumentMinor: own.documentMinor,
    ownMinor: own.amountMinor,
  }
}
