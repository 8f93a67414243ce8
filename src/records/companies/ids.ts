import type { Id } from '#kernel/brand'

export type CompanyId = Id<'Company'>
export type FiscalPeriodId = Id<'FiscalPeriod'>
export type AccountId = Id<'Account'>
export type TaxCodeId = Id<'TaxCode'>
export type ChargeCodeId = Id<'ChargeCode'>
export type CurrencyRateId = Id<'CurrencyRate'>
