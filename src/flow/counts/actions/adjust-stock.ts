import { ensureLots, type Move, recordMoves } from '#books/inventory'
import { type EntryId, postEntry, type ReadyContext } from '#books/ledger'
import { applyPlan, planAdjust, type ValuationPlan } from '#books/valuation'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { postingContext, postingErrors } from '#records/companies'
import { aheadErrors } from '#records/places'

import {
  type AdjustmentId,
  type AdjustmentKind,
  type AdjustmentLine,
  adjustmentToView,
} from '../adjustment.ts'
import type { AdjustmentView } from '../contract.ts'
import { type PlaceOfCount, readPlaceOfCount } from '../queries/place-of-count.ts'
import { insertAdjustment, type NewAdjustment } from '../store.ts'
import { type CountedLine, type FitLine, readCount } from './read-count.ts'

export type AdjustStock = {
  readonly placeId: string
  readonly adjustedOn: string
  readonly reason: string
  readonly lines: readonly CountedLine[]
}

export type AdjustmentOutcome =
  | { readonly kind: 'posted'; readonly adjustment: AdjustmentView }
  | Refused

/**
 * Brings the books to what was counted: found units come in at the cost that is said or known, lost
 * ones leave at their layers' cost; the difference is shrink.
 *
 * @throws {PermissionError} when the actor may not adjust stock
 */
export function adjustStock(tx: Tx, command: AdjustStock): Promise<AdjustmentOutcome> {
  requirePermission(tx, 'stock.adjust')
  return adjust(tx, 'adjustment', command)
}

/**
 * Brings in what is there when a company starts, at the cost that is said, against the opening
 * balance (rules.md 3, row 19).
 *
 * @throws {PermissionError} when the actor may not adjust stock and post to the ledger
 */
export function openStock(tx: Tx, command: AdjustStock): Promise<AdjustmentOutcome> {
  requirePermission(tx, 'stock.adjust')
  requirePermission(tx, 'ledger.post')
  return adjust(tx, 'opening', command)
}

async function adjust(
  tx: Tx,
  kind: AdjustmentKind,
  command: AdjustStock,
): Promise<AdjustmentOutcome> {
  const place = await readPlaceOfCount(tx, command.placeId)
  if (place === undefined) return refused(placeUnknown)
  const { lines, errors } = await readCount(tx, kind, place, command.lines)
  const asked = { day: command.adjustedOn, documentCurrency: place.companyCurrency }
  const context = await postingContext(tx, { companyId: place.companyId, ...asked })
  const all = [
    ...aheadErrors(tx.now.getTime(), place, {
      day: command.adjustedOn,
      code: 'adjusted_in_future',
      pointer: '/adjustedOn',
    }),
    ...errors,
    ...(context.kind === 'missing' ? postingErrors(context.missing, asked) : []),
  ]
  if (all.length > 0 || context.kind === 'missing') return refused(...all)

  const lotIds = await lotIdsOf(tx, lines)
  const plan = await planAdjust(tx, {
    companyId: place.companyId,
    lines: lines.map((line, at) => ({
      itemId: line.item.id,
      placeId: place.placeId,
      status: line.status,
      isUsable: line.isUsable,
      method: line.item.valuationMethod,
      lotId: lotIds[at] ?? null,
      receivedOn: command.adjustedOn,
      units: line.units,
      valueMinor: line.valueMinor,
    })),
  })
  invariant(plan.kind === 'plan', 'the balances have these units, and so have the layers')
  const head = newAdjustment(tx, kind, command, place)
  return post(tx, head, newLines(tx, lines, lotIds, plan), { context, plan })
}

/** By line; lots that are found for the first time are made. */
async function lotIdsOf(tx: Tx, lines: readonly FitLine[]): Promise<readonly (string | null)[]> {
  const fresh = lines.filter((line) => line.lot !== undefined && line.foundLot === undefined)
  const made = await ensureLots(
    tx,
    fresh.map(({ item, lot }) => ({ itemId: item.id, code: '', ...lot })),
  )
  const idByIndex = new Map(fresh.map((line, at) => [line.index, made[at] ?? null]))
  return lines.map((line) => line.foundLot?.id ?? idByIndex.get(line.index) ?? null)
}

