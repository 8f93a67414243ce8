/**
 * What an order's lines add up to: how far it is along each axis. Nothing here is stored; lists and
 * the one order ask the same functions.
 */
import { sumOf } from '#kernel/list'
import { type Price, valueMinor } from '#kernel/value'

import type { Lifecycle } from './order-life.ts'
import {
  billableUnits,
  type LineAnswer,
  type LineQuantities,
  openUnits,
  receivedUnits,
} from './order-line.ts'

export type RollUpLine = LineQuantities & {
  readonly price: Price
  readonly answer: LineAnswer
  readonly expectedOn: string
  /** Decimals of the stocking unit: base units of different items are only summed as stocking units. */
  readonly unitDecimals: number
}

export type OrderStatus =
  | 'draft'
  | 'pending_approval'
  | 'approved'
  | 'released'
  | 'in_fulfilment'
  | 'completed'
  | 'on_hold'
  | 'closed'
  | 'cancelled'

export type Progress = 'none' | 'partial' | 'full' | 'over'
export type AnswerProgress = 'none' | 'partial' | 'full' | 'exception'
export type Approval = 'approved' | 'pending' | 'rejected' | 'none'

export type RollUps = {
  readonly status: OrderStatus
  readonly answer: AnswerProgress
  readonly receipt: Progress
  readonly invoice: Progress
  readonly isLate: boolean
  /** In millionths of a stocking unit, summed over lines. */
  readonly orderedE6: bigint
  readonly confirmedE6: bigint
  readonly shippedE6: bigint
  readonly receivedE6: bigint
  readonly invoicedE6: bigint
  readonly receivedMinor: bigint
  readonly invoicedMinor: bigint
}

export const unitsE6Decimals = 6

/** @param today in the place's calendar */
export function rollUp(
  order: { readonly lifecycle: Lifecycle; readonly approval: Approval },
  lines: readonly RollUpLine[],
  today: string,
): RollUps {
  const standing = lines.filter((line) => line.state !== 'cancelled')
  const receipt = receiptProgress(standing)
  const invoice = invoiceProgress(standing)
  const sumE6 = (unitsOf: (line: RollUpLine) => bigint) =>
    sumOf(standing, (line) => unitsOf(line) * 10n ** BigInt(unitsE6Decimals - line.unitDecimals))
  return {
    status: statusOf(order, receipt, invoice),
    answer: answerProgress(order.lifecycle, lines),
    receipt,
    invoice,
    isLate: order.lifecycle === 'released' && standing.some((line) => isLate(line, today)),
    orderedE6: sumE6((line) => line.orderedUnits - line.cancelledUnits),
    confirmedE6: sumE6((line) => line.confirmedUnits),
    shippedE6: sumE6((line) => line.shippedUnits),
    receivedE6: sumE6(receivedUnits),
    invoicedE6: sumE6((line) => line.invoicedUnits),
    receivedMinor: sumOf(standing, (line) => valueMinor(receivedUnits(line), line.price)),
    invoicedMinor: sumOf(standing, (line) => valueMinor(line.invoicedUnits, line.price)),
  }
}

/** True when units still to come are expected before today. */
export function isLate(line: RollUpLine, today: string): boolean {
  return openUnits(line) > 0n && line.expectedOn < today
}

function statusOf(
  order: { readonly lifecycle: Lifecycle; readonly approval: Approval },
  receipt: Progress,
  invoice: Progress,
): OrderStatus {
  if (order.lifecycle === 'draft') return draftStatus(order.approval)
  if (order.lifecycle !== 'released') return order.lifecycle
  const isThrough = (progress: Progress) => progress === 'full' || progress === 'over'
  if (isThrough(receipt) && isThrough(invoice)) return 'completed'
  return receipt === 'none' && invoice === 'none' ? 'released' : 'in_fulfilment'
}

function draftStatus(approval: Approval): OrderStatus {
  if (approval === 'pending') return 'pending_approval'
  return approval === 'approved' ? 'approved' : 'draft'
}

function answerProgress(lifecycle: Lifecycle, lines: readonly RollUpLine[]): AnswerProgress {
  if (lines.some((line) => line.answer === 'to_review')) return 'exception'
  const asked = lines.filter((line) => line.state === 'open')
  const answered = asked.filter((line) => line.answer !== 'none')
  if (answered.length === 0)
    return lines.some((line) => line.answer === 'refused') ? 'full' : 'none'
  return answered.length === asked.length && lifecycle !== 'draft' ? 'full' : 'partial'
}

function receiptProgress(lines: readonly RollUpLine[]): Progress {
  if (lines.some((line) => receivedUnits(line) > line.orderedUnits)) {
    return 'over'
  }
  if (lines.every((line) => openUnits(line) === 0n)) {
    return lines.some((line) => receivedUnits(line) > 0n) ? 'full' : 'none'
  }
  return lines.some((line) => receivedUnits(line) > 0n) ? 'partial' : 'none'
}

function invoiceProgress(lines: readonly RollUpLine[]): Progress {
  if (lines.some((line) => line.invoicedUnits > billableUnits(line))) return 'over'
  const isAll = lines.every((line) => line.invoicedUnits >= billableUnits(line))
  const isAny = lines.some((line) => line.invoicedUnits > 0n)
  if (isAny) return isAll ? 'full' : 'partial'
  // Nothing of it is good or still to come, so nothing will be billed.
  const isNothingToBill = lines.some((line) => receivedUnits(line) > 0n) && isAll
  return isNothingToBill ? 'full' : 'none'
}
