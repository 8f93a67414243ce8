import { type Move, recordMoves } from '#books/inventory'
import { type EntryId, postEntry, type ReadyContext, recordGrni } from '#books/ledger'
import { applyPlan, planReceive, type ReceiveLine, type ValuationMethod } from '#books/valuation'
import { sumOf } from '#kernel/list'
import type { Tx } from '#platform/work'

import type { ReceiptLine } from '../receipt.ts'
import type { NewReceipt } from '../store.ts'

export type Booking = {
  readonly context: ReadyContext
  readonly receipt: NewReceipt
  readonly lines: readonly ReceiptLine[]
  readonly methodOf: ReadonlyMap<string, ValuationMethod>
}

/** What the books must know of a receipt: its value, its layers, its moves and its accrual. */
export async function bookReceipt(tx: Tx, booking: Booking): Promise<void> {
  const { context, receipt, lines } = booking
  const entryId = receipt.entryId as EntryId
  const cause = { causeKind: 'receipt', causeId: receipt.id }
  const plan = planReceive(tx, {
    companyId: receipt.companyId,
    lines: lines.flatMap((line) => receiveLines(booking, line)),
  })
  await postEntry(tx, {
    id: entryId,
    key: `receipt:${receipt.id}`,
    context,
    sourceKind: 'receipt',
    sourceId: receipt.id,
    memo: `Receipt of ${receipt.orderNumber}`,
    documentCurrency: receipt.currency,
    lines: [
      ...plan.ledgerLines,
      {
        control: 'grni',
        amountMinor: -sumOf(lines, (line) => line.amountMinor),
        documentMinor: -sumOf(lines, (line) => line.documentMinor),
        supplierId: receipt.supplierId,
      },
    ],
  })
  // Balances before layers, as whoever takes units out locks them.
  await recordMoves(
    tx,
    lines.flatMap((line) => movesOf(receipt, line)),
  )
  await applyPlan(tx, plan, { entryId, valuedOn: context.valuedOn, kind: 'receive', ...cause })
  await recordGrni(
    tx,
    {
      entryId,
      companyId: receipt.companyId,
      supplierId: receipt.supplierId,
      documentCurrency: receipt.currency,
      onDay: context.valuedOn,
      causeId: receipt.id,
      kind: 'received',
    },
    lines.map((line) => ({
      orderLineId: line.orderLineId,
      units: line.acceptedUnits + line.quarantinedUnits + line.rejectedUnits,
      documentMinor: line.documentMinor,
      amountMinor: line.amountMinor,
    })),
  )
}

/** Each part of a line goes into a layer of its own: usable, or held in its status. */
function receiveLines({ receipt, methodOf }: Booking, line: ReceiptLine): readonly ReceiveLine[] {
  return partsOf(line).map(({ status, units, valueMinor }) => ({
    itemId: line.itemId,
    placeId: receipt.placeId,
    status,
    isUsable: status === 'available',
    method: methodOf.get(line.itemId) ?? 'fifo',
    lotId: line.lotId,
    orderLineId: line.orderLineId,
    receivedOn: receipt.receivedOn,
    units,
    valueMinor,
  }))
}

function movesOf(receipt: NewReceipt, line: ReceiptLine): readonly Move[] {
  return partsOf(line).map(({ status, units }) => ({
    key: `receipt:${line.id}:${status}`,
    itemId: line.itemId,
    lotId: line.lotId,
    units,
    from: { kind: 'supplier' },
    to: { kind: 'place', placeId: receipt.placeId, status },
    movedOn: receipt.receivedOn,
    causeKind: 'receipt',
    causeId: receipt.id,
    orderLineId: line.orderLineId,
  }))
}

function partsOf(line: ReceiptLine) {
  const { quarantinedMinor, rejectedMinor } = line
  const usableMinor = line.amountMinor - quarantinedMinor - rejectedMinor
  const parts = [
    { status: 'available', units: line.acceptedUnits, valueMinor: usableMinor },
    { status: 'quarantine', units: line.quarantinedUnits, valueMinor: quarantinedMinor },
    { status: 'rejected', units: line.rejectedUnits, valueMinor: rejectedMinor },
  ] as const
  return parts.filter((part) => part.units > 0n)
}
