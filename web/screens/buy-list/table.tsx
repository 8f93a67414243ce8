import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'

import type { ProposalRow } from '#contracts/flow/planning'

import { dayText } from '../../look/days.ts'
import { daysText } from '../../look/format.ts'
import styles from './buy-list.module.css'
import { Head, type Sorting } from './head.tsx'
import { Meters } from './meter.tsx'
import { Row, type RowActs } from './row.tsx'
import type { Group, Selection } from './use-buy-list.ts'
import { isOrderable, linesText } from './words.ts'

const columnCount = 12

export type TableProps = RowActs & {
  readonly rows: readonly ProposalRow[]
  /** Absent: the rows as they are, by urgency. */
  readonly groups: readonly Group[] | undefined
  readonly selection: Selection
  readonly currentId: string | undefined
  readonly fold: (key: string, isOpen: boolean) => void
  readonly showAll: (group: Group) => void
  readonly sorting: Sorting
}

export function Table(props: TableProps) {
  const { rows, groups, selection, sorting } = props
  const orderable = rows.filter(isOrderable)
  const rowsOf = (some: readonly ProposalRow[]) =>
    some.map((row) => (
      <Row
        key={row.id}
        row={row}
        isCurrent={row.id === props.currentId}
        isSelected={selection.selected.has(row.id)}
        showsSupplier={groups === undefined}
        choose={props.choose}
        select={props.select}
        openWhy={props.openWhy}
        decided={props.decided}
      />
    ))
  return (
    <table className={styles.table}>
      <caption>{groups === undefined ? 'Buy list by urgency' : 'Buy list by supplier'}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.check}>
            <SelectAll
              label="Select all lines on this page"
              rows={orderable}
              selection={selection}
            />
          </th>
          <th scope="col">Item</th>
          <th scope="col" data-wide>
            {groups === undefined ? 'Place, supplier' : 'Place'}
          </th>
          <Head sorting={sorting}>On hand</Head>
          <Head sorting={sorting}>Avail.</Head>
          <Head sorting={sorting}>Coming</Head>
          <Head sorting={sorting} by={groups === undefined ? 'sellsOutOn' : undefined}>
            Sells out
          </Head>
          <Head sorting={sorting} by="orderBy">
            Order by
          </Head>
          <Head sorting={sorting} by="urgency" isWord isNarrow>
            Urgency
          </Head>
          <Head sorting={sorting}>Need</Head>
          <Head sorting={sorting} isNarrow>
            Order
          </Head>
          <Head sorting={sorting} by="value" isLargestFirst>
            Cost
          </Head>
        </tr>
      </thead>
      {groups === undefined ? (
        <tbody>{rowsOf(rows)}</tbody>
      ) : (
        groups.map((group) => (
          <tbody key={group.key}>
            <GroupHead group={group} selection={selection} fold={props.fold} />
            {group.isOpen ? rowsOf(group.rows) : null}
            {group.isOpen && group.hasMore ? (
              <tr>
                <td colSpan={columnCount} className={styles.more}>
                  <button type="button" onClick={() => props.showAll(group)}>
                    Show all {linesText(group.lineCount)} of {group.supplier?.name ?? 'these'}
                  </button>
                </td>
              </tr>
            ) : null}
          </tbody>
        ))
      )}
    </table>
  )
}

type GroupHeadProps = {
  readonly group: Group
  readonly selection: Selection
  readonly fold: (key: string, isOpen: boolean) => void
}

function GroupHead({ group, selection, fold }: GroupHeadProps) {
  const { supplier, currency, leadDays, lineCount, isOpen, orderBy } = group
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  const name = supplier?.name ?? 'Supplier unknown'
  const facts = [
    currency,
    leadDays > 0 ? daysText(leadDays) : undefined,
    ...(isOpen ? [] : [linesText(lineCount)]),
    isOpen || orderBy === null ? undefined : `order by ${dayText(orderBy)}`,
  ].filter((fact) => fact != null)
  return (
    <tr className={styles.group} data-open={isOpen || undefined}>
      <td className={styles.check}>
        {isOpen ? (
          <SelectAll
            label={`Select all lines of ${name}`}
            rows={group.rows.filter(isOrderable)}
            selection={selection}
          />
        ) : null}
      </td>
      <th colSpan={columnCount - 1} scope="rowgroup">
        <div className={styles.groupLine}>
          <button type="button" aria-expanded={isOpen} onClick={() => fold(group.key, !isOpen)}>
            <Chevron size={14} aria-hidden="true" />
            <b>{name}</b>
          </button>
          <span className={styles.groupFacts}>{facts.join(' · ')}</span>
          <Meters group={group} />
        </div>
      </th>
    </tr>
  )
}

type SelectAllProps = {
  readonly label: string
  readonly rows: readonly ProposalRow[]
  readonly selection: Selection
}

function SelectAll({ label, rows, selection }: SelectAllProps) {
  const box = useRef<HTMLInputElement>(null)
  const count = rows.filter(({ id }) => selection.selected.has(id)).length
  const isSome = count > 0 && count < rows.length
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome
  }, [isSome])
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      disabled={rows.length === 0}
      checked={rows.length > 0 && count === rows.length}
      onChange={(event) => selection.set(rows, event.currentTarget.checked)}
    />
  )
}
