import { isNonEmpty } from '#kernel/list'
import { amountMinorMax } from '#kernel/value'
import type { Stale } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { voidApprovals } from '#records/approvals'

import { contentHashOf } from '../content-hash.ts'
import type { ChangeOrderInput } from '../contract.ts'
import { readOrderFacts } from '../queries/order-facts.ts'
import { staleOrder } from '../queries/stale-order.ts'
import { type Reason, type Refused, refused } from '../refusal.ts'
import { whyUnchangeable } from '../rules/change.ts'
import { isTooFarOff, totalMinor } from '../rules/terms.ts'
import { type HeadChange, type LinesChange, writeChange } from '../store/change.ts'
import type { LineTerms } from '../store/create.ts'
import { lockOrder } from '../store/lock.ts'
import type { OrderForWork, OrderLineForWork } from '../store/order-for-work.ts'
import { askIfNeeded } from './ask-approval.ts'
import { freshLine } from './draft-order.ts'
import { planLines, tooFarOff } from './plan-lines.ts'
import { reviseExpected } from './revise-expected.ts'
import type { OrderCommand } from './submit-order.ts'

export type ChangeOrder = OrderCommand & { readonly changes: ChangeOrderInput }

export type ChangeOrderOutcome =
  | {
      readonly kind: 'changed'
      readonly order: OrderForWork
      /** `not_submitted`: a draft; the others: what the change waits for, if for anything. */
      readonly approval: 'not_submitted' | 'not_needed' | 'pending'
    }
  | Refused
  | Stale

/**
 * Changes an order's terms. A draft is simply rewritten. A released order is put on hold with its new
 * terms, which are submitted at once; releasing them makes the next version. Whatever changes the
 * terms voids what was approved.
 *
 * @throws {PermissionError} when the actor may not write orders
 */
export async function changeOrder(tx: Tx, command: ChangeOrder): Promise<ChangeOrderOutcome> {
  requirePermission(tx, 'orders.write')

  const order = await lockOrder(tx, command.orderId)
  if (order === undefined) return refused('not_found')
  const stale = await staleOrder(tx, order, command.ifMatch)
  if (stale !== undefined) return stale
  if (order.lifecycle === 'closed' || order.lifecycle === 'cancelled') {
    return refused('order_not_open', { code: 'order_not_open', lifecycle: order.lifecycle })
  }
  const planned = await planChange(tx, order, command.changes)
  if (planned.kind === 'refused') return planned
  const { lines, after } = planned
  if (after.totalMinor > amountMinorMax) return refused('order_total_too_large')
  return write(tx, { order, after, lines }, command.changes)
}

type Planned = {
  readonly kind: 'planned'
  readonly lines: LinesChange
  readonly after: OrderForWork
}

async function planChange(
  tx: Tx,
  order: OrderForWork,
  changes: ChangeOrderInput,
): Promise<Planned | Refused> {
  const { requestedOn = order.requestedOn } = changes
  if (isTooFarOff(order.orderedOn, requestedOn)) {
    return refused('order_invalid', tooFarOff('/requestedOn'))
  }
  const lines = await planLinesChange(tx, order, changes)
  if (lines.kind === 'refused') return lines
  const reasons = floorReasons(order, lines.change)
  if (isNonEmpty(reasons)) return refused(reasons[0].code, ...reasons)
  const head = {
    requestedOn,
    paymentTermsDays: changes.paymentTermsDays ?? order.paymentTermsDays,
    incoterm: changes.incoterm ?? order.incoterm,
    supplierNote: changes.supplierNote ?? order.supplierNote,
  }
  const standing = linesAfter(order, lines.change)
  const after = { ...order, ...head, lines: standing, totalMinor: totalMinor(standing) }
  return {
    kind: 'planned',
    lines: lines.change,
    after: { ...after, lineCount: standing.length, contentHash: contentHashOf(after) },
  }
}

async function planLinesChange(
  tx: Tx,
  order: OrderForWork,
  changes: ChangeOrderInput,
): Promise<{ readonly kind: 'planned'; readonly change: LinesChange } | Refused> {
  const nothing = { removedIds: [], cancelledIds: [], changed: [], added: [] }
  if (changes.lines === undefined) return { kind: 'planned', change: nothing }
  const open = order.lines.filter((line) => line.state === 'open')
  const known = new Map<string, OrderLineForWork>(open.map((line) => [line.id, line]))
  const planned = await planLines(tx, {
    supplierId: order.supplierId,
    placeId: order.placeId,
    currency: order.currency,
    orderedOn: order.orderedOn,
    requestedOn: changes.requestedOn ?? order.requestedOn,
    lines: changes.lines,
    known,
    lastLineNo: Math.max(...order.lines.map((line) => line.lineNo)),
  })
  if (planned.kind === 'wrong') return refused('order_invalid', ...planned.errors)
  const kept = new Set<string>(planned.lines.map((line) => line.id))
  const gone = open.filter((line) => !kept.has(line.id)).map((line) => line.id)
  const isDraft = order.lifecycle === 'draft'
  const changed = planned.lines.filter((line) => {
    const before = known.get(line.id)
    return before !== undefined && isOtherTerms(before, line)
  })
  return {
    kind: 'planned',
    change: {
      removedIds: isDraft ? gone : [],
      cancelledIds: isDraft ? [] : gone,
      // The old promise was for other terms.
      changed: changed.map((line) => ({ ...line, expectedOn: line.requestedOn })),
      added: planned.lines.filter((line) => !known.has(line.id)),
    },
  }
}

