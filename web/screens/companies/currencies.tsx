import type { CurrencyView } from '#contracts/records/companies'

import { StatusBadge } from '../../look/status-badge.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { RecordList } from '../../parts/record-form/record-list.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

/** The same for every company. */
export function Currencies() {
  return (
    <RecordList<CurrencyView>
      id="currencies"
      label="Currencies"
      noun="currency"
      path="/currencies"
      columns={columns}
      sort="code"
      newFields={newFields}
      fields={fields}
      nameOf={({ code }) => String(code)}
      teaches="The currencies suppliers bill in."
      note="Its decimals come from ISO 4217."
    />
  )
}

const newFields: readonly RecordField[] = [
  {
    kind: 'text',
    key: 'code',
    label: 'Code',
    max: 3,
    isRequired: true,
    isForGood: true,
    hint: 'ISO 4217, such as EUR',
  },
  { kind: 'text', key: 'name', label: 'Name', max: 100 },
]

const fields: readonly RecordField[] = [
  ...newFields,
  { kind: 'flag', key: 'isActive', label: 'In use' },
]

const columns: readonly Column<CurrencyView>[] = [
  { key: 'code', head: 'Code', sort: 'code', isAlways: true, cell: ({ code }) => code },
  { key: 'name', head: 'Name', width: 320, cell: ({ name }) => name },
  { key: 'digits', head: 'Decimals', isFigure: true, cell: ({ minorDigits }) => minorDigits },
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
