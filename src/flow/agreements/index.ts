/** The door of agreements: what suppliers ask for their goods, and whose terms to buy by. */
export { type ChangeTerm, changeTerm } from './actions/change-term.ts'
export { type CreateTerm, createTerm } from './actions/create-term.ts'
export {
  type QuotedLine,
  type QuoteQuestion,
  type QuoteWhy,
  quote,
  type SupplierTermId,
} from './queries/quote.ts'
export type { Break, PassedOver } from './rules/quote.ts'
export { type TermUnit, termUnitOf } from './rules/term-measure.ts'
export type { TermFields, TermKey } from './store/terms.ts'
