/** What companies keep, by file. */
export { accountsImport } from './import/accounts.ts'
export { chargeCodesImport, taxCodesImport } from './import/codes.ts'
export { companiesImport } from './import/companies.ts'
export { currencyRatesImport } from './import/rates.ts'
