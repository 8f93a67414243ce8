import { Checkbox } from '@mantine/core'

import list from './data-list.module.css'
import { RowLink } from './row-link.tsx'
import type { DataListProps } from './types.ts'

export type ListPhoneProps<Row> = DataListProps<Row> & {
  readonly rows: readonly Row[]
  readonly chosenIds: ReadonlySet<string>
  readonly toggle: (id: string) => void
  readonly isLoading: boolean
}

const bones = [1, 2, 3, 4, 5, 6]

/** The same rows for a thumb: the first column is the title, the others stand under it. */
export function ListPhone<Row>(props: ListPhoneProps<Row>) {
  const { label, columns, rows, rowId, rowName, bulk, chosenIds, toggle, isLoading } = props
  const [first, ...rest] = columns
  const others = rest.filter(({ isAct }) => !isAct)
  const acts = rest.filter(({ isAct }) => isAct)
  if (isLoading) {
    return (
      <div aria-hidden="true">
        {bones.map((bone) => (
          <div key={bone} className={list.card}>
            <span className={list.bone} style={{ width: `${40 + bone * 7}%` }} />
          </div>
        ))}
      </div>
    )
  }
  return (
    <ul aria-label={label}>
      {rows.map((row) => (
        <li key={rowId(row)} className={list.card} data-row={rowId(row)}>
          {bulk ? (
            <Checkbox
              checked={chosenIds.has(rowId(row))}
              onChange={() => toggle(rowId(row))}
              aria-label={`Choose ${rowName(row)}`}
            />
          ) : null}
          <div className={list.cardBody}>
            <RowLink {...props} row={row}>
              {first?.cell(row)}
            </RowLink>
            <dl>
              {others.map(({ key, head, cell }) => (
                <div key={key}>
                  <dt>{head}</dt>
                  <dd>{cell(row)}</dd>
                </div>
              ))}
            </dl>
          </div>
          {acts.map(({ key, cell }) => (
            <div key={key} className={list.cardActs}>
              {cell(row)}
            </div>
          ))}
        </li>
      ))}
    </ul>
  )
}
