/** What matching gives over the wire of accruals that stand, and of how far bills may go. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire, moneyWire, quantityWire } from '#platform/wire'

const bucketWire = z.enum(['0-30', '31-60', '61-90', '90+'])
const grniReasonWire = z.enum([
  'awaiting_invoice',
  'over_invoiced',
  'price_dispute',
  'return_pending',
])

export const grniRow = z.strictObject({
  orderLineId: idWire,
  orderId: idWire,
  orderNumber: z.string(),
  orderLineNo: z.int(),
  supplierId: idWire,
  supplierName: z.string(),
  itemId: idWire,
  sku: z.string(),
  quantity: quantityWire,
  documentAmount: moneyWire,
  amount: moneyWire,
  firstOn: dayWire,
  ageDays: z.int(),
  bucket: bucketWire,
  reason: grniReasonWire,
})
export const grniPage = page(grniRow)

export const grniQuery = listQuery({
  filters: {
    companyId: idWire.optional(),
    supplierId: idWire.optional(),
    bucket: bucketWire.optional(),
    reason: grniReasonWire.optional(),
  },
  sorts: ['firstOn', 'amount'],
})

export const grniAgeingQuery = z.strictObject({ companyId: idWire })

export const grniAgeingView = z.strictObject({
  companyId: idWire,
  asOf: dayWire,
  total: moneyWire,
  /** Of the control account, which the sub-ledger must equal. */
  ledger: moneyWire,
  buckets: z.array(z.strictObject({ bucket: bucketWire, amount: moneyWire, lineCount: z.int() })),
  reasons: z.array(
    z.strictObject({ reason: grniReasonWire, amount: moneyWire, lineCount: z.int() }),
  ),
})

export const toleranceView = z
  .strictObject({
    companyId: idWire,
    supplierId: idWire.nullable(),
    supplierName: z.string().nullable(),
    /** True where nobody set one: the usual of the house. */
    isUsual: z.boolean(),
    priceOverBps: z.int(),
    priceOver: moneyWire,
    unitsOverMax: z.string(),
    chargeOverBps: z.int(),
    chargeOver: moneyWire,
    totalOverBps: z.int(),
    totalOver: moneyWire,
    version: z.int(),
  })
  .meta({ id: 'MatchTolerance' })

export const toleranceList = z.strictObject({ items: z.array(toleranceView) })
export const tolerancesQuery = z.strictObject({ companyId: idWire })

export type GrniRow = z.infer<typeof grniRow>
export type GrniQuery = z.infer<typeof grniQuery>
export type GrniAgeingView = z.infer<typeof grniAgeingView>
export type ToleranceView = z.infer<typeof toleranceView>
