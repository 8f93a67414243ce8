import type { ReactNode } from 'react'

import { ScreenLink } from '../../shell/link.tsx'
import list from './data-list.module.css'
import type { DataListProps } from './types.ts'

export type RowLinkProps<Row> = Pick<DataListProps<Row>, 'rowTo' | 'onOpen' | 'rowName'> & {
  readonly row: Row
  readonly children: ReactNode
}

/** The first cell of a row: what opens it, and what J and K move to. */
export function RowLink<Row>({ row, rowTo, onOpen, rowName, children }: RowLinkProps<Row>) {
  if (rowTo) {
    return (
      <ScreenLink to={rowTo(row)} className={list.rowLink} data-row-link>
        {children}
      </ScreenLink>
    )
  }
  if (onOpen) {
    return (
      <button type="button" className={list.rowLink} data-row-link onClick={() => onOpen(row)}>
        {children}
      </button>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of fields, only a place to stand
    <span
      role="group"
      aria-label={rowName(row)}
      className={list.rowLink}
      data-row-link
      tabIndex={-1}
    >
      {children}
    </span>
  )
}
