/** The door of items: what is bought, stocked and sold, and in which units. */
export { type ChangeItem, changeItem } from './actions/change-item.ts'
export { type CreateCategory, createCategory } from './actions/create-category.ts'
export { type CreateItem, createItem } from './actions/create-item.ts'
export { itemsImport } from './import.ts'
export { searchItems } from './queries/list-items.ts'
export {
  type ItemCategoryId,
  type ItemFacts,
  type ItemId,
  readItemFacts,
  readItemIdsBySku,
  type ValuationMethod,
} from './queries/read-item-facts.ts'
export { isGtin } from './rules/gtin.ts'
export { ensureUnits } from './store/items.ts'
