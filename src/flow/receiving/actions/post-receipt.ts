import { ensureLots } from '#books/inventory'
import { lockGrni, noGrni, type ReadyContext } from '#books/ledger'
import { type OrderLineId, recordReceived } from '#flow/purchasing'
import { minorDigits } from '#kernel/currency'
import { type Refused, refused } from '#platform/change'
import { requirePermission, type Tx } from '#platform/work'
import { postingContext, postingErrors } from '#records/companies'

import {
  notInspected,
  type ReceiptId,
  type ReceiptLine,
  type ReceiptLineId,
  type ReceiptView,
  receiptToView,
} from '../receipt.ts'
import { type Standing, valueDelivery } from '../rules/delivery-value.ts'
import type { ReceiptWorth } from '../rules/receipt-value.ts'
import { insertReceipt, type NewReceipt } from '../store.ts'
import { bookReceipt } from './book-receipt.ts'
import {
  type FitDelivery,
  type FitLine,
  type ReceiptToRead,
  readDelivery,
} from './read-delivery.ts'
import { endingLines, type RemarkView, remarkViews } from './remark-delivery.ts'
import { tellReceived } from './tell-received.ts'

export type PostReceipt = ReceiptToRead & {
  readonly deliveryNote?: string | undefined
  readonly sourceSystem?: string | undefined
  readonly externalId?: string | undefined
}

export type PostReceiptOutcome =
  | {
      readonly kind: 'posted'
      readonly receipt: ReceiptView
      readonly remarks: readonly RemarkView[]
    }
  | Refused

/** Everything decided, nothing written yet. */
type Posting = Omit<FitDelivery, 'lines'> & {
  readonly context: ReadyContext
  readonly lines: readonly ValuedLine[]
  readonly endsShort: ReadonlySet<OrderLineId>
}

type ValuedLine = FitLine & { readonly worth: ReceiptWorth }

/**
 * Takes a delivery in: stock with its cost, the accrual for what is not invoiced yet, and the order's
 * quantities, in one transaction.
 *
 * @throws {PermissionError} when the actor may not post receipts
 */
export async function postReceipt(tx: Tx, command: PostReceipt): Promise<PostReceiptOutcome> {
  requirePermission(tx, 'receipts.post')

  const delivery = await readDelivery(tx, command)
  if (delivery.kind === 'refused') return delivery
  const { order } = delivery
  const asked = { day: command.receivedOn, documentCurrency: order.currency }
  const context = await postingContext(tx, { companyId: order.companyId, ...asked })
  if (context.kind === 'missing') return refused(...postingErrors(context.missing, asked))

  const exchange = {
    rateE10: context.rateE10,
    fromDigits: minorDigits(order.currency) ?? 2,
    toDigits: minorDigits(context.companyCurrency) ?? 2,
  }
  const lines = valueDelivery(delivery.lines, await standingsOf(tx, delivery), exchange)
  return post(tx, command, {
    ...delivery,
    context,
    lines,
    endsShort: endingLines(delivery, exchange),
  })
}

/** The accrual matters only where something was invoiced, so it is asked only then. */
async function standingsOf(tx: Tx, { lines }: FitDelivery): Promise<ReadonlyMap<string, Standing>> {
  const invoiced = lines.filter(({ ordered }) => ordered.invoicedUnits > 0n)
  const ids = [...new Set(invoiced.map((line) => line.orderLineId))]
  const accruals = ids.length === 0 ? new Map() : await lockGrni(tx, ids)
  return new Map(
    lines.map(({ orderLineId, ordered }) => [
      orderLineId,
      {
        price: ordered.price,
        netReceivedUnits:
          ordered.acceptedUnits +
          ordered.quarantinedUnits +
          ordered.rejectedUnits -
          ordered.returnedRejectedUnits -
          ordered.returnedAcceptedUnits,
        accrual: accruals.get(orderLineId) ?? noGrni,
      },
    ]),
  )
}

async function post(tx: Tx, command: PostReceipt, posting: Posting): Promise<PostReceiptOutcome> {
  const receipt = newReceipt(tx, command, posting)
  const lots = posting.lines.filter((line) => line.lot !== undefined)
  const lotIds = await ensureLots(
    tx,
    lots.map(({ item, lot }) => ({ itemId: item.id, code: '', ...lot })),
  )
  const lotIdByIndex = new Map(lots.map((line, at) => [line.index, lotIds[at] ?? null]))
  const lines = posting.lines.map((line, at) =>
    newLine(tx, line, at, lotIdByIndex.get(line.index) ?? null),
  )
  const methodOf = new Map(posting.lines.map(({ item }) => [item.id, item.valuationMethod]))
  await bookReceipt(tx, { context: posting.context, receipt, lines, methodOf })
  const number = await insertReceipt(tx, receipt, lines)
  await recordReceived(tx, {
    orderId: posting.order.id,
    receivedAt: tx.now,
    cause: { kind: 'receipt', id: receipt.id },
    deltas: lines,
    completes: [...posting.endsShort],
  })
  tellReceived(tx, { ...receipt, number }, lines)
  const posted = { reversedById: null, postedAt: tx.now, postedByName: tx.actor.name }
  return {
    kind: 'posted',
    receipt: receiptToView({ ...receipt, ...posted, number }, lines),
    remarks: remarkViews(posting, command.receivedOn, posting.endsShort),
  }
}

function newReceipt(tx: Tx, command: PostReceipt, posting: Posting): NewReceipt {
  const { order, facts, context } = posting
  return {
    id: tx.newId<'Receipt'>() as ReceiptId,
    companyId: order.companyId,
    companyCurrency: context.companyCurrency,
    supplierId: order.supplierId,
    supplierName: facts.supplierName,
    placeId: facts.placeId,
    placeName: facts.placeName,
    orderId: order.id,
    orderNumber: order.number ?? '',
    receivedOn: command.receivedOn,
    deliveryNote: command.deliveryNote ?? '',
    currency: order.currency,
    rateE10: context.rateE10,
    reversesId: null,
    entryId: tx.newId<'JournalEntry'>(),
    sourceSystem: command.sourceSystem ?? '',
    externalId: command.externalId ?? '',
  }
}

function newLine(tx: Tx, line: ValuedLine, at: number, lotId: string | null): ReceiptLine {
  const { ordered, item } = line
  const { total, quarantined, rejected } = line.worth
  return {
    id: tx.newId<'ReceiptLine'>() as ReceiptLineId,
    lineNo: at + 1,
    orderLineId: ordered.id,
    orderLineNo: ordered.lineNo,
    itemId: item.id,
    sku: item.sku,
    name: item.name,
    unit: item.unit,
    unitDecimals: item.unitDecimals,
    enteredQuantity: line.entered.quantity,
    enteredUnit: line.entered.unit,
    lotId,
    lotCode: line.lot?.code ?? null,
    expiresOn: line.lot?.expiresOn ?? null,
    acceptedUnits: line.acceptedUnits,
    quarantinedUnits: line.quarantinedUnits,
    rejectedUnits: line.rejectedUnits,
    reason: line.reason,
    documentMinor: total.documentMinor,
    amountMinor: total.amountMinor,
    quarantinedDocumentMinor: quarantined.documentMinor,
    quarantinedMinor: quarantined.amountMinor,
    rejectedDocumentMinor: rejected.documentMinor,
    rejectedMinor: rejected.amountMinor,
    inspected: notInspected,
  }
}
