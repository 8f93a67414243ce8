import type { RefObject } from 'react'

import { useKeys } from '../keys/keys.ts'
import type { useListUrl } from './list-url.ts'
import type { DataListProps } from './types.ts'

type ListKeysProps<Row> = Pick<DataListProps<Row>, 'bulk' | 'keys' | 'rowId' | 'searchKey'> & {
  readonly box: RefObject<HTMLDivElement | null>
  readonly rows: readonly Row[]
  readonly url: ReturnType<typeof useListUrl>
  readonly toggle: (id: string) => void
  readonly nextCursor: string | null
}

/** J K move the focus from row to row, so that Enter and a screen reader are where the eye is. */
export function useListKeys<Row>(props: ListKeysProps<Row>): void {
  const { box, rows, url, toggle, bulk, rowId, searchKey, nextCursor, keys = {} } = props
  const hasRows = rows.length > 0
  const move = (key: string) => {
    const links = rowLinks(box.current)
    const at = currentRow(links)
    const to = key === 'k' || key === 'ArrowUp' ? Math.max(0, at - 1) : at + 1
    links[Math.min(to, links.length - 1)]?.focus()
  }
  useKeys({
    'j k': { label: 'move', run: move, isOff: !hasRows },
    Enter: {
      label: 'open',
      run: () => rowLinks(box.current)[0]?.click(),
      isOff: !hasRows,
    },
    x: {
      label: 'choose',
      isOff: !hasRows || bulk === undefined,
      run: () => {
        const row = rows[currentRow(rowLinks(box.current))]
        if (row !== undefined) toggle(rowId(row))
      },
    },
    '/': {
      label: 'filter',
      isOff: searchKey === undefined,
      run: () => box.current?.querySelector<HTMLInputElement>('[data-search] input')?.focus(),
    },
    n: {
      label: 'next page',
      isQuiet: true,
      isOff: nextCursor === null,
      run: () => nextCursor && url.next(nextCursor),
    },
    p: {
      label: 'page before',
      isQuiet: true,
      isOff: url.state.trail.length === 0,
      run: url.back,
    },
    ...keys,
  })
}

function rowLinks(box: HTMLElement | null): readonly HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
}

/** Index of the row that has the focus, -1 when none. */
function currentRow(links: readonly HTMLElement[]): number {
  const row = document.activeElement?.closest('[data-row]')
  return row ? links.findIndex((link) => row.contains(link)) : -1
}
