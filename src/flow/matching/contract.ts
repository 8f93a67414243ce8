/** What matching takes over the wire; what it gives is in `contract-views.ts`. */
import { z } from 'zod'

import { noteWire } from '#platform/record-wire'
import {
  countWire,
  currencyWire,
  dayWire,
  idWire,
  moneyWire,
  priceWire,
  textWire,
} from '#platform/wire'

import { normalNumber } from './rules/normal-number.ts'

export const invoiceLinesMax = 1_000
const reasonCharactersMax = 500

const supplierNumberWire = textWire(60).refine((text) => normalNumber(text) !== '', {
  error: 'Give the number as it stands on the invoice: it has letters or digits.',
})

const goodsLineInput = z.strictObject({
  kind: z.literal('goods'),
  orderLineId: idWire,
  quantity: countWire,
  price: priceWire,
  /** Net of the line; quantity times price when left out. */
  amount: moneyWire.optional(),
  /** The tax this line bears, for checking the tax lines. */
  taxCodeId: idWire.optional(),
  description: noteWire(reasonCharactersMax).optional(),
})

const chargeLineInput = z.strictObject({
  kind: z.literal('charge'),
  chargeCodeId: idWire,
  /** Negative for a discount. */
  amount: moneyWire,
  taxCodeId: idWire.optional(),
  description: noteWire(reasonCharactersMax).optional(),
})

const taxLineInput = z.strictObject({
  kind: z.literal('tax'),
  taxCodeId: idWire,
  amount: moneyWire,
  description: noteWire(reasonCharactersMax).optional(),
})

export const invoiceLineInput = z.discriminatedUnion('kind', [
  goodsLineInput,
  chargeLineInput,
  taxLineInput,
])

export const captureInvoiceInput = z.strictObject({
  supplierId: idWire,
  /** The orders' when left out; needed where no line names an order. */
  companyId: idWire.optional(),
  /** As it stands on the paper. */
  supplierNumber: supplierNumberWire,
  invoicedOn: dayWire,
  /** By the order's payment terms when left out. */
  dueOn: dayWire.optional(),
  /** The orders' when left out. */
  currency: currencyWire.optional(),
  /** As it stands at the foot; the sum of the lines when left out. */
  total: moneyWire.optional(),
  lines: z
    .array(invoiceLineInput)
    .min(1, { error: 'Give at least one line.' })
    .max(invoiceLinesMax, { error: `Give at most ${invoiceLinesMax} lines.` }),
  sourceSystem: noteWire(60).optional(),
  /** With `sourceSystem` a business key: sent twice, it gives the invoice that is already there. */
  externalId: noteWire(120).optional(),
  /** True to match at once, in the same transaction. */
  match: z.boolean().optional(),
})

export const reasonInput = z.strictObject({ reason: textWire(reasonCharactersMax) })

export const invoiceParams = z.strictObject({ invoiceId: idWire })

/** Amounts are in the company's currency. */
export const toleranceInput = z.strictObject({
  companyId: idWire,
  /** The company's own when left out; a supplier's wins over it. */
  supplierId: idWire.optional(),
  priceOverBps: z.int().min(0).max(10_000),
  priceOver: moneyWire,
  /** Base units that may be billed beyond what came. */
  unitsOverMax: z.string().regex(/^\d{1,15}$/, { error: 'Give a whole number of base units.' }),
  chargeOverBps: z.int().min(0).max(10_000),
  chargeOver: moneyWire,
  totalOverBps: z.int().min(0).max(10_000),
  totalOver: moneyWire,
})

export type CaptureInvoiceInput = z.infer<typeof captureInvoiceInput>
export type InvoiceLineInput = z.infer<typeof invoiceLineInput>
export type ToleranceInput = z.infer<typeof toleranceInput>

export type * from './contract-accruals.ts'
export type * from './contract-views.ts'
