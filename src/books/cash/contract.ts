/** What the payments book gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire, moneyWire } from '#platform/wire'

const sourceKindWire = z.enum(['purchase_order', 'supplier_invoice'])
const firmnessWire = z.enum(['requested', 'ordered', 'confirmed', 'invoiced'])

export const expectedPaymentRow = z
  .strictObject({
    id: idWire,
    source: z.strictObject({ kind: sourceKindWire, id: idWire }),
    companyId: idWire,
    supplierId: idWire,
    supplierName: z.string(),
    dueOn: dayWire,
    /** In the document's currency. */
    amount: moneyWire,
    firmness: firmnessWire,
  })
  .meta({ id: 'ExpectedPayment' })

export const expectedPaymentPage = page(expectedPaymentRow)

export const expectedPaymentsQuery = listQuery({
  filters: {
    companyId: idWire.optional(),
    supplierId: idWire.optional(),
    sourceKind: sourceKindWire.optional(),
    firmness: firmnessWire.optional(),
    dueFrom: dayWire.optional(),
    dueTo: dayWire.optional(),
  },
  sorts: ['dueOn'],
})

export type ExpectedPaymentRow = z.infer<typeof expectedPaymentRow>
export type ExpectedPaymentsQuery = z.infer<typeof expectedPaymentsQuery>