function isOtherTerms(before: OrderLineForWork, after: LineTerms): boolean {
  return (
    before.orderedUnits !== after.orderedUnits ||
    before.price.amountE4 !== after.price.amountE4 ||
    before.price.perUnits !== after.price.perUnits ||
    before.requestedOn !== after.requestedOn ||
    before.description !== after.description ||
    before.supplierSku !== after.supplierSku ||
    before.replacesRejects !== after.replacesRejects
  )
}

function floorReasons(order: OrderForWork, change: LinesChange): readonly Reason[] {
  const wantedById = new Map(change.changed.map((line) => [line.id, line]))
  const gone = new Set(change.cancelledIds)
  return order.lines.flatMap((line): readonly Reason[] => {
    const wanted = wantedById.get(line.id)
    return wanted === undefined && !gone.has(line.id) ? [] : whyUnchangeable(line, wanted)
  })
}

function linesAfter(order: OrderForWork, change: LinesChange): readonly OrderLineForWork[] {
  const changedById = new Map(change.changed.map((line) => [line.id, line]))
  const removed = new Set(change.removedIds)
  const cancelled = new Set(change.cancelledIds)
  const kept = order.lines.flatMap((line): readonly OrderLineForWork[] => {
    if (removed.has(line.id)) return []
    if (cancelled.has(line.id)) return [takenOff(line)]
    const changed = changedById.get(line.id)
    return [changed === undefined ? line : withTerms(line, changed)]
  })
  return [...kept, ...change.added.map((line) => freshLine(order.id, line))]
}

function takenOff(line: OrderLineForWork): OrderLineForWork {
  return {
    ...line,
    state: 'cancelled',
    stateReason: 'taken_off',
    cancelledUnits: line.orderedUnits,
  }
}

function withTerms(line: OrderLineForWork, terms: LineTerms): OrderLineForWork {
  const { itemId } = line
  return { ...line, ...terms, itemId, promisedOn: null, confirmedUnits: 0n, answer: 'none' }
}

type Change = {
  readonly order: OrderForWork
  readonly after: OrderForWork
  readonly lines: LinesChange
}

async function write(
  tx: Tx,
  { order, after, lines }: Change,
  changes: ChangeOrderInput,
): Promise<ChangeOrderOutcome> {
  const isMaterial = after.contentHash !== order.contentHash
  const isDraft = order.lifecycle === 'draft'
  const submits =
    isMaterial && after.contentHash !== order.releasedHash && (!isDraft || changes.submit === true)
  const facts = submits ? await readOrderFacts(tx, { ...order, day: order.orderedOn }) : {}
  const head = headChange(tx, { order, after, lines }, { isMaterial, submits, changes })
  await writeChange(tx, order.id, head, lines)
  const subject = { kind: 'purchase_order', id: order.id }
  if (isMaterial) await voidApprovals(tx, { subjectKind: subject.kind, subjectId: order.id })
  const now = { ...after, lifecycle: head.lifecycle, version: order.version + 1 }
  await reviseExpected(tx, subject, [{ ...now, changed: touchedLines(order, now, lines) }])
  const lineNos = touchedLines(order, now, lines).map((line) => line.lineNo)
  announce(tx, 'order.changed', subject, { isMaterial, lineNos, totalMinor: now.totalMinor })
  const approval =
    facts.company === undefined ? 'not_submitted' : await askIfNeeded(tx, now, facts.company)
  return { kind: 'changed', order: now, approval }
}

function headChange(
  tx: Tx,
  { order, after }: Change,
  given: {
    readonly isMaterial: boolean
    readonly submits: boolean
    readonly changes: ChangeOrderInput
  },
): HeadChange {
  return {
    requestedOn: after.requestedOn,
    paymentTermsDays: after.paymentTermsDays,
    incoterm: after.incoterm,
    note: given.changes.note,
    supplierNote: after.supplierNote,
    totalMinor: after.totalMinor,
    lineCount: after.lineCount,
    contentHash: after.contentHash,
    ...lifeAfter(order, after, given.isMaterial),
    ...stampsAfter(tx, { order, after }, given),
  }
}

/** Other terms are submitted and approved anew; those the supplier has already were. */
function stampsAfter(
  tx: Tx,
  { order, after }: Pick<Change, 'order' | 'after'>,
  given: { readonly isMaterial: boolean; readonly submits: boolean },
): Pick<HeadChange, 'submittedAt' | 'approvedAt'> {
  if (!given.isMaterial) return order
  if (after.contentHash === order.releasedHash) {
    return { submittedAt: order.releasedAt, approvedAt: order.releasedAt }
  }
  return { submittedAt: given.submits ? tx.now : null, approvedAt: null }
}

/** Terms the supplier does not have yet hold the order; terms it has again let it go on. */
function lifeAfter(
  order: OrderForWork,
  after: OrderForWork,
  isMaterial: boolean,
): Pick<HeadChange, 'lifecycle' | 'lifecycleReason'> {
  if (!isMaterial || order.lifecycle === 'draft') {
    return { lifecycle: order.lifecycle, lifecycleReason: undefined }
  }
  return after.contentHash === order.releasedHash
    ? { lifecycle: 'released', lifecycleReason: '' }
    : { lifecycle: 'on_hold', lifecycleReason: 'changed' }
}

/** Lines whose goods are expected otherwise now; those removed are told as cancelled. */
function touchedLines(
  order: OrderForWork,
  after: OrderForWork,
  change: LinesChange,
): readonly OrderLineForWork[] {
  const removed = new Set(change.removedIds)
  const touched = new Set<string>([
    ...change.cancelledIds,
    ...change.changed.map((line) => line.id),
    ...change.added.map((line) => line.id),
  ])
  return [
    ...after.lines.filter((line) => touched.has(line.id)),
    ...order.lines.filter((line) => removed.has(line.id)).map(takenOff),
  ]
}
