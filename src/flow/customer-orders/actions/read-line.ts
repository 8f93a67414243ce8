/** A line of a customer order as it was sent, read against its item. */
import type { Price } from '#kernel/value'
import type { ErrorFact } from '#platform/http/problem'
import { type PriceWire, priceFromWire, quantityFromWire } from '#platform/wire'
import type { Exploded, ItemFacts } from '#records/items'

import type { CreateOrderInput } from '../contract.ts'
import { requestedErrors } from './head-errors.ts'

export type ReadLine = {
  readonly index: number
  readonly item: ItemFacts
  readonly units: bigint
  readonly shippedUnits: bigint
  readonly price: Price
  readonly requestedOn: string
}

type LineInput = CreateOrderInput['lines'][number]

type Wrong = { readonly errors: readonly ErrorFact[] }

export function readLine(
  input: LineInput,
  given: {
    readonly index: number
    readonly item: ItemFacts | undefined
    readonly currency: string
    readonly orderedOn: string
    readonly requestedOn: string
  },
): ReadLine | Wrong {
  const { index, item, currency, orderedOn } = given
  const pointer = `/lines/${index}`
  if (item === undefined) {
    const detail = 'Name an item that exists.'
    return { errors: [{ code: 'item_unknown', detail, pointer: `${pointer}/itemId` }] }
  }
  const units = quantityFromWire(input.quantity, item, `${pointer}/quantity`)
  const shipped = input.shipped && quantityFromWire(input.shipped, item, `${pointer}/shipped`)
  const price = readPrice(input.price, item, currency, `${pointer}/price`)
  const errors = [
    ...[units, shipped, price].flatMap((read) => (read?.kind === 'refused' ? read.errors : [])),
    ...(units.kind === 'read' && units.value <= 0n ? [nothingOrdered(item, pointer)] : []),
    ...requestedErrors(orderedOn, input.requestedOn, `${pointer}/requestedOn`),
  ]
  const isRead = units.kind === 'read' && price.kind === 'read' && shipped?.kind !== 'refused'
  if (!isRead || errors.length > 0) return { errors }
  const { requestedOn = given.requestedOn } = input
  const shippedUnits = shipped?.value ?? 0n
  return { index, item, units: units.value, shippedUnits, price: price.value, requestedOn }
}

function readPrice(wire: PriceWire | undefined, item: ItemFacts, currency: string, at: string) {
  if (wire === undefined) return { kind: 'read', value: { amountE4: 0n, perUnits: 1n } } as const
  if (wire.currency === currency) return priceFromWire(wire, item, at)
  const detail = `Give the price in ${currency}, the currency of the order.`
  const error: ErrorFact = { code: 'price_currency', currency, detail, pointer: `${at}/currency` }
  return { kind: 'refused', errors: [error] } as const
}

function nothingOrdered(item: ItemFacts, pointer: string): ErrorFact {
  const detail = `Order more than zero of ${item.sku}, or leave the line out.`
  return { code: 'quantity_zero', detail, pointer: `${pointer}/quantity/quantity` }
}

/** What the parts of a bundle forbid: broken parts, and to say of the bundle what has left. */
export function shippedErrors(
  line: ReadLine,
  exploded: Exploded | undefined,
): readonly ErrorFact[] {
  const { item, index, shippedUnits, units } = line
  if (exploded?.kind === 'not_whole') {
    const detail = `Order whole bundles: so many of ${item.sku} come to no whole number of a part.`
    const pointer = `/lines/${index}/quantity/quantity`
    return [{ code: 'quantity_not_whole', sku: item.sku, detail, pointer }]
  }
  const pointer = `/lines/${index}/shipped/quantity`
  if (exploded?.kind === 'bundle' && shippedUnits > 0n) {
    const detail = `Tell what has left of the parts of ${item.sku} as a shipment of the order.`
    return [{ code: 'shipped_of_bundle', sku: item.sku, detail, pointer }]
  }
  const detail = `Say at most what was ordered of ${item.sku}.`
  return shippedUnits > units ? [{ code: 'shipped_over', sku: item.sku, detail, pointer }] : []
}
