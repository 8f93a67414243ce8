/** What a supplier's words make of an order's lines, once they stand. */
import { fromBaseUnits, type Measure, unitsIn } from '#kernel/quantity'

import { contentHashOf } from '../content-hash.ts'
import { keepTerms, totalMinor } from '../rules/terms.ts'
import type { AnswerEffect, AnswerLine } from '../store/answers.ts'
import type { OrderForWork, OrderLineForWork } from '../store/order-for-work.ts'

/** The line as it stands when what the supplier said to it is accepted. */
export function accepted(
  line: OrderLineForWork,
  said: AnswerLine,
  measure: Measure | undefined,
): OrderLineForWork {
  if (said.kind === 'refuse' || said.units === null || said.price === null) {
    const cancelledUnits = line.orderedUnits
    const stateReason = said.comment
    return {
      ...line,
      state: 'cancelled',
      answer: 'refused',
      stateReason,
      cancelledUnits,
      confirmedUnits: 0n,
    }
  }
  const promisedOn = said.promisedOn ?? line.requestedOn
  const isAsAsked =
    said.units === line.orderedUnits &&
    promisedOn === line.requestedOn &&
    said.price.amountE4 === line.price.amountE4 &&
    said.price.perUnits === line.price.perUnits
  return {
    ...line,
    ...enteredAs(said.units, line, measure),
    orderedUnits: said.units,
    confirmedUnits: said.units,
    price: said.price,
    promisedOn,
    expectedOn: promisedOn,
    answer: isAsAsked ? 'accepted' : 'changed',
  }
}

/** In the unit the buyer typed where it comes out exactly, else in the stocking unit. */
function enteredAs(
  units: bigint,
  line: OrderLineForWork,
  measure: Measure | undefined,
): Pick<OrderLineForWork, 'enteredQuantity' | 'enteredUnit'> {
  if (units === line.orderedUnits || measure === undefined) return line
  const quantity = unitsIn(units, line.enteredUnit, measure)
  if (quantity !== undefined) return { enteredQuantity: quantity, enteredUnit: line.enteredUnit }
  return { enteredQuantity: fromBaseUnits(units, measure.unitDecimals), enteredUnit: measure.unit }
}

export type Effect = { readonly order: OrderForWork; readonly effect: AnswerEffect }

/** The order after these lines changed, and what to write of it. */
export function effectOn(order: OrderForWork, changed: readonly OrderLineForWork[]): Effect {
  const byId = new Map(changed.map((line) => [line.id, line]))
  const lines = order.lines.map((line) => byId.get(line.id) ?? line)
  const after = { ...order, lines, totalMinor: totalMinor(lines), contentHash: '' }
  const contentHash = contentHashOf(after)
  // Terms that wait for their release keep waiting, whatever becomes of an older answer.
  const isReleased = order.contentHash === order.releasedHash
  const releasedHash = isReleased ? contentHash : order.releasedHash
  const isNewVersion =
    isReleased && changed.some((line) => line.answer === 'changed' || line.answer === 'refused')
  const termsVersion = order.termsVersion + (isNewVersion ? 1 : 0)
  return {
    order: {
      ...after,
      contentHash,
      releasedHash,
      termsVersion,
      version: order.version + 1,
    },
    effect: {
      lines: changed,
      totalMinor: after.totalMinor,
      contentHash,
      releasedHash,
      terms: isNewVersion ? keepTerms(after) : undefined,
      isHeld: false,
    },
  }
}

/** The same, held until another person has approved the new terms and they are released again. */
export function heldOn(before: OrderForWork, { order, effect }: Effect): Effect {
  const { termsVersion, releasedHash } = before
  return {
    order: { ...order, lifecycle: 'on_hold', termsVersion, releasedHash, approvedAt: null },
    effect: { ...effect, releasedHash, terms: undefined, isHeld: true },
  }
}
