import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { noteWire } from '#platform/record-wire'
import {
  countWire,
  currencyWire,
  dayWire,
  idWire,
  moneyWire,
  priceWire,
  quantityWire,
  unitWire,
} from '#platform/wire'

import { breaksMax } from './rules/term.ts'

/** No quote asks for more lines. */
export const quoteLinesMax = 500

const ratioWire = z.int().min(1).max(1_000_000_000)
const millimetresWire = z.int().min(1).max(100_000).nullable()

const breakBody = z
  .strictObject({
    /** The price holds from this quantity on. */
    from: countWire,
    price: priceWire,
  })
  .meta({ id: 'NewTermBreak' })

/** Quantities may be written in any unit of the item, or in the supplier's own. */
const termFields = {
  supplierSku: noteWire(100).optional(),
  moq: countWire.optional(),
  multiple: countWire.optional(),
  leadTimeDays: z.int().min(0).max(730).optional(),
  /** The last day; null: until newer terms. */
  validTo: dayWire.nullable().optional(),
  /** 1 is asked first. */
  rank: z.int().min(1).max(1_000).optional(),
  inner: countWire.nullable().optional(),
  outer: countWire.nullable().optional(),
  layer: countWire.nullable().optional(),
  pallet: countWire.nullable().optional(),
  outerLengthMm: millimetresWire.optional(),
  outerWidthMm: millimetresWire.optional(),
  outerHeightMm: millimetresWire.optional(),
  outerWeightGrams: z.int().min(1).max(1_000_000_000).nullable().optional(),
}

export const createTermBody = z
  .strictObject({
    supplierId: idWire,
    itemId: idWire,
    /** Null or left out: for every place. */
    placeId: idWire.nullable().optional(),
    /** The supplier's when left out. */
    currency: currencyWire.optional(),
    /** In which the supplier counts; the stocking unit when left out. */
    unit: unitWire.optional(),
    /** How many stocking units one is; needed when the item has no such unit. */
    unitRatio: z.strictObject({ numerator: ratioWire, denominator: ratioWire }).optional(),
    validFrom: dayWire,
    breaks: z.array(breakBody).min(1).max(breaksMax),
    ...termFields,
  })
  .meta({ id: 'CreateSupplierTerm' })

export const changeTermBody = z
  .strictObject({
    /** The whole list; breaks left out are gone. */
    breaks: z.array(breakBody).min(1).max(breaksMax).optional(),
    ...termFields,
  })
  .meta({ id: 'ChangeSupplierTerm' })

export const termView = z
  .strictObject({
    id: idWire,
    supplierId: idWire,
    supplierCode: z.string(),
    supplierName: z.string(),
    itemId: idWire,
    sku: z.string(),
    itemName: z.string(),
    placeId: idWire.nullable(),
    placeCode: z.string().nullable(),
    supplierSku: z.string(),
    currency: z.string(),
    unit: z.string(),
    moq: quantityWire,
    multiple: quantityWire,
    leadTimeDays: z.int(),
    validFrom: z.iso.date(),
    validTo: dayWire.nullable(),
    rank: z.int(),
    inner: quantityWire.nullable(),
    outer: quantityWire.nullable(),
    layer: quantityWire.nullable(),
    pallet: quantityWire.nullable(),
    outerLengthMm: z.int().nullable(),
    outerWidthMm: z.int().nullable(),
    outerHeightMm: z.int().nullable(),
    outerWeightGrams: z.int().nullable(),
    breaks: z.array(z.strictObject({ from: quantityWire, price: priceWire })),
    version: z.int(),
  })
  .meta({ id: 'SupplierTerm' })

export const termPage = page(termView)
export const termParams = z.strictObject({ termId: idWire })

export const listTermsQuery = listQuery({
  filters: {
    supplierId: idWire.optional(),
    itemId: idWire.optional(),
    placeId: idWire.optional(),
    supplierSku: noteWire(100).min(1).optional(),
    /** Terms in force on this day. */
    validOn: dayWire.optional(),
  },
  sorts: ['sku', 'validFrom'],
})

export const quoteQuery = z.strictObject({
  itemId: idWire,
  placeId: idWire,
  day: dayWire,
  quantity: countWire.shape.quantity,
  unit: unitWire,
  supplierId: idWire.optional(),
})

export const quoteBody = z
  .strictObject({
    placeId: idWire,
    day: dayWire,
    /** Only this supplier's terms; any active supplier's when left out. */
    supplierId: idWire.optional(),
    lines: z
      .array(z.strictObject({ itemId: idWire, quantity: countWire }))
      .min(1)
      .max(quoteLinesMax),
  })
  .meta({ id: 'AskQuote' })

const passedOverView = z.strictObject({
  termId: idWire,
  supplierId: idWire,
  reason: z.enum([
    'newer_terms_of_the_supplier',
    'no_price_for_the_quantity',
    'other_terms_name_the_place',
    'lower_rank',
    'dearer',
    'same_price',
  ]),
})

const quotedView = z.strictObject({
  kind: z.literal('quoted'),
  itemId: idWire,
  termId: idWire,
  supplierId: idWire,
  supplierCode: z.string(),
  supplierName: z.string(),
  supplierSku: z.string(),
  price: priceWire,
  leadTimeDays: z.int(),
  asked: quantityWire,
  /** What to order: raised to the minimum, then up to the multiple. */
  rounded: quantityWire,
  value: moneyWire,
  moq: quantityWire,
  multiple: quantityWire,
  breakFrom: quantityWire,
  why: z.strictObject({
    isForPlace: z.boolean(),
    rank: z.int(),
    validFrom: z.string(),
    validTo: dayWire.nullable(),
    passedOver: z.array(passedOverView),
  }),
})

const noTermsView = z.strictObject({
  kind: z.literal('no_terms'),
  itemId: idWire,
  passedOver: z.array(passedOverView),
})

export const quoteLineView = z
  .discriminatedUnion('kind', [quotedView, noTermsView])
  .meta({ id: 'QuoteLine' })
export const quoteView = z.strictObject({ lines: z.array(quoteLineView) }).meta({ id: 'Quote' })

export type CreateTermBody = z.infer<typeof createTermBody>
export type ChangeTermBody = z.infer<typeof changeTermBody>
export type TermView = z.infer<typeof termView>
export type ListTermsQuery = z.infer<typeof listTermsQuery>
export type QuoteBody = z.infer<typeof quoteBody>
export type QuoteLineView = z.infer<typeof quoteLineView>
