/** The door of agreements: what suppliers ask for their goods, and whose terms to buy by. */
export { supplierTermsImport } from './import.ts'
export {
  type QuotedLine,
  type QuoteQuestion,
  type QuoteWhy,
  quote,
  type SupplierTermId,
} from './queries/quote.ts'
export { type SizedTerm, termsAt } from './queries/terms-at.ts'
export { type Break, breakFor, chooseTerms, type PassedOver } from './rules/quote.ts'
