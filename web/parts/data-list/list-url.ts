import { useNavigate, useSearch } from '@tanstack/react-router'

import { remember, remembered } from '../../look/preferences.ts'

/** Everything a list shows, as it stands in the address. */
export type ListState = {
  readonly values: Readonly<Record<string, string>>
  readonly sort: string | undefined
  readonly cursor: string | undefined
  /** Cursors of the pages before, so that one can go back; the first page is an empty one. */
  readonly trail: readonly string[]
  readonly limit: number
  readonly columns: readonly string[] | undefined
}

export type ListChange = {
  readonly values?: Readonly<Record<string, string | undefined>>
  readonly sort?: string
  readonly limit?: number
  readonly columns?: readonly string[]
}

export const pageSizes = [50, 100, 200] as const

const ownNames = ['sort', 'cursor', 'trail', 'limit', 'columns'] as const

/**
 * The state of a list in the address, so that every view can be saved, mailed and gone back to.
 * A changed filter or order starts again at the first page.
 */
export function useListUrl(id: string, names: readonly string[], prefix = '') {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string>>
  const navigate = useNavigate()
  const read = (name: string) => search[`${prefix}${name}`]
  const write = (change: Readonly<Record<string, string | undefined>>, replace: boolean) => {
    const prefixed = Object.entries(change).map(([name, value]) => [`${prefix}${name}`, value])
    const to = (before: object) => ({ ...before, ...Object.fromEntries(prefixed) })
    void navigate({ to: '.', search: to as never, replace })
  }
  const state = stateOf(id, names, read)
  const first = { cursor: undefined, trail: undefined }
  return {
    state,
    /** Keystrokes replace the entry of the history; clicks add one. */
    change: (change: ListChange, replace = false) =>
      write({ ...first, ...changeOf(id, change) }, replace),
    next: (cursor: string) =>
      write({ cursor, trail: [...state.trail, state.cursor ?? ''].join('~') }, false),
    back: () => {
      const trail = state.trail.slice(0, -1).join('~')
      write({ cursor: state.trail.at(-1) || undefined, trail: trail || undefined }, false)
    },
    /** Only what is told, nothing else: for saved views and for taking all filters away. */
    reset: (values: Readonly<Record<string, string>>) => {
      const gone = [...names, ...ownNames.filter((name) => name !== 'columns')]
      write({ ...Object.fromEntries(gone.map((name) => [name, undefined])), ...values }, false)
    },
  }
}

function stateOf(
  id: string,
  names: readonly string[],
  read: (name: string) => string | undefined,
): ListState {
  const told = names.flatMap((name) => {
    const value = read(name)
    return value ? [[name, value] as const] : []
  })
  const limit = pageSizes.find((size) => String(size) === read('limit')) ?? pageSizes[0]
  return {
    values: Object.fromEntries(told),
    sort: read('sort'),
    cursor: read('cursor'),
    trail: trailOf(read('cursor'), read('trail')),
    limit,
    columns: read('columns')?.split(',') ?? rememberedColumns(id),
  }
}

/** A page one came to by a saved address has no way back but to the first. */
function trailOf(cursor: string | undefined, trail: string | undefined): readonly string[] {
  if (cursor === undefined) return []
  return trail === undefined ? [''] : trail.split('~')
}

function changeOf(id: string, { values = {}, sort, limit, columns }: ListChange) {
  if (columns) remember(columnsKey(id), columns)
  return {
    ...values,
    ...(sort === undefined ? {} : { sort }),
    ...(limit === undefined ? {} : { limit: String(limit) }),
    ...(columns === undefined ? {} : { columns: columns.join(',') }),
  }
}

function rememberedColumns(id: string): readonly string[] | undefined {
  const told = remembered(columnsKey(id))
  return Array.isArray(told) && told.every((key) => typeof key === 'string') ? told : undefined
}

function columnsKey(id: string): string {
  return `landfall.columns.${id}`
}
