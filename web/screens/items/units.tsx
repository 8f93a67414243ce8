import type { UnitView } from '#contracts/records/items'

import type { Column } from '../../parts/data-list/types.ts'
import { RecordList } from '../../parts/record-form/record-list.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

/** What items are counted in. */
export function Units() {
  return (
    <RecordList<UnitView>
      id="units"
      label="Units"
      noun="unit"
      path="/units"
      columns={columns}
      sort="code"
      newFields={fields}
      fields={fields}
      nameOf={({ code }) => String(code)}
      teaches="Pieces, kilograms, metres: what items are counted in. Packs are said on each item."
      note="Items can be counted in it at once."
    />
  )
}

const fields: readonly RecordField[] = [
  {
    kind: 'text',
    key: 'code',
    label: 'Code',
    max: 16,
    isRequired: true,
    isForGood: true,
    hint: 'Such as EA or KG',
  },
  { kind: 'text', key: 'name', label: 'Name', max: 100, isRequired: true },
]

const columns: readonly Column<UnitView>[] = [
  { key: 'code', head: 'Code', sort: 'code', isAlways: true, cell: ({ code }) => code },
  { key: 'name', head: 'Name', width: 420, cell: ({ name }) => name },
]
