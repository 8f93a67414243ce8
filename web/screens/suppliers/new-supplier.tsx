import { NewRecord } from '../../parts/record-form/new-record.tsx'
import { supplierDefaults, supplierFields } from './fields.ts'

export function NewSupplier() {
  return (
    <NewRecord
      noun="supplier"
      crumb={{ label: 'Suppliers', to: '/suppliers' }}
      fields={supplierFields}
      defaults={supplierDefaults}
      path="/suppliers"
      note="Orders can be written to it at once; add its terms to have them priced."
    />
  )
}
