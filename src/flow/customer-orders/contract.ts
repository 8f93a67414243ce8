/** What customer orders take and give over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { countryWire, noteWire, sourceWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import {
  countWire,
  currencyWire,
  dayWire,
  idWire,
  instantWire,
  moneyWire,
  priceWire,
  quantityWire,
  textWire,
} from '#platform/wire'

export const orderLinesMax = 500

export const lifecycleWire = z.enum(['open', 'completed', 'cancelled'])

const lineInput = z.strictObject({
  /** A bundle is taken as its parts. */
  itemId: idWire,
  quantity: countWire,
  /** Nothing when left out. */
  price: priceWire.optional(),
  /** The order's when left out. */
  requestedOn: dayWire.optional(),
  /** How many of them have left already, in the unit of the quantity; not of a bundle. */
  shipped: countWire.optional(),
})

export const createOrderInput = z
  .strictObject({
    channelId: idWire,
    /** Where it is served from; the channel's place when left out. */
    placeId: idWire.optional(),
    /** What the shop calls the customer: a name, a number. */
    customer: noteWire(200).optional(),
    country: countryWire.optional(),
    /** Of the company when left out. */
    currency: currencyWire.optional(),
    /** Today at the place when left out. */
    orderedOn: dayWire.optional(),
    /** When it is wanted; the day it was ordered when left out. */
    requestedOn: dayWire.optional(),
    ...sourceWire,
    lines: z
      .array(lineInput)
      .min(1, { error: 'Give at least one line.' })
      .max(orderLinesMax, { error: `Give at most ${orderLinesMax} lines.` }),
  })
  .meta({ id: 'CreateCustomerOrder' })

const actLine = z.strictObject({
  lineId: idWire,
  /** All that may be when left out. */
  quantity: countWire.optional(),
})

const actLines = z
  .array(actLine)
  .min(1, { error: 'Name at least one line, or leave the lines out for all.' })
  .max(orderLinesMax)
  .optional()

export const cancellationInput = z
  .strictObject({ reason: textWire(500), lines: actLines })
  .meta({ id: 'CancelCustomerOrder' })

export const returnInput = z
  .strictObject({
    /** Today at the place when left out. */
    returnedOn: dayWire.optional(),
    reason: textWire(500),
    lines: actLines,
  })
  .meta({ id: 'ReturnCustomerOrder' })

export const shipmentInput = z.strictObject({ lines: actLines }).meta({ id: 'ShipCustomerOrder' })

const named = z.strictObject({ id: idWire, code: z.string(), name: z.string() })
const itemNamed = z.strictObject({ id: idWire, sku: z.string(), name: z.string() })

const head = {
  id: idWire,
  number: z.string(),
  channel: named,
  place: named,
  customer: z.string(),
  country: z.string(),
  orderedOn: dayWire,
  requestedOn: dayWire,
  lifecycle: lifecycleWire,
  /** As ordered, whatever was cancelled since. */
  total: moneyWire,
  lineCount: z.int(),
  sourceSystem: z.string(),
  externalId: z.string(),
  version: z.int(),
}

export const orderLineView = z
  .strictObject({
    id: idWire,
    lineNo: z.int(),
    item: itemNamed,
    /** The bundle it was sold in, and how many of it; null for an item sold as it is. */
    bundle: z.strictObject({ ...itemNamed.shape, quantity: quantityWire }).nullable(),
    ordered: quantityWire,
    cancelled: quantityWire,
    shipped: quantityWire,
    returned: quantityWire,
    /** Neither cancelled nor shipped. */
    open: quantityWire,
    price: priceWire,
    amount: moneyWire,
    requestedOn: dayWire,
    /** Of the last act of its kind; empty for none. */
    cancelReason: z.string(),
    returnReason: z.string(),
  })
  .meta({ id: 'CustomerOrderLine' })

export const orderRow = z.strictObject(head).meta({ id: 'CustomerOrderRow' })
export const orderView = z
  .strictObject({ ...head, createdAt: instantWire, lines: z.array(orderLineView) })
  .meta({ id: 'CustomerOrder' })

export const orderPage = page(orderRow)
export const orderParams = z.strictObject({ orderId: idWire })

export const listOrdersQuery = listQuery({
  filters: {
    /** The start of its number, its number in the shop, or the customer. */
    q: searchWire.optional(),
    customer: z.string().min(1).max(200).optional(),
    channelId: idWire.optional(),
    placeId: idWire.optional(),
    itemId: idWire.optional(),
    lifecycle: lifecycleWire.optional(),
    orderedFrom: dayWire.optional(),
    orderedTo: dayWire.optional(),
  },
  sorts: ['-orderedOn', 'requestedOn', 'customer', 'no'],
})

export type CreateOrderInput = z.infer<typeof createOrderInput>
export type OrderRow = z.infer<typeof orderRow>
export type OrderView = z.infer<typeof orderView>
export type OrderLineView = z.infer<typeof orderLineView>
export type ListOrdersQuery = z.infer<typeof listOrdersQuery>
