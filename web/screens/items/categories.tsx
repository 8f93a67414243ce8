import type { CategoryView } from '#contracts/records/items'

import { useList } from '../../api/queries.ts'
import type { Column } from '../../parts/data-list/types.ts'
import { RecordList } from '../../parts/record-form/record-list.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'

/** What items are filed under, as a tree. */
export function Categories() {
  const { page } = useList<CategoryView>('/item-categories', { limit: 200 })
  const nameOf = (id: string | null) => page?.items.find((each) => each.id === id)?.name ?? '–'
  const columns: readonly Column<CategoryView>[] = [
    { key: 'code', head: 'Code', sort: 'code', isAlways: true, cell: ({ code }) => code },
    { key: 'name', head: 'Name', width: 360, cell: ({ name }) => name },
    { key: 'parent', head: 'Under', width: 300, cell: ({ parentId }) => nameOf(parentId) },
  ]
  return (
    <RecordList<CategoryView>
      id="item-categories"
      label="Categories"
      noun="category"
      path="/item-categories"
      columns={columns}
      sort="code"
      newFields={fields}
      fields={fields}
      nameOf={({ name }) => String(name)}
      teaches="Categories file items for reports and filters. One can stand under another."
      note="Items can be filed under it at once."
    />
  )
}

const fields: readonly RecordField[] = [
  { kind: 'text', key: 'code', label: 'Code', max: 64, isRequired: true },
  { kind: 'text', key: 'name', label: 'Name', max: 200, isRequired: true },
  {
    kind: 'list',
    key: 'parentId',
    label: 'Under',
    path: '/item-categories',
    optionOf: ({ id, code, name }: { id: string; code: string; name: string }) => ({
      id,
      label: name,
      note: code,
    }),
  },
]
