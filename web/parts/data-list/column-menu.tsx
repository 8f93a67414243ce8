import { ActionIcon, Menu } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'

import { pageSizes, type useListUrl } from './list-url.ts'
import type { Column } from './types.ts'

export type ColumnMenuProps<Row> = {
  readonly columns: readonly Column<Row>[]
  readonly url: ReturnType<typeof useListUrl>
}

/** Which columns, and how many rows. */
export function ColumnMenu<Row>({ columns, url }: ColumnMenuProps<Row>) {
  const { columns: chosen, limit } = url.state
  const [, ...others] = columns
  const optional = others.filter(({ isAlways }) => !isAlways)
  const isShown = ({ key, isExtra = false }: Column<Row>) =>
    chosen ? chosen.includes(key) : !isExtra
  const choose = (column: Column<Row>) => {
    const shown = optional.filter(isShown).map(({ key }) => key)
    const columnsNext = isShown(column)
      ? shown.filter((key) => key !== column.key)
      : [...shown, column.key]
    url.change({ columns: columnsNext }, true)
  }
  return (
    <Menu position="bottom-end" width={200} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon aria-label="Columns and rows">
          <IconAdjustmentsHorizontal size={16} stroke={1.7} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Columns</Menu.Label>
        {optional.map((column) => (
          <Menu.CheckboxItem
            key={column.key}
            checked={isShown(column)}
            onChange={() => choose(column)}
          >
            {column.head}
          </Menu.CheckboxItem>
        ))}
        <Menu.Label>Rows on a page</Menu.Label>
        <Menu.RadioGroup
          value={String(limit)}
          onChange={(size) => url.change({ limit: Number(size) })}
        >
          {pageSizes.map((size) => (
            <Menu.RadioItem key={size} value={String(size)}>
              {size}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
