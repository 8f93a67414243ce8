import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'

import type { QueueRow } from '#contracts/flow/matching'

import { useList } from '../../api/queries.ts'
import { countText } from '../../look/format.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { usePhone } from '../../shell/layout.ts'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { Case } from './case.tsx'
import styles from './match-queue.module.css'
import { QueueList } from './queue-list.tsx'
import { ownerWords, reasonWords } from './words.ts'

type Search = {
  readonly invoice?: string
  readonly owner?: string
  readonly reason?: string
  readonly supplierId?: string
}

const rowsMax = 200

/** Invoices that wait for somebody, one after the other, each beside its order and receipts. */
export function MatchQueue() {
  const queue = useQueue()
  const { page, problem, rows, filter, change, isPhone } = queue
  return (
    <Page
      title="Match queue"
      note={page ? waitText(page.total.value) : null}
      actions={isPhone ? null : <Filters filter={filter} change={change} />}
      isFixed
    >
      {problem ? <Refusal problem={problem} onRetry={() => void queue.refetch()} /> : null}
      {page && rows.length === 0 && !queue.currentId ? (
        <Nothing isFiltered={Object.keys(filter).length > 0} />
      ) : null}
      {rows.length > 0 || queue.currentId ? <Columns {...queue} /> : null}
    </Page>
  )
}

/** The rows, and which of them is open. On a phone none is until it is chosen. */
function useQueue() {
  const { invoice: chosen, ...filter } = useSearch({ strict: false }) as Search
  const change = useChange()
  const isPhone = usePhone()
  const asked = { ...filter, limit: rowsMax, sort: 'invoicedOn' }
  const { page, problem, refetch } = useList<QueueRow>('/match-queue', asked)
  const rows = page?.items ?? []
  const found = rows.findIndex(({ id }) => id === chosen)
  const isAway = chosen !== undefined && found < 0
  const at = isPhone || isAway ? found : Math.max(0, found)
  // One that is further down, or settled meanwhile, is shown when somebody was led to it.
  const currentId = isAway ? chosen : rows[at]?.id
  const go = (to: number) => {
    const id = rows[Math.min(Math.max(to, 0), rows.length - 1)]?.id
    if (id) change({ invoice: id })
  }
  useKeys({
    'j k': {
      label: 'move',
      run: (key) => go(key === 'j' ? at + 1 : at - 1),
      isOff: rows.length < 2,
    },
    Escape: {
      label: 'back to the list',
      run: () => change({ invoice: undefined }),
      isQuiet: true,
      isOff: !isPhone || currentId === undefined,
    },
  })
  // After a decision the row is gone from the queue; the one that stood after it opens by itself.
  const leave = () => change({ invoice: rows[at + 1]?.id ?? rows[at - 1]?.id })
  return { page, problem, refetch, rows, currentId, filter, change, isPhone, leave }
}

function Columns(queue: ReturnType<typeof useQueue>) {
  const { page, rows, currentId, filter, isPhone, leave } = queue
  return (
    <div className={styles.columns} data-alone={isPhone || undefined}>
      {isPhone && currentId ? null : (
        <QueueList
          rows={rows}
          currentId={currentId}
          filter={filter}
          hasMore={page?.nextCursor !== null}
        />
      )}
      {currentId ? (
        <Case key={currentId} invoiceId={currentId} leave={leave} isPhone={isPhone} />
      ) : null}
    </div>
  )
}

function waitText(count: number): string {
  if (count === 0) return 'nothing waits'
  return count === 1 ? '1 invoice waits' : `${countText(count)} invoices wait`
}

type Change = (change: { readonly [name in keyof Search]?: string | undefined }) => void

function useChange(): Change {
  const navigate = useNavigate()
  return (change) => {
    const to = (before: object) => ({ ...before, ...change })
    void navigate({ to: '.', search: to as never, replace: true })
  }
}

type FiltersProps = { readonly filter: Omit<Search, 'invoice'>; readonly change: Change }

function Filters({ filter, change }: FiltersProps) {
  const set = (name: keyof Search) => (value: string | undefined) =>
    change({ [name]: value || undefined, invoice: undefined })
  const options = (all: string, words: Readonly<Record<string, string>>) => [
    { value: '', label: all },
    ...Object.entries(words).map(([value, label]) => ({ value, label })),
  ]
  return (
    <>
      <NativeSelect
        aria-label="Whose turn"
        value={filter.owner ?? ''}
        data={options('Anybody’s turn', ownerWords)}
        onChange={(event) => set('owner')(event.currentTarget.value)}
      />
      <NativeSelect
        aria-label="Reason"
        value={filter.reason ?? ''}
        data={options('Any reason', reasonWords)}
        onChange={(event) => set('reason')(event.currentTarget.value)}
      />
      <SupplierSelect isBare value={filter.supplierId} onChange={set('supplierId')} />
    </>
  )
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        title="Nothing fits this filter"
        acts={<ScreenLink to="/match-queue">Show all that waits</ScreenLink>}
      >
        Other invoices may wait for somebody else, or for another reason.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No invoice waits"
      acts={<ScreenLink to="/invoices/new">Capture an invoice</ScreenLink>}
    >
      Invoices that fit their order and receipts are posted by themselves. Those that don’t stand
      here with every reason, until somebody settles them or the missing goods come.
    </EmptyState>
  )
}
