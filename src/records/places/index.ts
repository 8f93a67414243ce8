/** The door of places: where stock is, and in which states it may be there. */
export { placesImport } from './import.ts'
export { searchPlaces } from './queries/list-places.ts'
export {
  type PlaceFacts,
  type PlaceId,
  type PlaceKind,
  readPlaceFacts,
  readPlaceIdsByCode,
} from './queries/read-places.ts'
export { type StockStatus, stockStatuses } from './queries/stock-statuses.ts'
export { aheadErrors } from './rules/not-ahead.ts'
