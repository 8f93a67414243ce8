import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import styles from './buy-list.module.css'

export type Sorting = {
  /** As the API has it: `-value`; undefined as it comes. */
  readonly sort: string | undefined
  readonly sortBy: (sort: string | undefined) => void
}

type HeadProps = {
  readonly children: ReactNode
  /** Name of the API's sort, when it has one. */
  readonly by?: string | undefined
  /** The larger first, as one asks for what matters most. */
  readonly isLargestFirst?: boolean
  /** Words stand left. */
  readonly isWord?: boolean
  /** On a phone, too. */
  readonly isNarrow?: boolean
  readonly sorting: Sorting
}

/** The head of a column, pressed for another order: once, the other way round, as it comes. */
export function Head(props: HeadProps) {
  const { children, by, isLargestFirst, isWord, isNarrow, sorting } = props
  const isFigure = isWord ? undefined : true
  const isWide = isNarrow ? undefined : true
  if (by === undefined) {
    return (
      <th scope="col" data-num={isFigure} data-wide={isWide}>
        {children}
      </th>
    )
  }
  const { sort, sortBy } = sorting
  const orders = isLargestFirst ? [`-${by}`, by] : [by, `-${by}`]
  const isOn = sort === by || sort === `-${by}`
  const direction = !isOn ? 'none' : sort === by ? 'ascending' : 'descending'
  const Arrow = direction === 'descending' ? IconArrowDown : IconArrowUp
  const next = isOn ? orders[orders.indexOf(sort ?? '') + 1] : orders[0]
  return (
    <th scope="col" data-num={isFigure} data-wide={isWide} aria-sort={direction}>
      <button
        type="button"
        className={styles.sort}
        data-on={isOn || undefined}
        onClick={() => sortBy(next)}
      >
        {children}
        <Arrow size={12} stroke={2} aria-hidden="true" />
      </button>
    </th>
  )
}
