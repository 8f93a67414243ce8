/** The door of counts: stock brought to what is really there, and to what was there at the start. */

export {
  type AdjustmentOutcome,
  type AdjustStock,
  adjustStock,
} from './actions/adjust-stock.ts'
export type { CountedLine } from './actions/read-count.ts'
export type { AdjustmentId } from './adjustment.ts'
export { openingStockImport } from './import.ts'
