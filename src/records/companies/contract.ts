/** What comes in and goes out of companies, by subject. */
export * from './contract/accounts.ts'
export * from './contract/calendar.ts'
export * from './contract/codes.ts'
export * from './contract/companies.ts'
export * from './contract/currencies.ts'
