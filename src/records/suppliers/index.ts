/** The door of suppliers: from whom we buy. */
export { suppliersImport } from './import.ts'
export { searchSuppliers } from './queries/list-suppliers.ts'
export {
  readSuppliersById,
  readSuppliersByReference,
  type SupplierFacts,
  type SupplierId,
} from './queries/read-suppliers.ts'
