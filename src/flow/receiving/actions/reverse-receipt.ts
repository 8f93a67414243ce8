import { lockWishes, recordMoves } from '#books/inventory'
import { type EntryId, lockGrni, postEntry, type ReadyContext, recordGrni } from '#books/ledger'
import { applyPlan, layersOfCause, planReturn, type ValuationPlan } from '#books/valuation'
import { recordReceived } from '#flow/purchasing'
import type { Id } from '#kernel/brand'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { type NotFound, type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'
import { postingContext, postingErrors } from '#records/companies'
import { readItemFacts } from '#records/items'

import {
  notInspected,
  type ReceiptId,
  type ReceiptLine,
  type ReceiptLineId,
  type ReceiptView,
  receiptToView,
} from '../receipt.ts'
import { takeBack } from '../rules/reversal.ts'
import { insertReceipt, type NewReceipt } from '../store.ts'
import { type LockedReceipt, lockReceipt, standingErrors } from './lock-receipt.ts'
import { broughtNow, reversalErrors, stockParts } from './reversal-facts.ts'
import { tellReversed } from './tell-received.ts'

export type ReverseReceipt = {
  readonly receiptId: ReceiptId
  readonly reason: string
  /** The day the correction belongs to; the receipt's own when absent. */
  readonly reversedOn?: string | undefined
}

export type ReverseReceiptOutcome =
  | { readonly kind: 'posted'; readonly receipt: ReceiptView }
  | Refused
  | NotFound

/** Everything decided, nothing written yet. */
type Posting = {
  readonly locked: LockedReceipt
  readonly context: ReadyContext
  readonly plan: ValuationPlan
  readonly reversal: NewReceipt
  /** As the receipt brought them and inspections left them; positive. */
  readonly brought: readonly ReceiptLine[]
}

/**
 * Takes a receipt back, whole, by another with negative units: stock, cost, accrual and quantities
 * are as if it had not been. Refused when its units were sent back, invoiced or used.
 *
 * @throws {PermissionError} when the actor may not post receipts
 */
export async function reverseReceipt(
  tx: Tx,
  command: ReverseReceipt,
): Promise<ReverseReceiptOutcome> {
  requirePermission(tx, 'receipts.post')

  const locked = await lockReceipt(tx, command.receiptId)
  if (locked === undefined) return { kind: 'not_found' }
  const { receipt } = locked
  const day = command.reversedOn ?? receipt.receivedOn
  const asked = { day, documentCurrency: receipt.currency }
  const companyId = receipt.companyId as Id<'Company'>
  const context = await postingContext(tx, { companyId, ...asked })
  const errors = [
    ...standingErrors(receipt),
    ...(day < receipt.receivedOn ? [reversedTooEarly] : []),
    ...(context.kind === 'missing' ? postingErrors(context.missing, asked) : []),
  ]
  if (errors.length > 0 || context.kind === 'missing') return refused(...errors)

  const asBrought = locked.lines.map(broughtNow)
  const ids = [...new Set(asBrought.map((line) => line.orderLineId))].sort()
  const accruals = await lockGrni(tx, ids)
  const layers = await layersOfCause(tx, receipt.id)
  const inTheWay = await whyNot(tx, locked, { brought: asBrought, accruals, layers })
  if (inTheWay.length > 0) return refused(...inTheWay)
  const brought = takeBack(asBrought, accruals)
  const layerIds = new Set(layers.map((layer) => layer.layerId))
  const plan = await planReturn(tx, {
    companyId,
    lines: stockParts(receipt.placeId, brought).map((part) => ({ ...part, layerIds })),
  })
  invariant(plan.kind === 'plan', 'the balances have these units, and so have the layers')
  const reversal = newReversal(tx, locked, day, command.reason)
  return post(tx, { locked, context, plan, reversal, brought })
}

async function whyNot(
  tx: Tx,
  { receipt, order }: LockedReceipt,
  known: Pick<Parameters<typeof reversalErrors>[0], 'brought' | 'accruals' | 'layers'>,
): Promise<readonly ErrorFact[]> {
  const { brought } = known
  const itemIds = [...new Set(brought.map((line) => line.itemId as Id<'Item'>))]
  const items = await readItemFacts(tx, itemIds)
  const missing = await lockWishes(tx, stockParts(receipt.placeId, brought))
  return reversalErrors({ ...known, order, items, isShort: missing.length > 0 })
}

async function post(tx: Tx, posting: Posting): Promise<ReverseReceiptOutcome> {
  const { locked, context, plan, reversal, brought } = posting
  const lines = brought.map((line) => negated(tx, line, reversal.deliveryNote))
  const entryId = reversal.entryId as EntryId
  const cause = { causeKind: 'receipt', causeId: reversal.id }
  await postReversal(tx, posting, lines)
  await recordMoves(
    tx,
    stockParts(reversal.placeId, brought).map((part, at) => ({
      key: `receipt:${reversal.id}:${at}`,
      itemId: part.itemId,
      lotId: part.lotId,
      units: part.units,
      from: { kind: 'place', placeId: part.placeId, status: part.status },
      to: { kind: 'supplier' },
      movedOn: reversal.receivedOn,
      orderLineId: part.orderLineId,
      ...cause,
    })),
  )
  await applyPlan(tx, plan, { entryId, valuedOn: context.valuedOn, kind: 'return', ...cause })
  await recordGrni(
    tx,
    {
      entryId,
      companyId: reversal.companyId,
      supplierId: reversal.supplierId,
      documentCurrency: reversal.currency,
      onDay: context.valuedOn,
      causeId: reversal.id,
      kind: 'received',
    },
    lines.map((line) => ({
      orderLineId: line.orderLineId,
      units: line.acceptedUnits + line.quarantinedUnits + line.rejectedUnits,
      documentMinor: line.documentMinor,
      amountMinor: line.amountMinor,
    })),
  )
  const number = await insertReceipt(tx, reversal, lines)
  await recordReceived(tx, {
    orderId: locked.order.id,
    receivedAt: tx.now,
    cause: { kind: 'receipt', id: reversal.id },
    deltas: lines,
    completes: [],
  })
  tellReversed(tx, { ...reversal, number }, lines)
  const posted = { reversedById: null, postedAt: tx.now, postedByName: tx.actor.name, number }
  return { kind: 'posted', receipt: receiptToView({ ...reversal, ...posted }, lines) }
}

/** The accrual falls by exactly what it rose by; what the layers give up beyond it is variance. */
async function postReversal(
  tx: Tx,
  { locked, context, plan, reversal }: Posting,
  lines: readonly ReceiptLine[],
): Promise<void> {
  const accruedMinor = -sumOf(lines, (line) => line.amountMinor)
  const costMinor = sumOf(plan.lineCosts, (cost) => cost)
  const { receipt } = locked
  await postEntry(tx, {
    id: reversal.entryId as EntryId,
    key: `receipt:${reversal.id}`,
    context,
    sourceKind: 'receipt',
    sourceId: reversal.id,
    memo: `Reversal of ${receipt.number}`,
    documentCurrency: reversal.currency,
    ...(receipt.entryId === null ? {} : { reversesId: receipt.entryId as EntryId }),
    lines: [
      ...plan.ledgerLines,
      {
        control: 'grni',
        amountMinor: accruedMinor,
        documentMinor: -sumOf(lines, (line) => line.documentMinor),
        supplierId: reversal.supplierId,
      },
      { control: 'price_variance', amountMinor: costMinor - accruedMinor },
    ],
  })
}

function newReversal(
  tx: Tx,
  { receipt }: LockedReceipt,
  receivedOn: string,
  reason: string,
): NewReceipt {
  const {
    number: _number,
    reversedById: _by,
    postedAt: _at,
    postedByName: _name,
    ...head
  } = receipt
  return {
    ...head,
    id: tx.newId<'Receipt'>() as ReceiptId,
    receivedOn,
    deliveryNote: reason,
    reversesId: receipt.id,
    entryId: tx.newId<'JournalEntry'>(),
    sourceSystem: '',
    externalId: '',
  }
}

function negated(tx: Tx, line: ReceiptLine, reason: string): ReceiptLine {
  const isNegative = line.enteredQuantity.startsWith('-')
  return {
    ...line,
    id: tx.newId<'ReceiptLine'>() as ReceiptLineId,
    enteredQuantity: isNegative ? line.enteredQuantity.slice(1) : `-${line.enteredQuantity}`,
    acceptedUnits: -line.acceptedUnits,
    quarantinedUnits: -line.quarantinedUnits,
    rejectedUnits: -line.rejectedUnits,
    reason,
    documentMinor: -line.documentMinor,
    amountMinor: -line.amountMinor,
    quarantinedDocumentMinor: -line.quarantinedDocumentMinor,
    quarantinedMinor: -line.quarantinedMinor,
    rejectedDocumentMinor: -line.rejectedDocumentMinor,
    rejectedMinor: -line.rejectedMinor,
    inspected: notInspected,
  }
}

const reversedTooEarly: ErrorFact = {
  code: 'reversed_too_early',
  detail: 'Choose the day of the receipt or a later one.',
  pointer: '/reversedOn',
}
