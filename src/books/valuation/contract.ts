/** What the cost book gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import { dayWire, idWire, moneyWire, quantityWire } from '#platform/wire'

export const valuationRow = z
  .strictObject({
    itemId: idWire,
    sku: z.string(),
    name: z.string(),
    placeId: idWire,
    placeCode: z.string(),
    companyId: idWire,
    method: z.enum(['fifo', 'moving_average']),
    quantity: quantityWire,
    value: moneyWire,
    /** The part of the value that is held: in quarantine, rejected or damaged. */
    heldValue: moneyWire,
    layerCount: z.int(),
  })
  .meta({ id: 'StockValuation' })

export const valuationPage = page(valuationRow)

export const valuationQuery = listQuery({
  filters: {
    q: searchWire.optional(),
    companyId: idWire.optional(),
    itemId: idWire.optional(),
    placeId: idWire.optional(),
  },
  sorts: ['sku', 'value'],
})

export const valuationTotals = z.strictObject({
  companyId: idWire,
  /** All layers. */
  value: moneyWire,
  /** The inventory account, which the layers must equal. */
  ledger: moneyWire,
})

export const valuationTotalsQuery = z.strictObject({ companyId: idWire })

export const layerRow = z
  .strictObject({
    id: idWire,
    itemId: idWire,
    placeId: idWire,
    placeCode: z.string(),
    kind: z.enum(['fifo', 'pool', 'held']),
    status: z.string(),
    lotCode: z.string().nullable(),
    orderLineId: idWire.nullable(),
    receivedOn: dayWire,
    quantityIn: quantityWire,
    valueIn: moneyWire,
    quantityLeft: quantityWire,
    valueLeft: moneyWire,
  })
  .meta({ id: 'StockLayer' })

export const layerPage = page(layerRow)

export const layersQuery = listQuery({
  filters: {
    itemId: idWire,
    placeId: idWire.optional(),
    open: z.enum(['true', 'false']).optional(),
  },
  sorts: ['receivedOn'],
})

export type ValuationRow = z.infer<typeof valuationRow>
export type ValuationQuery = z.infer<typeof valuationQuery>
export type ValuationTotals = z.infer<typeof valuationTotals>
export type LayerRow = z.infer<typeof layerRow>
export type LayersQuery = z.infer<typeof layersQuery>
