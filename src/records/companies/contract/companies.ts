import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { codeWire, countryWire, noteWire, timeZoneWire } from '#platform/record-wire'
import { currencyWire, dayWire, idWire, instantWire, moneyWire, textWire } from '#platform/wire'

const bpsWire = z.int().min(0).max(10_000)
const daysWire = z.int().min(0).max(3_650)

const details = {
  legalName: noteWire(200).optional(),
  country: countryWire.optional(),
  timeZone: timeZoneWire.optional(),
  taxId: noteWire(60).optional(),
  address: noteWire(1000).optional(),
  /** Orders above this need a second person; zero: each does; null: none does. */
  approvalOver: moneyWire.nullable().optional(),
}

const tolerances = {
  /** Receiving: how far above and below the ordered units a line may go. */
  receiptOverBps: bpsWire.optional(),
  /** Base units; null: no limit beside the share. */
  receiptOverUnitsMax: z.int().min(0).nullable().optional(),
  receiptUnderBps: bpsWire.optional(),
  /** By how much what came may differ from the order's value before no line ends short; null: none. */
  receiptOrderOver: moneyWire.nullable().optional(),
  /** Supplier answers: what is accepted without a person. */
  answerLateDaysMax: daysWire.optional(),
  answerShortBpsMax: bpsWire.optional(),
  answerPriceOverBpsMax: bpsWire.optional(),
}

export const createCompanyBody = z
  .strictObject({
    code: codeWire,
    name: textWire(200),
    /** Of its books, for good. */
    currency: currencyWire,
    fiscalYearStartMonth: z.int().min(1).max(12).optional(),
    /** The first day that will be posted to; its fiscal year opens the calendar. */
    periodsFrom: dayWire.optional(),
    ...details,
  })
  .meta({ id: 'CreateCompany' })

export const changeCompanyBody = z
  .strictObject({
    code: codeWire.optional(),
    name: textWire(200).optional(),
    ...details,
    ...tolerances,
  })
  .meta({ id: 'ChangeCompany' })

export const companyView = z
  .strictObject({
    id: idWire,
    code: z.string(),
    name: z.string(),
    legalName: z.string(),
    currency: z.string(),
    country: z.string(),
    timeZone: z.string(),
    taxId: z.string(),
    address: z.string(),
    fiscalYearStartMonth: z.int(),
    approvalOver: moneyWire.nullable(),
    receiptOverBps: z.int(),
    receiptOverUnitsMax: z.int().nullable(),
    receiptUnderBps: z.int(),
    receiptOrderOver: moneyWire.nullable(),
    answerLateDaysMax: z.int(),
    answerShortBpsMax: z.int(),
    answerPriceOverBpsMax: z.int(),
    version: z.int(),
    createdAt: instantWire,
  })
  .meta({ id: 'Company' })

export const companyPage = page(companyView)
export const companyParams = z.strictObject({ companyId: idWire })
export const listCompaniesQuery = listQuery({ filters: {}, sorts: ['code'] })

export type CreateCompanyBody = z.infer<typeof createCompanyBody>
export type ChangeCompanyBody = z.infer<typeof changeCompanyBody>
export type CompanyView = z.infer<typeof companyView>
export type ListCompaniesQuery = z.infer<typeof listCompaniesQuery>
