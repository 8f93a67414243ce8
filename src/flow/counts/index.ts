/** The door of counts: stock brought to what is really there, and to what was there at the start. */

export {
  type AdjustmentOutcome,
  type AdjustStock,
  adjustStock,
  openStock,
} from './actions/adjust-stock.ts'
export type { CountedLine } from './actions/read-count.ts'
export type { AdjustmentId } from './adjustment.ts'
export { openingStockImport } from './import.ts'
export { readAdjustment } from './queries/read-adjustment.ts'
