/** What the units book gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { noteWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import { dayWire, idWire, instantWire, moneyWire, quantityWire } from '#platform/wire'

import { firmnesses } from './store/expectations.ts'

const statusWire = noteWire(60)
const nodeKinds = ['supplier', 'in_transit', 'place', 'customer', 'loss', 'opening'] as const

export const stockLevelRow = z
  .strictObject({
    id: idWire,
    itemId: idWire,
    sku: z.string(),
    name: z.string(),
    placeId: idWire,
    placeCode: z.string(),
    placeName: z.string(),
    status: z.string(),
    isUsable: z.boolean(),
    lotCode: z.string().nullable(),
    expiresOn: dayWire.nullable(),
    onHand: quantityWire,
    /** What these units cost, in the company's currency. */
    value: moneyWire,
    /**
     * Still to come of the item to the place, in any status. Told once, on a usable row; `null` on
     * the other rows of the same item and place.
     */
    expected: quantityWire.nullable(),
    nextExpectedOn: dayWire.nullable(),
  })
  .meta({ id: 'StockLevel' })

export const stockLevelPage = page(stockLevelRow)

export const stockLevelsQuery = listQuery({
  filters: {
    q: searchWire.optional(),
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    status: statusWire.optional(),
  },
  sorts: ['sku', 'name'],
})

const nodeView = z.strictObject({
  kind: z.enum(nodeKinds),
  placeId: idWire.nullable(),
  placeCode: z.string().nullable(),
  status: z.string().nullable(),
})

export const stockMoveRow = z
  .strictObject({
    id: idWire,
    no: z.string(),
    itemId: idWire,
    sku: z.string(),
    name: z.string(),
    lotCode: z.string().nullable(),
    quantity: quantityWire,
    from: nodeView,
    to: nodeView,
    movedOn: dayWire,
    movedAt: instantWire,
    /** The document that moved it. */
    cause: z.strictObject({ kind: z.string(), id: idWire }),
    orderLineId: idWire.nullable(),
  })
  .meta({ id: 'StockMove' })

export const stockMovePage = page(stockMoveRow)

export const stockMovesQuery = listQuery({
  filters: {
    itemId: idWire.optional(),
    /** Where units left or arrived. */
    placeId: idWire.optional(),
    /** The status units left or arrived in. */
    status: statusWire.optional(),
    /** The kind of document, such as `receipt`. */
    kind: noteWire(60).optional(),
    causeId: idWire.optional(),
    orderLineId: idWire.optional(),
    movedFrom: dayWire.optional(),
    movedTo: dayWire.optional(),
  },
  sorts: ['-movedOn', 'no'],
})

export const expectationRow = z
  .strictObject({
    id: idWire,
    source: z.strictObject({ kind: z.string(), id: idWire }),
    documentId: idWire,
    itemId: idWire,
    sku: z.string(),
    name: z.string(),
    placeId: idWire,
    placeCode: z.string(),
    supplierId: idWire.nullable(),
    supplierName: z.string().nullable(),
    quantity: quantityWire,
    firmness: z.enum(firmnesses),
    requestedOn: dayWire.nullable(),
    promisedOn: dayWire.nullable(),
    expectedOn: dayWire.nullable(),
    dateSource: z.string(),
    confidenceBps: z.int(),
  })
  .meta({ id: 'Expectation' })

export const expectationPage = page(expectationRow)

export const expectationsQuery = listQuery({
  filters: {
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    supplierId: idWire.optional(),
    documentId: idWire.optional(),
    firmness: z.enum(firmnesses).optional(),
    expectedFrom: dayWire.optional(),
    expectedTo: dayWire.optional(),
  },
  sorts: ['expectedOn'],
})

export type StockLevelRow = z.infer<typeof stockLevelRow>
export type StockLevelsQuery = z.infer<typeof stockLevelsQuery>
export type StockMoveRow = z.infer<typeof stockMoveRow>
export type StockMovesQuery = z.infer<typeof stockMovesQuery>
export type ExpectationRow = z.infer<typeof expectationRow>
export type ExpectationsQuery = z.infer<typeof expectationsQuery>
