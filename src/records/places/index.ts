/** The door of places: where stock is, and in which states it may be there. */
export { type ChangePlace, changePlace } from './actions/change-place.ts'
export { type CreatePlace, createPlace } from './actions/create-place.ts'
export { searchPlaces } from './queries/list-places.ts'
export { placesImport } from './import.ts'
export {
  type PlaceFacts,
  type PlaceId,
  type PlaceKind,
  readPlaceFacts,
  readPlaceIdsByCode,
} from './queries/read-places.ts'
export { type StockStatus, stockStatuses } from './queries/stock-statuses.ts'
