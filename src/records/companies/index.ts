/** The door of companies: who keeps the books, in which currency, calendar and accounts. */
export { type ChangeCompany, changeCompany } from './actions/change-company.ts'
export { closePeriod, reopenPeriod } from './actions/close-period.ts'
export {
  type CreateCompany,
  type CreateCompanyOutcome,
  createCompany,
} from './actions/create-company.ts'
export { type CreateRate, createRate } from './actions/create-rate.ts'
export { type ExtendCalendarOutcome, extendCalendar } from './actions/extend-calendar.ts'
export type {
  AccountId,
  ChargeCodeId,
  CompanyId,
  CurrencyRateId,
  FiscalPeriodId,
  TaxCodeId,
} from './ids.ts'
export {
  accountsImport,
  chargeCodesImport,
  companiesImport,
  currencyRatesImport,
  taxCodesImport,
} from './import.ts'
export {
  type PostingContext,
  type PostingContextMissing,
  postingContext,
} from './queries/posting-context.ts'
export {
  type ChargeCode,
  readChargeCodes,
  readTaxCodes,
  type TaxCode,
} from './queries/read-codes.ts'
export {
  type CompanyFacts,
  readCompaniesByCode,
  readCompaniesById,
  readCompany,
  readCompanyByCode,
} from './queries/read-company.ts'
export { readRatesOfDay } from './queries/read-rates.ts'
export { type AccountKind, type Control, controls } from './rules/controls.ts'
export { postingErrors } from './rules/posting-errors.ts'
export { ensureCurrencies } from './store/currencies.ts'
