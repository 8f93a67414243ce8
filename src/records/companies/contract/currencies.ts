import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { noteWire } from '#platform/record-wire'
import { currencyWire, dayWire, idWire, textWire } from '#platform/wire'

export const createCurrencyBody = z
  .strictObject({ code: currencyWire, name: textWire(100).optional() })
  .meta({ id: 'CreateCurrency' })

export const changeCurrencyBody = z
  .strictObject({ name: textWire(100).optional(), isActive: z.boolean().optional() })
  .meta({ id: 'ChangeCurrency' })

export const currencyView = z
  .strictObject({
    id: idWire,
    code: z.string(),
    name: z.string(),
    /** Decimals of its minor unit: 2 for EUR, 0 for JPY. */
    minorDigits: z.int(),
    isActive: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'CurrencyRecord' })

export const currencyPage = page(currencyView)
export const currencyParams = z.strictObject({ currencyId: idWire })
export const listCurrenciesQuery = listQuery({ filters: {}, sorts: ['code'] })

/** How many units of `toCurrency` one unit of `fromCurrency` is worth. */
const rateWire = z.string().regex(/^\d{1,7}(\.\d{1,10})?$/, {
  error: 'Write the rate as digits with a point, of at most 10 decimals, such as "1.085".',
})

export const createRateBody = z
  .strictObject({
    fromCurrency: currencyWire,
    toCurrency: currencyWire,
    /** The rate holds from the end of this day, until the next. */
    onDay: dayWire,
    rate: rateWire,
    source: noteWire(100).optional(),
  })
  .meta({ id: 'CreateCurrencyRate' })

export const changeRateBody = z
  .strictObject({ rate: rateWire.optional(), source: noteWire(100).optional() })
  .meta({ id: 'ChangeCurrencyRate' })

export const rateView = z
  .strictObject({
    id: idWire,
    fromCurrency: z.string(),
    toCurrency: z.string(),
    onDay: dayWire,
    rate: z.string(),
    source: z.string(),
    version: z.int(),
  })
  .meta({ id: 'CurrencyRate' })

export const ratePage = page(rateView)
export const rateParams = z.strictObject({ rateId: idWire })

export const listRatesQuery = listQuery({
  filters: {
    fromCurrency: currencyWire.optional(),
    toCurrency: currencyWire.optional(),
    /** The first and the last day of the list. */
    since: dayWire.optional(),
    until: dayWire.optional(),
  },
  sorts: ['-onDay'],
})

export const effectiveRateQuery = z.strictObject({
  fromCurrency: currencyWire,
  toCurrency: currencyWire,
  day: dayWire,
})

/** The rate documents of a day are converted at, found in either direction. */
export const effectiveRateView = z
  .strictObject({
    fromCurrency: z.string(),
    toCurrency: z.string(),
    day: dayWire,
    rate: z.string(),
  })
  .meta({ id: 'EffectiveRate' })

export type CurrencyView = z.infer<typeof currencyView>
export type ListCurrenciesQuery = z.infer<typeof listCurrenciesQuery>
export type RateView = z.infer<typeof rateView>
export type ListRatesQuery = z.infer<typeof listRatesQuery>
