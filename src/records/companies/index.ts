/** The door of companies: who keeps the books, in which currency, calendar and accounts. */
export { closePeriod } from './actions/close-period.ts'
export {
  type CreateCompany,
  type CreateCompanyOutcome,
  createCompany,
} from './actions/create-company.ts'
export { type CreateRate, createRate } from './actions/create-rate.ts'
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
} from './queries/read-codes.ts'
export {
  type CompanyFacts,
  readCompaniesByCode,
  readCompany,
  readCompanyByCode,
} from './queries/read-company.ts'
export { readRatesOfDay } from './queries/read-rates.ts'
export type { AccountKind, Control } from './rules/controls.ts'
export { postingErrors } from './rules/posting-errors.ts'
export { ensureCurrencies } from './store/currencies.ts'
