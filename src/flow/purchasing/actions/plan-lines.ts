/** From lines as a buyer wrote them to lines as they are stored, or every reason why not. */

import { type QuotedLine, quote } from '#flow/agreements'
import { isNonEmpty } from '#kernel/list'
import type { Price } from '#kernel/value'
import type { ErrorFact } from '#platform/http/problem'
import { priceFromWire, quantityFromWire } from '#platform/wire'
import type { Tx } from '#platform/work'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'
import type { PlaceId } from '#records/places'
import type { SupplierId } from '#records/suppliers'

import type { OrderLineInput } from '../contract.ts'
import { termWarning } from '../rules/term-warning.ts'
import { isTooFarOff } from '../rules/terms.ts'
import type { LineTerms } from '../store/create.ts'
import type { OrderLineId } from '../store/order-for-work.ts'

export type LinesFor = {
  readonly supplierId: string
  readonly placeId: string
  readonly currency: string
  readonly orderedOn: string
  readonly requestedOn: string
  readonly lines: readonly OrderLineInput[]
  /** Lines that are there already, by id: they keep their number, and their price when none is typed. */
  readonly known?: ReadonlyMap<string, KnownLine>
  /** New lines are numbered after it; numbers of lines that are gone are not given again. */
  readonly lastLineNo?: number
}

export type KnownLine = Pick<
  LineTerms,
  | 'id'
  | 'lineNo'
  | 'itemId'
  | 'price'
  | 'priceSource'
  | 'supplierSku'
  | 'expectedOn'
  | 'description'
  | 'replacesRejects'
> & {
  readonly requestedOn: string
  readonly promisedOn: string | null
}

export type PlannedLines =
  | {
      readonly kind: 'planned'
      readonly lines: readonly LineTerms[]
      /** Quantities that the terms a price was quoted from do not provide for. */
      readonly warnings: readonly ErrorFact[]
    }
  | { readonly kind: 'wrong'; readonly errors: readonly ErrorFact[] }

type Draft = {
  readonly input: OrderLineInput
  readonly index: number
  readonly item: ItemFacts
  readonly units: bigint
  readonly price: Price | undefined
}

/** Reads items once, and terms once if any price is to be quoted. */
export async function planLines(tx: Tx, given: LinesFor): Promise<PlannedLines> {
  const itemIds = [...new Set(given.lines.map((line) => line.itemId as ItemId))]
  const items = await readItemFacts(tx, itemIds)
  const errors: ErrorFact[] = []
  const drafts = given.lines.flatMap((input, index) => {
    const draft = draftLine(input, index, items.get(input.itemId as ItemId), given)
    if ('errors' in draft) errors.push(...draft.errors)
    return 'errors' in draft ? [] : [draft]
  })
  const quotes = await quotePrices(
    tx,
    given,
    drafts.filter((draft) => isToQuote(draft, given)),
  )
  const lines: LineTerms[] = []
  let added = 0
  for (const draft of drafts) {
    const known = knownOf(draft.input, given)
    const priced = priceOf(draft, known, quotes.get(draft.index), given.currency)
    if ('errors' in priced) {
      errors.push(...priced.errors)
      continue
    }
    if (known === undefined) added += 1
    lines.push(
      lineTerms(tx, draft, known, priced, { given, lineNo: (given.lastLineNo ?? 0) + added }),
    )
  }
  if (isNonEmpty(errors)) return { kind: 'wrong', errors }
  const warnings = drafts.flatMap(({ item, index }) => {
    const quoted = quotes.get(index)
    const warning = quoted?.kind === 'quoted' ? termWarning(quoted, item) : undefined
    return warning === undefined ? [] : [{ ...warning, pointer: `/lines/${index}/quantity` }]
  })
  return { kind: 'planned', lines, warnings }
}

function knownOf(input: OrderLineInput, given: LinesFor): KnownLine | undefined {
  return input.id === undefined ? undefined : given.known?.get(input.id)
}

function isToQuote(draft: Draft, given: LinesFor): boolean {
  return draft.price === undefined && knownOf(draft.input, given) === undefined
}

function draftLine(
  input: OrderLineInput,
  index: number,
  item: ItemFacts | undefined,
  given: LinesFor,
): Draft | { readonly errors: readonly ErrorFact[] } {
  const pointer = `/lines/${index}`
  if (item === undefined) return { errors: [unknownItem(pointer)] }
  const errors: ErrorFact[] = checkLine(input, item, pointer, given)
  const quantity = quantityFromWire(input.quantity, item, `${pointer}/quantity`)
  if (quantity.kind === 'refused') errors.push(...quantity.errors)
  const units = quantity.kind === 'read' ? quantity.value : 1n
  if (units === 0n) errors.push(nothingOrdered(pointer))
  const price = input.price && priceFromWire(input.price, item, `${pointer}/price`)
  if (price?.kind === 'refused') errors.push(...price.errors)
  if (errors.length > 0) return { errors }
  return { input, index, item, units, price: price?.kind === 'read' ? price.value : undefined }
}

