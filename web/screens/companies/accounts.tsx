import type { AccountView, CompanyView } from '#contracts/records/companies'

import { StatusBadge } from '../../look/status-badge.tsx'
import { controlWord, sentence } from '../../look/words.ts'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { RecordList } from '../../parts/record-form/record-list.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

const kinds = ['asset', 'liability', 'equity', 'income', 'expense'].map((value) => ({
  value,
  label: sentence(value),
}))

export function Accounts({ company }: { readonly company: CompanyView }) {
  return (
    <RecordList<AccountView>
      id="accounts"
      label={`Accounts of ${company.name}`}
      noun="account"
      path="/accounts"
      query={{ companyId: company.id }}
      columns={columns}
      filters={filters}
      sort="code"
      newFields={newFields}
      fields={fields}
      defaults={{ kind: 'expense' }}
      extra={{ companyId: company.id }}
      nameOf={({ code, name }) => `${code} ${name}`}
      teaches="The chart of accounts is made with the company."
      note="What the books post by stays; code and name are yours to choose."
    />
  )
}

const newFields: readonly RecordField[] = [
  { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true },
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  { kind: 'choice', key: 'kind', label: 'Kind', options: kinds, isForGood: true },
]

const fields: readonly RecordField[] = [
  ...newFields,
  { kind: 'flag', key: 'isActive', label: 'In use' },
]

const columns: readonly Column<AccountView>[] = [
  { key: 'code', head: 'Code', sort: 'code', isAlways: true, cell: ({ code }) => code },
  { key: 'name', head: 'Account', width: 320, cell: ({ name }) => name },
  { key: 'kind', head: 'Kind', cell: ({ kind }) => sentence(kind) },
  {
    key: 'control',
    head: 'The books post it as',
    cell: ({ control }) => (control === null ? '–' : controlWord(control)),
  },
  {
    key: 'active',
    head: 'State',
    cell: ({ isActive }) =>
      isActive ? (
        <StatusBadge tone="ok">In use</StatusBadge>
      ) : (
        <StatusBadge tone="neutral">Not used</StatusBadge>
      ),
  },
]

const filters: readonly Filter[] = [{ kind: 'choice', label: 'Kind', key: 'kind', options: kinds }]
