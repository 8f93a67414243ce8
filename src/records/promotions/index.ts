/** The door of promotions: what makes demand differ for a while. */
export { promotionsImport } from './import.ts'
export { searchPromotions } from './queries/list-promotions.ts'
export {
  type PromotionId,
  type PromotionKind,
  type PromotionSpan,
  promotionsBetween,
} from './queries/promotions-between.ts'
