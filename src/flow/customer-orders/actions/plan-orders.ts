/** From orders as they were sent to orders as they are stored, or every reason why not. */
import { dayAt } from '#kernel/day'
import type { ErrorFact } from '#platform/http/problem'
import type { Ask, Tx } from '#platform/work'
import { type ChannelFacts, type ChannelId, readChannels } from '#records/channels'
import {
  type Exploded,
  explodeBundles,
  type ItemFacts,
  type ItemId,
  readItemFacts,
} from '#records/items'

import { contentHashOf } from '../content-hash.ts'
import type { CreateOrderInput } from '../contract.ts'
import type { CustomerOrderId, CustomerOrderLineId } from '../order.ts'
import { type OrderPlace, readOrderPlaces } from '../queries/place-facts.ts'
import { lifecycleOf } from '../rules/line-life.ts'
import { stockLines } from '../rules/order-lines.ts'
import type { NewLine, NewOrder } from '../store/orders.ts'
import { headErrors, tooLarge } from './head-errors.ts'
import { type ReadLine, readLine, shippedErrors } from './read-line.ts'

export type PlannedOrder =
  | { readonly kind: 'planned'; readonly order: NewOrder }
  | { readonly kind: 'wrong'; readonly errors: readonly ErrorFact[] }

/** What many orders name, read in a few statements. */
type Facts = {
  readonly channels: ReadonlyMap<ChannelId, ChannelFacts>
  readonly places: ReadonlyMap<string, OrderPlace>
  readonly items: ReadonlyMap<ItemId, ItemFacts>
}

type Draft = {
  readonly command: CreateOrderInput
  readonly place: OrderPlace | undefined
  readonly orderedOn: string
  readonly requestedOn: string
  readonly currency: string
  readonly lines: readonly ReadLine[]
  readonly errors: readonly ErrorFact[]
}

/** One plan for each, in order; statements do not grow with their number. */
export async function planOrders(
  tx: Tx,
  commands: readonly CreateOrderInput[],
): Promise<readonly PlannedOrder[]> {
  const facts = await readFacts(tx, commands)
  const drafts = commands.map((command) => draftOrder(tx, command, facts))
  const allLines = drafts.flatMap(({ lines }) => lines)
  const exploded = await explodeBundles(
    tx,
    allLines.map(({ item, units }) => ({ itemId: item.id, units })),
  )
  const explodedOf = new Map(allLines.map((line, at) => [line, exploded[at]]))
  return drafts.map((draft) => planOrder(tx, draft, explodedOf))
}

async function readFacts(ask: Ask, commands: readonly CreateOrderInput[]): Promise<Facts> {
  const channelIds = commands.map(({ channelId }) => channelId as ChannelId)
  const channels = await readChannels(ask, [...new Set(channelIds)])
  const placeIds = commands.flatMap((command) => placeIdOf(command, channels) ?? [])
  const itemIds = commands.flatMap(({ lines }) => lines.map(({ itemId }) => itemId as ItemId))
  return {
    channels,
    places: await readOrderPlaces(ask, [...new Set(placeIds)]),
    items: await readItemFacts(ask, [...new Set(itemIds)]),
  }
}

function placeIdOf(
  command: CreateOrderInput,
  channels: ReadonlyMap<ChannelId, ChannelFacts>,
): string | undefined {
  return command.placeId ?? channels.get(command.channelId as ChannelId)?.placeId ?? undefined
}

function draftOrder(tx: Tx, command: CreateOrderInput, facts: Facts): Draft {
  const channel = facts.channels.get(command.channelId as ChannelId)
  const placeId = placeIdOf(command, facts.channels)
  const place = placeId === undefined ? undefined : facts.places.get(placeId)
  const today = dayAt(tx.now.getTime(), place?.timeZone ?? 'UTC')
  const orderedOn = command.orderedOn ?? today
  const requestedOn = command.requestedOn ?? orderedOn
  const currency = command.currency ?? place?.currency ?? ''
  const errors: ErrorFact[] = [...headErrors(command, { channel, place, placeId, today })]
  const lines = command.lines.flatMap((input, index) => {
    const item = facts.items.get(input.itemId as ItemId)
    const read = readLine(input, { index, item, currency, orderedOn, requestedOn })
    if ('errors' in read) errors.push(...read.errors)
    return 'errors' in read ? [] : [read]
  })
  return { command, place, orderedOn, requestedOn, currency, lines, errors }
}

function planOrder(
  tx: Tx,
  draft: Draft,
  explodedOf: ReadonlyMap<ReadLine, Exploded | undefined>,
): PlannedOrder {
  const { place, lines: read } = draft
  const partErrors = read.flatMap((line) => shippedErrors(line, explodedOf.get(line)))
  const errors = [...draft.errors, ...partErrors]
  if (place === undefined || errors.length > 0) return { kind: 'wrong', errors }
  const wanted = read.map((line) => {
    const exploded = explodedOf.get(line)
    const parts = exploded?.kind === 'bundle' ? exploded.parts : undefined
    return { ...line, itemId: line.item.id, parts }
  })
  const shippedOf = wanted.flatMap(
    ({ parts, shippedUnits }) => parts?.map(() => 0n) ?? shippedUnits,
  )
  const lines = stockLines(wanted).map(
    (line, at): NewLine => ({
      ...line,
      id: tx.newId<'CustomerOrderLine'>() as CustomerOrderLineId,
      shippedUnits: shippedOf[at] ?? 0n,
    }),
  )
  const order = newOrder(tx, draft, place, lines)
  return tooLarge(order.totalMinor) ?? { kind: 'planned', order }
}

function newOrder(
  tx: Tx,
  { command, orderedOn, requestedOn, currency }: Draft,
  place: OrderPlace,
  lines: readonly NewLine[],
): NewOrder {
  const untouched = { cancelledUnits: 0n, returnedUnits: 0n }
  return {
    id: tx.newId<'CustomerOrder'>() as CustomerOrderId,
    channelId: command.channelId,
    placeId: place.id,
    customer: command.customer ?? '',
    country: command.country ?? '',
    currency,
    orderedOn,
    requestedOn,
    lifecycle: lifecycleOf(lines.map((line) => ({ ...line, ...untouched }))),
    totalMinor: lines.reduce((total, { amountMinor }) => total + amountMinor, 0n),
    sourceSystem: command.sourceSystem ?? '',
    externalId: command.externalId ?? '',
    contentHash: contentHashOf(command),
    lines,
  }
}
