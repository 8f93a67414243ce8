/** The door of items: what is bought, stocked and sold, and in which units. */
export { itemsImport } from './import.ts'
export { itemPacksImport } from './import-packs.ts'
export { type Exploded, explodeBundles } from './queries/bundle-parts.ts'
export { searchItems } from './queries/list-items.ts'
export {
  type ItemCategoryId,
  type ItemFacts,
  type ItemId,
  readItemFacts,
  readItemsByReference,
  type ValuationMethod,
} from './queries/read-item-facts.ts'
