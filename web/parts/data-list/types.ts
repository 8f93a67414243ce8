import type { ReactNode } from 'react'

import type { ListPage } from '../../api/queries.ts'
import type { KeyMap } from '../keys/keys.ts'

export type Column<Row> = {
  readonly key: string
  /** Head, with the unit in it: `Price ¥`. */
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** Name of the API's sort, when it has one. */
  readonly sort?: string
  /** Figures stand right. */
  readonly isFigure?: boolean
  /** Names may be cut, with the whole name in a tooltip. Figures never are. */
  readonly width?: number
  /** Holds buttons: its head is for screen readers, and on a phone it stands at the right. */
  readonly isAct?: boolean
  /** Not shown until chosen. */
  readonly isExtra?: boolean
  /** Can't be taken away. */
  readonly isAlways?: boolean
}

type FilterBase = { readonly label: string }

/** A filter is one or two parameters of the API's query, kept under the same names in the address. */
export type Filter =
  | (FilterBase & { readonly kind: 'text'; readonly key: string; readonly hint?: string })
  | (FilterBase & {
      readonly kind: 'choice'
      readonly key: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
    })
  | (FilterBase & { readonly kind: 'days'; readonly fromKey: string; readonly toKey: string })
  | (FilterBase & { readonly kind: 'flag'; readonly key: string })
  | (FilterBase & {
      readonly kind: 'search'
      readonly key: string
      /** A `SearchSelect` of the records it picks from. */
      readonly render: (field: {
        readonly value: string | undefined
        readonly onChange: (value: string | undefined) => void
        readonly label: string
      }) => ReactNode
    })

/** Something one keeps coming back to; a link with the filter in it. */
export type SavedView = { readonly label: string; readonly query: Readonly<Record<string, string>> }

export type DataListProps<Row> = {
  /** Remembers columns by this name, and names the table for screen readers with `label`. */
  readonly id: string
  readonly label: string
  /** Below the organization: `/purchase-orders`. */
  readonly path: string
  /** Always sent, never shown: `{ orderId }`. */
  readonly query?: Readonly<Record<string, string>>
  readonly columns: readonly Column<Row>[]
  readonly rowId: (row: Row) => string
  /** What a row is called, for its checkbox and for the phone. */
  readonly rowName: (row: Row) => string
  /** Where a row opens; its first column becomes the link. */
  readonly rowTo?: (row: Row) => string
  /** Instead of `rowTo`: opens in place, such as in the side panel. */
  readonly onOpen?: (row: Row) => void
  /** The row that is open in the side panel. */
  readonly openId?: string | undefined
  readonly filters?: readonly Filter[]
  /** Parameter of the search field at the left of the bar, which `/` goes to. */
  readonly searchKey?: string
  readonly searchHint?: string
  readonly views?: readonly SavedView[]
  /** The API's sort when none is chosen: `-orderedOn`. */
  readonly sort?: string | undefined
  /** Rows of two lines. */
  readonly isTall?: boolean
  /** Said when nothing is there at all: `EmptyState`, which teaches. */
  readonly empty: ReactNode
  /** Said when a filter fits nothing, where there is more to know than that. */
  readonly nothingHint?: string
  /** Acts on the chosen rows; only then there are checkboxes. */
  readonly bulk?: (rows: readonly Row[], clear: () => void) => ReactNode
  /** Path of the CSV of this list with its filter, where the API has one. */
  readonly csvPath?: string
  /** Totals under the rows; cells of one `<tr>`. */
  readonly foot?: (page: ListPage<Row>) => ReactNode
  /** At the right of the filter bar. */
  readonly tools?: ReactNode
  /** Keys beside the list's own. */
  readonly keys?: KeyMap
  /** When two lists share a page: kept in the address before each name. */
  readonly urlPrefix?: string
}

/** Names of the API's parameters that a filter sets. */
export function namesOf(filter: Filter): readonly string[] {
  return filter.kind === 'days' ? [filter.fromKey, filter.toKey] : [filter.key]
}
