import { useRef, useState } from 'react'

import { type ListPage, useList } from '../../api/queries.ts'
import { usePhone } from '../../shell/layout.ts'
import { Refusal } from '../refusal.tsx'
import list from './data-list.module.css'
import { FilterBar } from './filter-bar.tsx'
import { ListFoot } from './list-foot.tsx'
import { useListKeys } from './list-keys.ts'
import { ListPhone } from './list-phone.tsx'
import { ListTable } from './list-table.tsx'
import { useListUrl } from './list-url.ts'
import { type Column, type DataListProps, namesOf } from './types.ts'

/**
 * The table of every list: rows come page by page from the API, and all that was chosen (filters,
 * order, page, columns) stands in the address. On a phone the same rows are cards.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const { url, asked, page, problem, isPlaceholderData, isFetching, refetch } = useListData(props)
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set())
  const box = useRef<HTMLDivElement>(null)
  const rows = page?.items ?? []
  const toggle = (key: string) => setChosenIds(toggled(chosenIds, key))
  useListKeys({ ...props, box, rows, url, toggle, nextCursor: page?.nextCursor ?? null })
  const chosen = { chosenIds, setChosenIds, toggle }
  return (
    <div className={list.list} ref={box}>
      <FilterBar {...props} asked={asked} url={url} />
      <Bulk {...props} {...chosen} rows={rows} />
      {problem ? (
        <div className={list.problem}>
          <Refusal
            problem={problem}
            sentence={problem.status > 0 ? 'This list can’t be shown.' : undefined}
            onRetry={() => void refetch()}
          />
        </div>
      ) : null}
      <div
        className={list.scroll}
        data-busy={isPlaceholderData || undefined}
        aria-busy={isFetching}
      >
        {problem && !page ? null : <Rows {...props} {...chosen} page={page} url={url} />}
      </div>
      <ListFoot page={page} url={url} />
    </div>
  )
}

/** What the address asks for, and the page of rows that answers it. */
function useListData<Row>(props: DataListProps<Row>) {
  const { id, path, filters = [], searchKey, urlPrefix } = props
  const names = [...(searchKey ? [searchKey] : []), ...filters.flatMap(namesOf)]
  const url = useListUrl(id, names, urlPrefix)
  const { values, sort = props.sort, cursor, limit } = url.state
  const asked = { ...props.query, ...values, sort }
  return { url, asked, ...useList<Row>(path, { ...asked, limit, cursor }) }
}

type ChosenProps = {
  readonly chosenIds: ReadonlySet<string>
  readonly setChosenIds: (ids: ReadonlySet<string>) => void
  readonly toggle: (id: string) => void
}

type RowsProps<Row> = DataListProps<Row> &
  ChosenProps & {
    readonly page: ListPage<Row> | undefined
    readonly url: ReturnType<typeof useListUrl>
  }

function Rows<Row>(props: RowsProps<Row>) {
  const { page, url, empty } = props
  const isPhone = usePhone()
  const { values, sort = props.sort, columns: chosen } = url.state
  const rows = page?.items ?? []
  if (page !== undefined && rows.length === 0) {
    if (Object.keys(values).length === 0) return empty
    return <NothingFits hint={props.nothingHint} clear={() => url.reset({})} />
  }
  const columns = shownColumns(props.columns, chosen)
  if (isPhone) return <ListPhone {...props} columns={columns} rows={rows} isLoading={!page} />
  const sortBy = (next: string) => url.change({ sort: next })
  return <ListTable {...props} columns={columns} rows={rows} sort={sort} sortBy={sortBy} />
}

/** Acts on the chosen rows; a row that left the page is no longer chosen. */
function Bulk<Row>({
  rows,
  rowId,
  bulk,
  chosenIds,
  setChosenIds,
}: DataListProps<Row> & ChosenProps & { readonly rows: readonly Row[] }) {
  const chosen = rows.filter((row) => chosenIds.has(rowId(row)))
  if (bulk === undefined || chosen.length === 0) return null
  return (
    <section className={list.bulk} aria-label="Chosen rows">
      <span>{chosen.length} chosen</span>
      {bulk(chosen, () => setChosenIds(new Set()))}
    </section>
  )
}

type NothingFitsProps = { readonly hint: string | undefined; readonly clear: () => void }

function NothingFits({ hint, clear }: NothingFitsProps) {
  return (
    <div className={list.nothing}>
      <h2>Nothing fits this filter</h2>
      {hint === undefined ? null : <p>{hint}</p>}
      <button type="button" className={list.clear} onClick={clear}>
        Take all filters away
      </button>
    </div>
  )
}

/** The chosen ones in the order of the screen; what was chosen before a release may be gone. */
function shownColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | undefined,
): readonly Column<Row>[] {
  const [first] = columns
  return columns.filter((column) => {
    if (column === first || column.isAlways) return true
    return chosen ? chosen.includes(column.key) : !column.isExtra
  })
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return before.has(key) ? before.difference(new Set([key])) : before.union(new Set([key]))
}
