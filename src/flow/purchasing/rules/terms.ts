/** The terms of an order: what an approval approves, what a version keeps, how two versions differ. */
import { daysBetween } from '#kernel/day'
import { sumOf } from '#kernel/list'
import { type Price, valueMinor } from '#kernel/value'

import type { LineState } from './order-line.ts'

/** Nobody asks for, or promises, a day further off than this after the order's own: ten years. */
export const deliveryDaysMax = 3_650

export function isTooFarOff(orderedOn: string, on: string): boolean {
  return daysBetween(orderedOn, on) > deliveryDaysMax
}

export type TermsLine = {
  readonly id: string
  readonly lineNo: number
  readonly itemId: string
  readonly enteredQuantity: string
  readonly enteredUnit: string
  readonly orderedUnits: bigint
  readonly cancelledUnits: bigint
  readonly price: Price
  readonly requestedOn: string
  readonly promisedOn: string | null
  readonly state: LineState
}

export type Terms = {
  readonly companyId: string
  readonly supplierId: string
  readonly placeId: string
  readonly currency: string
  readonly requestedOn: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly supplierNote: string
  readonly lines: readonly TermsLine[]
}

/**
 * The terms as one text that is the same for the same terms; its hash binds an approval to them. What
 * the supplier promises is left out: it is the answer to the terms, not part of them.
 */
export function canonicalTerms(terms: Terms): string {
  return JSON.stringify([
    terms.companyId,
    terms.supplierId,
    terms.placeId,
    terms.currency,
    terms.requestedOn,
    terms.paymentTermsDays,
    terms.incoterm,
    terms.supplierNote,
    standing(terms.lines).map((line) => [
      line.lineNo,
      line.itemId,
      `${line.orderedUnits}`,
      `${line.price.amountE4}/${line.price.perUnits}`,
      line.requestedOn,
    ]),
  ])
}

/** The value of all lines that stand, each rounded once, in minor units of the order's currency. */
export function totalMinor(
  lines: readonly Pick<TermsLine, 'state' | 'orderedUnits' | 'cancelledUnits' | 'price'>[],
): bigint {
  return sumOf(
    lines.filter((line) => line.state !== 'cancelled'),
    (line) => valueMinor(line.orderedUnits - line.cancelledUnits, line.price),
  )
}

function standing(lines: readonly TermsLine[]): readonly TermsLine[] {
  return lines.filter((line) => line.state !== 'cancelled')
}

/** Terms as a version keeps them: plain JSON, whole numbers as text. */
export type KeptTerms = {
  readonly supplierId: string
  readonly placeId: string
  readonly currency: string
  readonly requestedOn: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly supplierNote: string
  readonly totalMinor: string
  readonly lines: readonly KeptLine[]
}

export type KeptLine = {
  readonly id: string
  readonly lineNo: number
  readonly itemId: string
  readonly enteredQuantity: string
  readonly enteredUnit: string
  readonly orderedUnits: string
  readonly priceE4: string
  readonly pricedUnits: string
  readonly requestedOn: string
  readonly promisedOn: string | null
  readonly state: LineState
}

export function keepTerms(terms: Terms): KeptTerms {
  return {
    supplierId: terms.supplierId,
    placeId: terms.placeId,
    currency: terms.currency,
    requestedOn: terms.requestedOn,
    paymentTermsDays: terms.paymentTermsDays,
    incoterm: terms.incoterm,
    supplierNote: terms.supplierNote,
    totalMinor: `${totalMinor(terms.lines)}`,
    lines: terms.lines.map((line) => ({
      id: line.id,
      lineNo: line.lineNo,
      itemId: line.itemId,
      enteredQuantity: line.enteredQuantity,
      enteredUnit: line.enteredUnit,
      orderedUnits: `${line.orderedUnits}`,
      priceE4: `${line.price.amountE4}`,
      pricedUnits: `${line.price.perUnits}`,
      requestedOn: line.requestedOn,
      promisedOn: line.promisedOn,
      state: line.state,
    })),
  }
}

/** One field that differs; `lineNo` is `null` for a term all lines share. */
export type TermsDifference = {
  readonly lineNo: number | null
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

const sharedFields = [
  'supplierId',
  'placeId',
  'currency',
  'requestedOn',
  'paymentTermsDays',
  'incoterm',
  'supplierNote',
  'totalMinor',
] as const

const lineFields = ['itemId', 'requestedOn', 'promisedOn', 'state'] as const

/** What differs between two versions, shared terms first, then line by line. */
export function differencesOf(before: KeptTerms, after: KeptTerms): readonly TermsDifference[] {
  const shared = sharedFields.flatMap((field) =>
    differs(null, field, `${before[field]}`, `${after[field]}`),
  )
  const beforeById = new Map(before.lines.map((line) => [line.id, line]))
  const afterIds = new Set(after.lines.map((line) => line.id))
  const gone = before.lines.filter((line) => !afterIds.has(line.id))
  return [
    ...shared,
    ...after.lines.flatMap((line) => lineDifferences(beforeById.get(line.id), line)),
    ...gone.flatMap((line) => differs(line.lineNo, 'line', quantityOf(line), null)),
  ]
}

function lineDifferences(before: KeptLine | undefined, after: KeptLine): TermsDifference[] {
  if (before === undefined) return differs(after.lineNo, 'line', null, quantityOf(after))
  return [
    ...differs(after.lineNo, 'quantity', quantityOf(before), quantityOf(after)),
    ...differs(after.lineNo, 'price', priceOf(before), priceOf(after)),
    ...lineFields.flatMap((field) => differs(after.lineNo, field, before[field], after[field])),
  ]
}

const quantityOf = (line: KeptLine) => `${line.enteredQuantity} ${line.enteredUnit}`
const priceOf = (line: KeptLine) => `${line.priceE4}/${line.pricedUnits}`

function differs(
  lineNo: number | null,
  field: string,
  before: string | null,
  after: string | null,
): TermsDifference[] {
  return before === after ? [] : [{ lineNo, field, before, after }]
}
