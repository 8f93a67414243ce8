import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { activityWire, codeWire, noteWire, sourceWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import { countWire, idWire, instantWire, quantityWire, textWire, unitWire } from '#platform/wire'

import { packsMax } from './rules/item-terms.ts'

const gtinWire = z.string().regex(/^(\d{8}|\d{12,14})?$/, {
  error: 'Give a GTIN of 8, 12, 13 or 14 digits, or leave it empty.',
})

const ratioWire = z.int().min(1).max(1_000_000_000)

/** One pack is numerator / denominator stocking units, exactly. */
const packBody = z
  .strictObject({
    unit: unitWire,
    numerator: ratioWire,
    denominator: ratioWire.optional(),
    gtin: gtinWire.optional(),
  })
  .meta({ id: 'NewPack' })

export const packView = z
  .strictObject({
    unit: z.string(),
    numerator: z.int(),
    denominator: z.int(),
    gtin: z.string(),
  })
  .meta({ id: 'Pack' })

const changeable = {
  description: noteWire(4000).optional(),
  gtin: gtinWire.optional(),
  categoryId: idWire.nullable().optional(),
  weightGrams: z.int().min(0).max(1_000_000_000).nullable().optional(),
  volumeCm3: z.int().min(0).max(1_000_000_000).nullable().optional(),
  tracksExpiry: z.boolean().optional(),
  /** The whole list; packs left out are gone. */
  packs: z.array(packBody).max(packsMax).optional(),
  ...sourceWire,
}

export const valuationMethodWire = z.enum(['fifo', 'moving_average'])

export const createItemBody = z
  .strictObject({
    sku: codeWire,
    name: textWire(200),
    /** The unit it is stocked in, for good. */
    unit: unitWire,
    /** How finely it is counted, for good: 3 for grams of a kilogram. */
    unitDecimals: z.int().min(0).max(6).optional(),
    valuationMethod: valuationMethodWire.optional(),
    tracksLots: z.boolean().optional(),
    ...changeable,
  })
  .meta({ id: 'CreateItem' })

export const changeItemBody = z
  .strictObject({
    sku: codeWire.optional(),
    name: textWire(200).optional(),
    status: activityWire.optional(),
    ...changeable,
  })
  .meta({ id: 'ChangeItem' })

export const itemView = z
  .strictObject({
    id: idWire,
    sku: z.string(),
    name: z.string(),
    description: z.string(),
    gtin: z.string(),
    unit: z.string(),
    unitDecimals: z.int(),
    categoryId: idWire.nullable(),
    valuationMethod: valuationMethodWire,
    weightGrams: z.int().nullable(),
    volumeCm3: z.int().nullable(),
    tracksLots: z.boolean(),
    tracksExpiry: z.boolean(),
    packs: z.array(packView),
    status: activityWire,
    sourceSystem: z.string(),
    externalId: z.string(),
    version: z.int(),
    createdAt: instantWire,
  })
  .meta({ id: 'Item' })

export const itemPage = page(itemView)
export const itemParams = z.strictObject({ itemId: idWire })

export const listItemsQuery = listQuery({
  filters: {
    /** The start of the SKU or name, upper or lower case. */
    q: searchWire.optional(),
    /** Of the item or one of its packs. */
    gtin: gtinWire.min(8).optional(),
    status: activityWire.optional(),
    categoryId: idWire.optional(),
    valuationMethod: valuationMethodWire.optional(),
  },
  sorts: ['sku', 'name'],
})

export const createUnitBody = z
  .strictObject({ code: unitWire, name: textWire(100) })
  .meta({ id: 'CreateUnit' })
export const changeUnitBody = z.strictObject({ name: textWire(100).optional() }).meta({
  id: 'ChangeUnit',
})
export const unitView = z
  .strictObject({ id: idWire, code: z.string(), name: z.string(), version: z.int() })
  .meta({ id: 'Unit' })
export const unitPage = page(unitView)
export const unitParams = z.strictObject({ unitId: idWire })
export const listUnitsQuery = listQuery({ filters: {}, sorts: ['code'] })

export const createCategoryBody = z
  .strictObject({
    code: codeWire,
    name: textWire(200),
    parentId: idWire.nullable().optional(),
  })
  .meta({ id: 'CreateItemCategory' })
export const changeCategoryBody = z
  .strictObject({
    code: codeWire.optional(),
    name: textWire(200).optional(),
    parentId: idWire.nullable().optional(),
  })
  .meta({ id: 'ChangeItemCategory' })
export const categoryView = z
  .strictObject({
    id: idWire,
    code: z.string(),
    name: z.string(),
    parentId: idWire.nullable(),
    version: z.int(),
  })
  .meta({ id: 'ItemCategory' })
export const categoryPage = page(categoryView)
export const categoryParams = z.strictObject({ categoryId: idWire })
export const listCategoriesQuery = listQuery({
  filters: { parentId: idWire.optional() },
  sorts: ['code'],
})

export const bundlePartsMax = 100

export const bundleBody = z
  .strictObject({
    parts: z
      .array(
        z.strictObject({
          partItemId: idWire,
          /** Of the part, in one stocking unit of the bundle. */
          quantity: countWire,
          /** Its share of what the bundle is sold for, beside those of the others; 1 when left out. */
          priceShare: z.int().min(1).max(1_000_000).optional(),
        }),
      )
      .max(bundlePartsMax, { error: `Give at most ${bundlePartsMax} parts.` }),
  })
  .meta({ id: 'PutBundle' })

const itemName = z.strictObject({ id: idWire, sku: z.string(), name: z.string() })

export const bundlePartView = z
  .strictObject({
    id: idWire,
    bundle: itemName,
    bundleUnit: z.string(),
    part: itemName,
    /** In one `bundleUnit` of the bundle. */
    quantity: quantityWire,
    priceShare: z.int(),
  })
  .meta({ id: 'BundlePart' })

export const bundleView = z.strictObject({ parts: z.array(bundlePartView) }).meta({ id: 'Bundle' })
export const bundlePartPage = page(bundlePartView)
export const bundleParams = z.strictObject({ bundleItemId: idWire })
export const listBundlePartsQuery = listQuery({
  filters: { bundleItemId: idWire.optional(), partItemId: idWire.optional() },
  sorts: ['bundle', 'part'],
})

export type BundlePartView = z.infer<typeof bundlePartView>
export type ListBundlePartsQuery = z.infer<typeof listBundlePartsQuery>
export type CreateItemBody = z.infer<typeof createItemBody>
export type ChangeItemBody = z.infer<typeof changeItemBody>
export type ItemView = z.infer<typeof itemView>
export type PackView = z.infer<typeof packView>
export type ListItemsQuery = z.infer<typeof listItemsQuery>
export type UnitView = z.infer<typeof unitView>
export type ListUnitsQuery = z.infer<typeof listUnitsQuery>
export type CategoryView = z.infer<typeof categoryView>
export type ListCategoriesQuery = z.infer<typeof listCategoriesQuery>
