import { recordMoves } from '#books/inventory'
import {
  type EntryId,
  lockGrni,
  noGrni,
  postEntry,
  type ReadyContext,
  recordGrni,
} from '#books/ledger'
import { applyPlan, planReceive, type ValuationPlan } from '#books/valuation'
import { lockOrder, type OrderId, type OrderLineId, recordReturned } from '#flow/purchasing'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { type NotFound, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'
import { type CompanyId, postingContext, postingErrors } from '#records/companies'
import { readItemFacts } from '#records/items'
import { aheadErrors, stockStatuses } from '#records/places'

import { type ReturnWithLines, readReturnWithLines } from '../queries/read-return.ts'
import { readReturnFacts } from '../queries/return-facts.ts'
import { type ReturnId, type ReturnLine, type SupplierReturn, statusOf } from '../return.ts'
import { type TakenBack, valueReversal } from '../rules/reversal-value.ts'
import { insertReturn, type NewReturn } from '../store.ts'
import { posted, type ReturnOutcome } from './posted.ts'

export type ReverseReturn = {
  readonly returnId: ReturnId
  readonly reason: string
  /** The day the correction belongs to; the return's own when absent. */
  readonly reversedOn?: string | undefined
}

/** Everything decided, nothing written yet. */
type Posting = {
  readonly head: SupplierReturn
  /** As they were sent back; positive. */
  readonly sent: readonly (ReturnLine & TakenBack)[]
  readonly context: ReadyContext
  readonly plan: ValuationPlan
  readonly reversal: NewReturn
}

/**
 * Takes a return back, whole, by another with negative units: the goods are in stock again at the very
 * cost they left with, owed again where they were not invoiced, and no credit is awaited.
 *
 * @throws {PermissionError} when the actor may not post returns
 */
export async function reverseReturn(
  tx: Tx,
  command: ReverseReturn,
): Promise<ReturnOutcome | NotFound> {
  requirePermission(tx, 'returns.post')

  const found = await lockReturn(tx, command.returnId)
  if (found === undefined) return { kind: 'not_found' }
  const { head, lines } = found
  const day = command.reversedOn ?? head.returnedOn
  const asked = { day, documentCurrency: head.currency }
  const context = await postingContext(tx, { companyId: head.companyId as CompanyId, ...asked })
  const errors = [
    ...standingErrors(head),
    ...(await dayErrors(tx, head, day)),
    ...(context.kind === 'missing' ? postingErrors(context.missing, asked) : []),
  ]
  if (errors.length > 0 || context.kind === 'missing') return refused(...errors)

  const accruals = await accrualsOf(tx, lines)
  const plan = await planBack(tx, found)
  const reversal = newReversal(tx, head, day, command.reason)
  return post(tx, { head, sent: valueReversal(lines, accruals), context, plan, reversal })
}

/** A posted return is never changed, so it is its order that is locked; then the return is read. */
async function lockReturn(tx: Tx, returnId: ReturnId): Promise<ReturnWithLines | undefined> {
  const seen = await readReturnWithLines(tx, returnId)
  if (seen === undefined) return undefined
  await lockOrder(tx, seen.head.orderId as OrderId)
  return readReturnWithLines(tx, returnId)
}

function standingErrors(head: SupplierReturn): readonly ErrorFact[] {
  if (head.reversesId !== null) {
    const detail = 'Send the goods back anew instead: this return is a reversal itself.'
    return [{ code: 'is_reversal', detail }]
  }
  if (head.reversedById === null) return []
  const detail = 'Nothing is left to do: this return was reversed already.'
  return [{ code: 'already_reversed', reversedById: head.reversedById, detail }]
}

async function dayErrors(tx: Tx, head: SupplierReturn, day: string): Promise<readonly ErrorFact[]> {
  const facts = await readReturnFacts(tx, head)
  invariant(facts !== undefined, 'the place of a return is there')
  const pointer = '/reversedOn'
  const asked = { day, code: 'reversed_in_future', pointer }
  return [
    ...(day < head.returnedOn ? [reversedTooEarly] : []),
    ...aheadErrors(tx.now.getTime(), facts, asked),
  ]
}

async function accrualsOf(tx: Tx, lines: readonly ReturnLine[]) {
  const ids = [...new Set(lines.map((line) => line.orderLineId))].sort()
  const accruals = await lockGrni(tx, ids)
  return new Map(ids.map((id) => [id, accruals.get(id) ?? noGrni]))
}

async function planBack(tx: Tx, { head, lines }: ReturnWithLines): Promise<ValuationPlan> {
  const items = await readItemFacts(tx, [...new Set(lines.map((line) => line.itemId))])
  const statuses = await stockStatuses(tx)
  const usable = new Set(statuses.filter((each) => each.isUsable).map(({ code }) => code))
  return planReceive(tx, {
    companyId: head.companyId,
    lines: lines.map((line) => {
      const item = items.get(line.itemId)
      invariant(item !== undefined, 'the item of a return line is there')
      return {
        itemId: line.itemId,
        placeId: head.placeId,
        status: line.fromStatus,
        isUsable: usable.has(line.fromStatus),
        method: item.valuationMethod,
        lotId: line.lotId,
        orderLineId: line.orderLineId,
        receivedOn: head.returnedOn,
        units: line.units,
        valueMinor: line.costMinor,
      }
    }),
  })
}

async function post(tx: Tx, posting: Posting): Promise<ReturnOutcome> {
  const { sent, context, plan, reversal } = posting
  const lines = sent.map((line) => negated(tx, line))
  const entryId = reversal.entryId as EntryId
  const cause = { causeKind: 'supplier_return', causeId: reversal.id }
  await postReversal(tx, posting)
  await recordMoves(
    tx,
    sent.map((line) => ({
      key: `supplier_return:${reversal.id}:${line.lineNo}`,
      itemId: line.itemId,
      lotId: line.lotId,
      units: line.units,
      from: { kind: 'supplier' },
      to: { kind: 'place', placeId: reversal.placeId, status: line.fromStatus },
      movedOn: reversal.returnedOn,
      orderLineId: line.orderLineId,
      ...cause,
    })),
  )
  await applyPlan(tx, plan, { entryId, valuedOn: context.valuedOn, kind: 'return', ...cause })
  await accrueAgain(tx, posting)
  const number = await insertReturn(tx, reversal, lines)
  await recordReturned(tx, {
    cause: { kind: 'supplier_return', id: reversal.id },
    deltas: lines.map(({ orderLineId, fromStatus, units }) => ({
      orderLineId: orderLineId as OrderLineId,
      rejectedUnits: fromStatus === statusOf.rejected ? units : 0n,
      acceptedUnits: fromStatus === statusOf.rejected ? 0n : units,
    })),
  })
  return posted(tx, { ...reversal, number }, lines)
}

async function postReversal(tx: Tx, { head, sent, context, plan, reversal }: Posting) {
  const { supplierId } = reversal
  const costMinor = sumOf(sent, (line) => line.costMinor)
  const accruedMinor = sumOf(sent, (line) => line.accrued.amountMinor)
  const clearingMinor = sumOf(sent, (line) => line.clearingMinor)
  await postEntry(tx, {
    id: reversal.entryId as EntryId,
    key: `supplier_return:${reversal.id}`,
    context,
    sourceKind: 'supplier_return',
    sourceId: reversal.id,
    memo: `Reversal of ${head.number}`,
    documentCurrency: reversal.currency,
    ...(head.entryId === null ? {} : { reversesId: head.entryId as EntryId }),
    lines: [
      ...plan.ledgerLines,
      {
        control: 'grni',
        amountMinor: -accruedMinor,
        documentMinor: -sumOf(sent, (line) => line.accrued.documentMinor),
        supplierId,
      },
      { control: 'rtv_clearing', amountMinor: -clearingMinor, supplierId },
      { control: 'price_variance', amountMinor: accruedMinor + clearingMinor - costMinor },
    ],
  })
}

async function accrueAgain(tx: Tx, { sent, context, reversal }: Posting): Promise<void> {
  await recordGrni(
    tx,
    {
      entryId: reversal.entryId as EntryId,
      companyId: reversal.companyId,
      supplierId: reversal.supplierId,
      documentCurrency: reversal.currency,
      onDay: context.valuedOn,
      causeId: reversal.id,
      kind: 'returned',
    },
    sent
      .filter((line) => line.accrued.units > 0n)
      .map(({ orderLineId, accrued }) => ({ orderLineId, ...accrued })),
  )
}

function newReversal(tx: Tx, head: SupplierReturn, returnedOn: string, reason: string): NewReturn {
  const { number: _number, reversedById: _by, postedAt: _at, postedByName: _name, ...kept } = head
  return {
    ...kept,
    id: tx.newId<'SupplierReturn'>() as ReturnId,
    returnedOn,
    reason,
    reversesId: head.id,
    entryId: tx.newId<'JournalEntry'>(),
    sourceSystem: '',
    externalId: '',
  }
}

function negated(
  tx: Tx,
  { accrued, clearingMinor: _, ...line }: ReturnLine & TakenBack,
): ReturnLine {
  return {
    ...line,
    id: tx.newId<'SupplierReturnLine'>(),
    units: -line.units,
    invoicedUnits: -line.invoicedUnits,
    costMinor: -line.costMinor,
    accruedDocumentMinor: -accrued.documentMinor,
    accruedMinor: -accrued.amountMinor,
    ownDocumentMinor: -line.ownDocumentMinor,
    ownMinor: -line.ownMinor,
  }
}

const reversedTooEarly: ErrorFact = {
  code: 'reversed_too_early',
  detail: 'Choose the day of the return or a later one.',
  pointer: '/reversedOn',
}
