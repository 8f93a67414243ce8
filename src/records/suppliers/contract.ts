import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import {
  activityWire,
  codeWire,
  countryWire,
  emailWire,
  noteWire,
  sourceWire,
} from '#platform/record-wire'
import { searchWire } from '#platform/search'
import { currencyWire, idWire, instantWire, textWire } from '#platform/wire'

const detailFields = {
  legalName: noteWire(200).optional(),
  /** Orders go here; empty: they are released without mail. */
  email: emailWire.optional(),
  phone: noteWire(60).optional(),
  address: noteWire(1000).optional(),
  country: countryWire.optional(),
  taxId: noteWire(60).optional(),
  /** BCP 47, such as `de`: the language of papers sent to the supplier. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/, { error: 'Give a language, such as en or de.' })
    .optional(),
  paymentTermsDays: z.int().min(0).max(365).optional(),
  /** Incoterms 2020: three letters, and the named place where there is one. */
  incoterm: noteWire(60).optional(),
  ...sourceWire,
}

export const createSupplierBody = z
  .strictObject({
    code: codeWire,
    name: textWire(200),
    currency: currencyWire,
    ...detailFields,
  })
  .meta({ id: 'CreateSupplier' })

export const changeSupplierBody = z
  .strictObject({
    code: codeWire.optional(),
    name: textWire(200).optional(),
    currency: currencyWire.optional(),
    status: activityWire.optional(),
    ...detailFields,
  })
  .meta({ id: 'ChangeSupplier' })

export const supplierView = z
  .strictObject({
    id: idWire,
    code: z.string(),
    name: z.string(),
    legalName: z.string(),
    email: z.string(),
    phone: z.string(),
    address: z.string(),
    country: z.string(),
    taxId: z.string(),
    language: z.string(),
    currency: z.string(),
    paymentTermsDays: z.int(),
    incoterm: z.string(),
    status: activityWire,
    sourceSystem: z.string(),
    externalId: z.string(),
    version: z.int(),
    createdAt: instantWire,
  })
  .meta({ id: 'Supplier' })

export const supplierPage = page(supplierView)

export const supplierParams = z.strictObject({ supplierId: idWire })

export const listSuppliersQuery = listQuery({
  filters: {
    /** The start of the code or name, upper or lower case. */
    q: searchWire.optional(),
    status: activityWire.optional(),
    currency: currencyWire.optional(),
    country: countryWire.optional(),
  },
  sorts: ['code', 'name'],
})

export type CreateSupplierBody = z.infer<typeof createSupplierBody>
export type ChangeSupplierBody = z.infer<typeof changeSupplierBody>
export type SupplierView = z.infer<typeof supplierView>
export type ListSuppliersQuery = z.infer<typeof listSuppliersQuery>
