import { lockWishes, type Move, recordMoves } from '#books/inventory'
import { applyPlan, layersOfCause, planRelease, type ReleaseLine } from '#books/valuation'
import { recordInspected } from '#flow/purchasing'
import type { Id } from '#kernel/brand'
import { dayAt } from '#kernel/day'
import { invariant } from '#kernel/invariant'
import { type NotFound, type Refused, refused } from '#platform/change'
import { announce } from '#platform/outbox'
import type { QuantityWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { readItemFacts } from '#records/items'

import { readReceiptWithLines } from '../queries/read-receipt.ts'
import { type Receipt, type ReceiptId, type ReceiptView, receiptToView } from '../receipt.ts'
import { judge } from '../rules/inspection.ts'
import { insertInspections, type NewInspection } from '../store.ts'
import { lockReceipt, quarantinedNow, standingErrors } from './lock-receipt.ts'
import { type JudgedLine, readJudgements, shortageErrors } from './read-judgements.ts'

export type Inspect = {
  readonly receiptId: ReceiptId
  readonly inspectedOn?: string | undefined
  readonly lines: readonly {
    readonly receiptLineId: string
    readonly passed?: QuantityWire | undefined
    readonly failed?: QuantityWire | undefined
    readonly note?: string | undefined
  }[]
}

export type InspectOutcome =
  | { readonly kind: 'inspected'; readonly receipt: ReceiptView }
  | Refused
  | NotFound

/**
 * Judges quarantined units: those that pass become usable stock, those that fail wait to be sent
 * back. Their value goes with them; no money moves.
 *
 * @throws {PermissionError} when the actor may not post receipts
 */
export async function inspect(tx: Tx, command: Inspect): Promise<InspectOutcome> {
  requirePermission(tx, 'receipts.post')

  const locked = await lockReceipt(tx, command.receiptId)
  if (locked === undefined) return { kind: 'not_found' }
  const { receipt } = locked
  const standing = standingErrors(receipt)
  if (standing.length > 0) return refused(...standing)
  const itemIds = [...new Set(locked.lines.map((line) => line.itemId as Id<'Item'>))]
  const items = await readItemFacts(tx, itemIds)
  const { lines, errors } = readJudgements(locked.lines, items, command.lines)
  const missing = await lockWishes(
    tx,
    lines.map(({ line, passedUnits, failedUnits }) => ({
      itemId: line.itemId,
      placeId: receipt.placeId,
      status: 'quarantine',
      lotId: line.lotId,
      units: passedUnits + failedUnits,
    })),
  )
  const all = [...errors, ...shortageErrors(lines, missing)]
  if (all.length > 0) return refused(...all)

  await move(tx, receipt, lines, command.inspectedOn ?? dayAt(tx.now.getTime(), 'UTC'))
  await insertInspections(tx, lines.map(toInspection))
  await recordInspected(tx, {
    cause: { kind: 'inspection', id: receipt.id },
    deltas: lines.map(({ line, passedUnits, failedUnits }) => ({
      orderLineId: line.orderLineId,
      passedUnits,
      failedUnits,
    })),
  })
  tell(tx, receipt, lines)
  const after = await readReceiptWithLines(tx, receipt.id)
  invariant(after !== undefined, 'an inspected receipt is there')
  return { kind: 'inspected', receipt: receiptToView(after.receipt, after.lines) }
}

/** The layers this very receipt brought go first, so that each unit keeps its own value. */
async function move(
  tx: Tx,
  receipt: Receipt,
  lines: readonly JudgedLine[],
  movedOn: string,
): Promise<void> {
  const own = await layersOfCause(tx, receipt.id)
  const layerIds = new Set(own.map((layer) => layer.layerId))
  const parts = lines.flatMap((line) => partsOf(line, receipt, movedOn))
  const plan = await planRelease(tx, {
    companyId: receipt.companyId,
    lines: parts.map((part) => ({ ...part.release, layerIds })),
  })
  invariant(plan.kind === 'plan', 'the balances have these units, and so have the layers')
  await recordMoves(
    tx,
    parts.map((part) => part.move),
  )
  await applyPlan(tx, plan, {
    entryId: null,
    valuedOn: movedOn,
    kind: 'transfer',
    causeKind: 'inspection',
    causeId: receipt.id,
  })
}

type Part = { readonly release: ReleaseLine; readonly move: Move }

function partsOf(judged: JudgedLine, receipt: Receipt, movedOn: string): readonly Part[] {
  const { line, method, passedUnits, failedUnits } = judged
  const before = line.inspected.passedUnits + line.inspected.failedUnits
  const parts = [
    { toStatus: 'available', toIsUsable: true, units: passedUnits },
    { toStatus: 'rejected', toIsUsable: false, units: failedUnits },
  ]
  const { itemId, lotId, orderLineId } = line
  const { placeId } = receipt
  return parts
    .filter((part) => part.units > 0n)
    .map(({ toStatus, toIsUsable, units }) => ({
      release: {
        itemId,
        placeId,
        lotId,
        orderLineId,
        units,
        fromStatus: 'quarantine',
        toStatus,
        toIsUsable,
        method,
      },
      move: {
        key: `inspection:${line.id}:${before}:${toStatus}`,
        itemId,
        lotId,
        units,
        from: { kind: 'place', placeId, status: 'quarantine' },
        to: { kind: 'place', placeId, status: toStatus },
        movedOn,
        causeKind: 'inspection',
        causeId: receipt.id,
        orderLineId,
      },
    }))
}

function toInspection(judged: JudgedLine): NewInspection {
  const { line, passedUnits, failedUnits, note } = judged
  const left = {
    units: quarantinedNow(line),
    documentMinor: line.quarantinedDocumentMinor - line.inspected.documentMinor,
    amountMinor: line.quarantinedMinor - line.inspected.amountMinor,
  }
  const { passed, failed } = judge(left, passedUnits, failedUnits)
  return {
    receiptLineId: line.id,
    passedUnits,
    failedUnits,
    documentMinor: passed.documentMinor + failed.documentMinor,
    amountMinor: passed.amountMinor + failed.amountMinor,
    failedDocumentMinor: failed.documentMinor,
    failedMinor: failed.amountMinor,
    note,
  }
}

function tell(tx: Tx, receipt: Receipt, lines: readonly JudgedLine[]): void {
  announce(
    tx,
    'goods.inspected',
    { kind: 'receipt', id: receipt.id },
    {
      number: receipt.number,
      orderId: receipt.orderId,
      placeId: receipt.placeId,
      lines: lines.map(({ line, passedUnits, failedUnits }) => ({
        orderLineId: line.orderLineId,
        itemId: line.itemId,
        passedUnits,
        failedUnits,
      })),
    },
  )
}
