/** The door of suppliers: from whom we buy. */
export {
  readSupplierIdsByCode,
  readSuppliersById,
  type SupplierFacts,
  type SupplierId,
} from './queries/read-suppliers.ts'
