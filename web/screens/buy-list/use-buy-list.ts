import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { ProposalRow, ProposalSupplierRow } from '#contracts/flow/planning'

import { useList, useLists } from '../../api/queries.ts'
import { isOrderable } from './words.ts'

export type BuyListSearch = {
  readonly by?: 'urgency'
  readonly until?: string
  readonly placeId?: string
  readonly q?: string
  readonly snoozed?: 'only'
  readonly supplierId?: string
  readonly currency?: string
  readonly urgencyKind?: string
  readonly kind?: string
  readonly sort?: string
  readonly cursor?: string
}

export type Group = ProposalSupplierRow & {
  readonly key: string
  readonly isOpen: boolean
  readonly rows: readonly ProposalRow[]
  readonly hasMore: boolean
}

export type ChangeSearch = (
  change: {
    readonly [Name in keyof BuyListSearch]?: string | undefined
  },
) => void

/** How many lines there are, however they are shown. */
export type Lines = { readonly value: number; readonly relation: 'eq' | 'gte' }

const groupsMax = 25
const rowsOfGroup = 50
const rowsOfPage = 100
/** The first groups stand open; the rest are a line each, until somebody looks into them. */
const openAtFirst = 3

export function useBuyListSearch(): readonly [BuyListSearch, ChangeSearch] {
  const search = useSearch({ strict: false }) as BuyListSearch
  const navigate = useNavigate()
  const change: ChangeSearch = (given) => {
    const to = (before: object) => ({ ...before, cursor: undefined, ...given })
    void navigate({ to: '.', search: to as never, replace: true })
  }
  return [search, change]
}

/** What both ways of looking at the list, and its file, are filtered by. */
export function filtersOf(search: BuyListSearch) {
  const { until, placeId, q, snoozed, supplierId, urgencyKind, kind } = search
  return { orderByUntil: until, placeId, q, snoozed, supplierId, urgencyKind, kind }
}

export function isFiltered(search: BuyListSearch): boolean {
  return Object.values({ ...filtersOf(search), currency: search.currency }).some(Boolean)
}

/** The groups with their rows, or the rows by urgency: pages of the server either way. */
export function useBuyList(search: BuyListSearch) {
  const isByUrgency = search.by === 'urgency'
  const filters = filtersOf(search)
  const suppliers = useList<ProposalSupplierRow>(
    '/proposal-suppliers',
    { ...filters, sort: search.sort ?? 'orderBy', limit: groupsMax, cursor: search.cursor },
    !isByUrgency,
  )
  const { currency, cursor, sort = 'urgency' } = search
  const flat = useList<ProposalRow>(
    '/proposals',
    { ...filters, currency, sort, limit: rowsOfPage, cursor },
    isByUrgency,
  )
  const folding = useFolding()
  const listed = (isByUrgency ? [] : (suppliers.page?.items ?? [])).map((group, at) => {
    const key = keyOf(group)
    return { ...group, key, isOpen: folding.isOpen(key, at < openAtFirst) }
  })
  const opened = listed.filter(({ isOpen }) => isOpen)
  const pages = useLists<ProposalRow>(
    '/proposals',
    opened.map((group) => ({
      ...filters,
      ...groupQuery(group),
      sort,
      limit: rowsOfGroup,
    })),
  )
  const groups: readonly Group[] = listed.map((group) => {
    const page = pages[opened.indexOf(group)]
    return { ...group, rows: page?.items ?? [], hasMore: page?.nextCursor != null }
  })
  const rows = isByUrgency ? (flat.page?.items ?? []) : groups.flatMap((group) => group.rows)
  const asked = isByUrgency ? flat : suppliers
  // All of the groups are on the page, or there are too many to add up here.
  const isWhole = suppliers.page?.nextCursor === null && search.cursor === undefined
  const counted = useList('/proposals', { ...filters, limit: 1 }, !isByUrgency && !isWhole)
  const inGroups = listed.reduce((sum, { lineCount }) => sum + lineCount, 0)
  return {
    lines: isByUrgency
      ? flat.page?.total
      : isWhole
        ? ({ value: inGroups, relation: 'eq' } as const)
        : counted.page?.total,
    isByUrgency,
    groups,
    rows,
    page: asked.page,
    problem: asked.problem,
    isFetching: asked.isFetching,
    refetch: () => void asked.refetch(),
    fold: folding.fold,
  }
}

function useFolding() {
  const [folded, setFolded] = useState<ReadonlyMap<string, boolean>>(new Map())
  return {
    isOpen: (key: string, atFirst: boolean) => folded.get(key) ?? atFirst,
    fold: (key: string, isOpen: boolean) => setFolded((before) => new Map(before).set(key, isOpen)),
  }
}

function keyOf({ supplier, currency, companyValue }: ProposalSupplierRow): string {
  return `${supplier?.id ?? ''} ${currency ?? ''} ${companyValue.currency}`
}

export function groupQuery({ supplier, currency }: ProposalSupplierRow) {
  return supplier === null
    ? { withoutSupplier: 'true' }
    : { supplierId: supplier.id, currency: currency ?? undefined }
}

/** Which lines are ticked; a line that is gone from the screen stays ticked until it is unticked. */
export function useSelection() {
  const [selected, setSelected] = useState<ReadonlyMap<string, ProposalRow>>(new Map())
  const set = (rows: readonly ProposalRow[], isOn: boolean) =>
    setSelected((before) => {
      const after = new Map(before)
      for (const row of rows.filter(isOrderable)) {
        if (isOn) after.set(row.id, row)
        else after.delete(row.id)
      }
      return after
    })
  return { selected, set, clear: () => setSelected(new Map()) }
}

export type Selection = ReturnType<typeof useSelection>