async function post(
  tx: Tx,
  head: NewAdjustment,
  lines: readonly AdjustmentLine[],
  books: { readonly context: ReadyContext; readonly plan: ValuationPlan },
): Promise<AdjustmentOutcome> {
  const entryId = head.entryId as EntryId
  const isOpening = head.kind === 'opening'
  await postEntry(tx, {
    id: entryId,
    key: `stock_adjustment:${head.id}`,
    context: books.context,
    sourceKind: 'stock_adjustment',
    sourceId: head.id,
    memo: head.reason,
    documentCurrency: head.companyCurrency,
    lines: [
      ...books.plan.ledgerLines,
      {
        control: isOpening ? 'opening_balance' : 'shrink',
        amountMinor: -sumOf(lines, (line) => line.valueMinor),
      },
    ],
  })
  await recordMoves(
    tx,
    lines.map((line) => moveOf(head, line)),
  )
  await applyPlan(tx, books.plan, {
    entryId,
    valuedOn: books.context.valuedOn,
    kind: isOpening ? 'opening' : 'adjust',
    causeKind: 'stock_adjustment',
    causeId: head.id,
  })
  const number = await insertAdjustment(tx, head, lines)
  announce(
    tx,
    'stock.adjusted',
    { kind: 'stock_adjustment', id: head.id },
    { number, kind: head.kind, placeId: head.placeId, lineCount: lines.length },
  )
  const posted = { number, postedAt: tx.now, postedByName: tx.actor.name }
  return { kind: 'posted', adjustment: adjustmentToView({ ...head, ...posted }, lines) }
}

function moveOf(head: NewAdjustment, line: AdjustmentLine): Move {
  const here = { kind: 'place', placeId: head.placeId, status: line.status } as const
  const outside = { kind: head.kind === 'opening' ? 'opening' : 'loss' } as const
  const isFound = line.units > 0n
  return {
    key: `stock_adjustment:${line.id}`,
    itemId: line.itemId,
    lotId: line.lotId,
    units: isFound ? line.units : -line.units,
    from: isFound ? outside : here,
    to: isFound ? here : outside,
    movedOn: head.adjustedOn,
    causeKind: 'stock_adjustment',
    causeId: head.id,
  }
}

function newAdjustment(
  tx: Tx,
  kind: AdjustmentKind,
  command: AdjustStock,
  place: PlaceOfCount,
): NewAdjustment {
  return {
    id: tx.newId<'StockAdjustment'>() as AdjustmentId,
    kind,
    companyId: place.companyId,
    companyCurrency: place.companyCurrency,
    placeId: place.placeId,
    placeName: place.placeName,
    adjustedOn: command.adjustedOn,
    reason: command.reason,
    entryId: tx.newId<'JournalEntry'>(),
  }
}

function newLines(
  tx: Tx,
  lines: readonly FitLine[],
  lotIds: readonly (string | null)[],
  plan: ValuationPlan,
): readonly AdjustmentLine[] {
  return lines.map(({ item, lot, foundLot, status, units }, at) => ({
    id: tx.newId<'StockAdjustmentLine'>(),
    lineNo: at + 1,
    itemId: item.id,
    sku: item.sku,
    name: item.name,
    unit: item.unit,
    unitDecimals: item.unitDecimals,
    lotId: lotIds[at] ?? null,
    lotCode: lot?.code ?? null,
    expiresOn: foundLot?.expiresOn ?? lot?.expiresOn ?? null,
    status,
    units,
    valueMinor: plan.lineCosts[at] ?? 0n,
  }))
}

const placeUnknown: ErrorFact = {
  code: 'place_unknown',
  detail: 'Choose a place that is there.',
  pointer: '/placeId',
}
