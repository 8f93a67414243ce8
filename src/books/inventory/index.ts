/** The door of the units book: what is where, what moved, and what is coming. */

export { inventoryChecks } from './book-checks.ts'
export { type FoundLot, findLots, type LotOfItem } from './queries/find-lots.ts'
export { lockWishes } from './queries/lock-wishes.ts'
export { readStageDays, type StageDays } from './queries/stage-days.ts'
export { type Coming, type ItemPlace, type StockOf, stockOf } from './queries/stock-of.ts'
export type { BalanceKey, Move, Node } from './rules/balance-changes.ts'
export type { MissingUnits, UnitsWish } from './rules/missing-units.ts'
export {
  type Expectation,
  type Firmness,
  setExpectations,
} from './store/expectations.ts'
export { ensureLots, type LotInput, lockBalances, recordMoves } from './store/stock.ts'
