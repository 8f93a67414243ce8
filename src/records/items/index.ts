/** The door of items: what is bought, stocked and sold, and in which units. */
export {
  type ItemCategoryId,
  type ItemFacts,
  type ItemId,
  readItemFacts,
  readItemIdsBySku,
  type ValuationMethod,
} from './queries/read-item-facts.ts'
