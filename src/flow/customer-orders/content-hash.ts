import { createHash } from 'node:crypto'

import { toJson } from '#platform/pending'

import type { CreateOrderInput } from './contract.ts'

/** The same order as it was sent has the same hash, whatever order its fields stood in. */
export function contentHashOf(given: CreateOrderInput): string {
  const { channelId, placeId, customer, country, currency, orderedOn, requestedOn } = given
  const head = [channelId, placeId, customer || null, country || null, currency]
  const lines = given.lines.map(({ itemId, quantity, price, requestedOn: on, shipped }) => [
    ...[itemId, quantity.quantity, quantity.unit, on],
    ...[price?.amount, price?.currency, price?.per, price?.unit],
    shipped?.quantity,
  ])
  const said = toJson([head, orderedOn, requestedOn, lines])
  return createHash('sha256').update(said).digest('base64url')
}
