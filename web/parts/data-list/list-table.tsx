import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { MouseEvent } from 'react'

import type { ListPage } from '../../api/queries.ts'
import list from './data-list.module.css'
import { RowLink } from './row-link.tsx'
import type { Column, DataListProps } from './types.ts'

export type ListTableProps<Row> = DataListProps<Row> & {
  readonly rows: readonly Row[]
  readonly page: ListPage<Row> | undefined
  readonly chosenIds: ReadonlySet<string>
  readonly setChosenIds: (ids: ReadonlySet<string>) => void
  readonly toggle: (id: string) => void
  readonly sort: string | undefined
  readonly sortBy: (sort: string) => void
}

const skeletonRows = Array.from({ length: 12 }, (_, at) => at)

export function ListTable<Row>(props: ListTableProps<Row>) {
  const { label, columns, rows, page, bulk, foot, isTall } = props
  return (
    <table className={list.table} data-tall={isTall || undefined} aria-rowcount={rowCount(page)}>
      <caption>{label}</caption>
      <thead>
        <tr>
          {bulk ? <ChooseAll {...props} /> : null}
          {columns.map((column) => (
            <Head key={column.key} column={column} sort={props.sort} sortBy={props.sortBy} />
          ))}
        </tr>
      </thead>
      <tbody>
        {page
          ? rows.map((row) => <Row key={props.rowId(row)} {...props} row={row} />)
          : skeletonRows.map((at) => <BareRow key={at} at={at} columns={columns} />)}
      </tbody>
      {foot && page && rows.length > 0 ? <tfoot>{foot(page)}</tfoot> : null}
    </table>
  )
}

/** A row on its way, on the first load only. */
function BareRow<Row>({
  at,
  columns,
}: {
  readonly at: number
  readonly columns: readonly Column<Row>[]
}) {
  return (
    <tr>
      {columns.map(({ key }, column) => (
        <td key={key}>
          <span
            className={list.bone}
            style={{ width: `${88 - ((at * 17 + column * 29) % 50)}%` }}
            aria-hidden="true"
          />
        </td>
      ))}
    </tr>
  )
}

function Head<Row>({
  column,
  sort,
  sortBy,
}: {
  readonly column: Column<Row>
  readonly sort: string | undefined
  readonly sortBy: (sort: string) => void
}) {
  const { head, isFigure, isAct, width, sort: name } = column
  const style = width === undefined ? undefined : { width, maxWidth: width }
  if (name === undefined) {
    return (
      <th scope="col" data-num={isFigure || isAct || undefined} style={style}>
        {isAct ? <span className={list.unseen}>{head}</span> : head}
      </th>
    )
  }
  const direction = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : 'none'
  const Arrow = direction === 'ascending' ? IconArrowUp : IconArrowDown
  return (
    <th scope="col" data-num={isFigure || undefined} style={style} aria-sort={direction}>
      <button
        type="button"
        data-on={direction !== 'none' || undefined}
        onClick={() => sortBy(sort === name ? `-${name}` : name)}
      >
        {head}
        <Arrow size={12} stroke={2} aria-hidden="true" />
      </button>
    </th>
  )
}

function Row<Row>(props: ListTableProps<Row> & { readonly row: Row }) {
  const { row, columns, rowId, rowName, bulk, chosenIds, toggle, openId } = props
  const id = rowId(row)
  const isChosen = chosenIds.has(id)
  return (
    <tr
      data-row={id}
      data-chosen={isChosen || undefined}
      data-open={openId === id || undefined}
      onClick={openRow}
    >
      {bulk ? (
        <td className={list.choose}>
          <Checkbox
            size="xs"
            checked={isChosen}
            onChange={() => toggle(id)}
            aria-label={`Choose ${rowName(row)}`}
          />
        </td>
      ) : null}
      {columns.map((column, at) => (
        <Cell key={column.key} {...props} column={column} isFirst={at === 0} />
      ))}
    </tr>
  )
}

function Cell<Row>(
  props: ListTableProps<Row> & {
    readonly row: Row
    readonly column: Column<Row>
    readonly isFirst: boolean
  },
) {
  const { row, column, isFirst } = props
  const { isFigure, isAct, width, cell } = column
  const content = cell(row)
  return (
    <td
      data-num={isFigure || isAct || undefined}
      data-cut={width !== undefined || undefined}
      style={width === undefined ? undefined : { maxWidth: width }}
      title={width !== undefined && typeof content === 'string' ? content : undefined}
    >
      {isFirst ? <RowLink {...props}>{content}</RowLink> : content}
    </td>
  )
}

function ChooseAll<Row>({ rows, rowId, chosenIds, setChosenIds }: ListTableProps<Row>) {
  const ids = rows.map(rowId)
  const count = ids.filter((id) => chosenIds.has(id)).length
  const isAll = count > 0 && count === ids.length
  return (
    <th scope="col" className={list.choose}>
      <Checkbox
        size="xs"
        checked={isAll}
        indeterminate={count > 0 && !isAll}
        onChange={() => setChosenIds(new Set(isAll ? [] : ids))}
        aria-label="Choose all rows of this page"
      />
    </th>
  )
}

/** A click anywhere on the row opens it, but for clicks on something of its own. */
function openRow(event: MouseEvent<HTMLTableRowElement>): void {
  const target = event.target as HTMLElement
  if (target.closest('a, button, input, label, select') || getSelection()?.toString()) return
  event.currentTarget.querySelector<HTMLElement>('[data-row-link]')?.click()
}

/** -1 says that the whole number of rows is not known. */
function rowCount<Row>(page: ListPage<Row> | undefined): number {
  return page?.total.relation === 'eq' ? page.total.value + 1 : -1
}
