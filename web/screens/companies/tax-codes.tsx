import type { CompanyView, TaxCodeView } from '#contracts/records/companies'

import { bpsText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { RecordList } from '../../parts/record-form/record-list.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

export function TaxCodes({ company }: { readonly company: CompanyView }) {
  return (
    <RecordList<TaxCodeView>
      id="tax-codes"
      label={`Tax codes of ${company.name}`}
      noun="tax code"
      path="/tax-codes"
      query={{ companyId: company.id }}
      columns={columns}
      sort="code"
      newFields={newFields}
      fields={fields}
      defaults={{ recoverableBps: 10_000 }}
      extra={{ companyId: company.id }}
      nameOf={({ code }) => String(code)}
      teaches="A tax code says the rate on an invoice and how much of it is claimed back."
      note="Invoices already posted keep what they were posted with."
    />
  )
}

const newFields: readonly RecordField[] = [
  { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true, isForGood: true },
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  { kind: 'percent', key: 'rateBps', label: 'Rate', isRequired: true },
  {
    kind: 'percent',
    key: 'recoverableBps',
    label: 'Claimed back',
    isRequired: true,
    hint: 'The rest follows the goods',
  },
]

const fields: readonly RecordField[] = [
  ...newFields,
  { kind: 'flag', key: 'isActive', label: 'In use' },
]

const columns: readonly Column<TaxCodeView>[] = [
  { key: 'code', head: 'Code', sort: 'code', isAlways: true, cell: ({ code }) => code },
  { key: 'name', head: 'Name', width: 320, cell: ({ name }) => name },
  { key: 'rate', head: 'Rate', isFigure: true, cell: ({ rateBps }) => bpsText(rateBps) },
  {
    key: 'recoverable',
    head: 'Claimed back',
    isFigure: true,
    cell: ({ recoverableBps }) => bpsText(recoverableBps),
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
