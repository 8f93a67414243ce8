import { NewRecord } from '../../parts/record-form/new-record.tsx'
import { newCompanyFields } from './fields.ts'

export function NewCompany() {
  return (
    <NewRecord
      noun="company"
      crumb={{ label: 'Companies', to: '/companies' }}
      fields={newCompanyFields}
      defaults={{ fiscalYearStartMonth: 1 }}
      path="/companies"
      note="Opens books with a chart of accounts, fiscal periods and the usual codes."
    />
  )
}