function checkLine(
  input: OrderLineInput,
  item: ItemFacts,
  pointer: string,
  given: LinesFor,
): ErrorFact[] {
  const known = knownOf(input, given)
  const errors: ErrorFact[] = []
  if (input.id !== undefined && known === undefined) {
    const detail = 'Name a line of this order that stands, or leave the id out for a new line.'
    errors.push({ code: 'line_unknown', detail, pointer: `${pointer}/id` })
  }
  if (known !== undefined && known.itemId !== input.itemId) {
    const detail = 'Take this line off and add another: a line keeps its item.'
    errors.push({ code: 'item_changed', detail, pointer: `${pointer}/itemId` })
  }
  if (item.status !== 'active' && known === undefined) {
    const detail = `Order another item, or make ${item.sku} active again.`
    errors.push({ code: 'item_inactive', sku: item.sku, detail, pointer: `${pointer}/itemId` })
  }
  if (input.requestedOn !== undefined && isTooFarOff(given.orderedOn, input.requestedOn)) {
    errors.push(tooFarOff(`${pointer}/requestedOn`))
  }
  if (decimalsOf(input.quantity.quantity) > enteredDecimalsMax) {
    const detail = `Write the quantity with at most ${enteredDecimalsMax} decimals.`
    errors.push({ code: 'quantity_malformed', detail, pointer: `${pointer}/quantity/quantity` })
  }
  if (input.price !== undefined && input.price.currency !== given.currency) {
    const detail = `Give the price in ${given.currency}, the currency of the order.`
    const expected = { currency: given.currency }
    errors.push({
      code: 'price_currency',
      ...expected,
      detail,
      pointer: `${pointer}/price/currency`,
    })
  }
  return errors
}

/** Decimals an entered quantity is kept with. */
const enteredDecimalsMax = 6

const decimalsOf = (quantity: string) => quantity.replace(/^[^.]*\.?/, '').replace(/0+$/, '').length

export function tooFarOff(pointer: string): ErrorFact {
  const detail = 'Give a day within ten years of the order.'
  return { code: 'day_too_far_off', detail, pointer }
}

function unknownItem(pointer: string): ErrorFact {
  const detail = 'Name an item that exists.'
  return { code: 'item_unknown', detail, pointer: `${pointer}/itemId` }
}

function nothingOrdered(pointer: string): ErrorFact {
  const detail = 'Order more than zero, or take the line off.'
  return { code: 'quantity_zero', detail, pointer: `${pointer}/quantity/quantity` }
}

async function quotePrices(
  tx: Tx,
  given: LinesFor,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<number, QuotedLine>> {
  if (drafts.length === 0) return new Map()
  const quoted = await quote(tx, {
    lines: drafts.map(({ item, units }) => ({ itemId: item.id, units })),
    supplierId: given.supplierId as SupplierId,
    placeId: given.placeId as PlaceId,
    day: given.orderedOn,
  })
  return new Map(
    drafts.flatMap((draft, index) => {
      const line = quoted[index]
      return line === undefined ? [] : [[draft.index, line] as const]
    }),
  )
}

type Priced = {
  readonly price: Price
  readonly priceSource: string
  readonly supplierSku: string
}

function priceOf(
  draft: Draft,
  known: KnownLine | undefined,
  quoted: QuotedLine | undefined,
  currency: string,
): Priced | { readonly errors: readonly ErrorFact[] } {
  const supplierSku = known?.supplierSku ?? ''
  if (draft.price !== undefined) return { price: draft.price, priceSource: 'typed', supplierSku }
  if (known !== undefined) return known
  if (quoted === undefined || quoted.kind === 'no_terms') {
    return { errors: [noTerms(draft, 'price_missing')] }
  }
  if (quoted.currency !== currency) return { errors: [noTerms(draft, 'terms_currency')] }
  return {
    price: { amountE4: quoted.priceE4, perUnits: quoted.pricedUnits },
    priceSource: quoted.termId,
    supplierSku: quoted.supplierSku,
  }
}

function noTerms(draft: Draft, code: 'price_missing' | 'terms_currency'): ErrorFact {
  const { sku } = draft.item
  const why = code === 'price_missing' ? 'no terms' : 'terms in another currency'
  const detail = `Type a price for ${sku}: the supplier has ${why} for it on this day.`
  return { code, sku, detail, pointer: `/lines/${draft.index}/price` }
}

function lineTerms(
  tx: Tx,
  draft: Draft,
  known: KnownLine | undefined,
  priced: Priced,
  at: { readonly given: LinesFor; readonly lineNo: number },
): LineTerms {
  const { input } = draft
  const requestedOn = input.requestedOn ?? known?.requestedOn ?? at.given.requestedOn
  return {
    id: known?.id ?? (tx.newId<'PurchaseOrderLine'>() as OrderLineId),
    lineNo: known?.lineNo ?? at.lineNo,
    itemId: draft.item.id,
    description: input.description ?? known?.description ?? draft.item.name,
    enteredQuantity: input.quantity.quantity,
    enteredUnit: input.quantity.unit,
    orderedUnits: draft.units,
    price: priced.price,
    priceSource: priced.priceSource,
    supplierSku: input.supplierSku ?? priced.supplierSku,
    replacesRejects: input.replacesRejects ?? known?.replacesRejects ?? false,
    requestedOn,
    expectedOn: known?.promisedOn ?? requestedOn,
  }
}
