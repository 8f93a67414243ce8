import type { ChargeCodeView, CompanyView } from '#contracts/records/companies'

import { StatusBadge } from '../../look/status-badge.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { RecordList } from '../../parts/record-form/record-list.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'
import { optionOfAccount } from './options.ts'

export function ChargeCodes({ company }: { readonly company: CompanyView }) {
  const newFields: readonly RecordField[] = [
    { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true, isForGood: true },
    { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
    {
      kind: 'flag',
      key: 'followsGoods',
      label: 'Into the cost of the goods',
      hint: 'Otherwise an expense, on the account',
    },
    {
      kind: 'list',
      key: 'accountId',
      label: 'Account',
      hint: 'Where it goes when it does not follow the goods',
      path: '/accounts',
      query: { companyId: company.id },
      optionOf: optionOfAccount,
    },
  ]
  return (
    <RecordList<ChargeCodeView>
      id="charge-codes"
      label={`Charge codes of ${company.name}`}
      noun="charge code"
      path="/charge-codes"
      query={{ companyId: company.id }}
      columns={columns}
      sort="code"
      newFields={newFields}
      fields={[...newFields, { kind: 'flag', key: 'isActive', label: 'In use' }]}
      defaults={{ followsGoods: true }}
      extra={{ companyId: company.id }}
      nameOf={({ code }) => String(code)}
      teaches="A charge code says whether freight or handling on an invoice becomes part of the cost."
      note="Invoices already posted keep what they were posted with."
    />
  )
}

const columns: readonly Column<ChargeCodeView>[] = [
  { key: 'code', head: 'Code', sort: 'code', isAlways: true, cell: ({ code }) => code },
  { key: 'name', head: 'Name', width: 320, cell: ({ name }) => name },
  {
    key: 'follows',
    head: 'Goes to',
    cell: ({ followsGoods }) => (followsGoods ? 'Cost of the goods' : 'Expense'),
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
