/** The door of suppliers: from whom we buy. */
export { type ChangeSupplier, changeSupplier } from './actions/change-supplier.ts'
export { type CreateSupplier, createSupplier } from './actions/create-supplier.ts'
export { searchSuppliers } from './queries/list-suppliers.ts'
export { suppliersImport } from './import.ts'
export {
  readSupplierIdsByCode,
  readSuppliersById,
  type SupplierFacts,
  type SupplierId,
} from './queries/read-suppliers.ts'
