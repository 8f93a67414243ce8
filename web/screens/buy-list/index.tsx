import { Button } from '@mantine/core'
import { useState } from 'react'

import type { ProposalRow } from '#contracts/flow/planning'

import { useAct } from '../../api/acts.ts'
import { usePermission } from '../../api/session.ts'
import { countText } from '../../look/format.ts'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { toast } from '../../parts/toast.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './buy-list.module.css'
import { Filters } from './filters.tsx'
import { Foot } from './foot.tsx'
import { Nothing } from './nothing.tsx'
import { type LatestRun, plannedText, RunState, useLatestRun } from './plan-run.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'
import { SourceDialog } from './source-dialog.tsx'
import { Table } from './table.tsx'
import {
  type ChangeSearch,
  groupQuery,
  useBuyList,
  useBuyListSearch,
  useSelection,
} from './use-buy-list.ts'
import { Ways } from './ways.tsx'
import { WhyPanel } from './why-panel.tsx'
import { comesFromSomewhere, linesText, suppliersText } from './words.ts'

type OrdersMade = { readonly orders: readonly { readonly id: string }[] }

/** What to buy, from whom, how much, by when and why; and the orders made of it. */
export function BuyList() {
  const [search, change] = useBuyListSearch()
  const list = useBuyList(search)
  const latest = useLatestRun()
  const acts = useActs(list.rows)
  const isEmpty = list.page !== undefined && list.page.items.length === 0
  return (
    <Page
      title="Buy list"
      note={noteOf(list, latest)}
      actions={<Ways search={search} change={change} latest={latest} />}
      aside={<Aside acts={acts} />}
      foot={isEmpty ? null : <Selected acts={acts} />}
      isFixed
    >
      <RunState {...latest} />
      {latest.run ? <Filters search={search} change={change} lines={list.lines} /> : null}
      {list.problem ? <Refusal problem={list.problem} onRetry={list.refetch} /> : null}
      {isEmpty && latest.isRead ? (
        <Nothing search={search} change={change} latest={latest} />
      ) : (
        <div
          key={search.cursor}
          className={styles.scroll}
          aria-busy={list.page === undefined && !list.problem}
        >
          <Table
            rows={list.rows}
            groups={list.isByUrgency ? undefined : list.groups}
            selection={acts.selection}
            currentId={acts.current?.id}
            fold={list.fold}
            showAll={(group) => change({ by: 'urgency', ...searchOf(groupQuery(group)) })}
            sorting={{ sort: search.sort, sortBy: (sort) => change({ sort }) }}
            choose={acts.choose}
            select={acts.select}
            openWhy={acts.openWhy}
            decided={acts.decided}
          />
          <More page={list.page} cursor={search.cursor} change={change} />
        </div>
      )}
      <Dialogs acts={acts} />
    </Page>
  )
}

type ActsProps = { readonly acts: ReturnType<typeof useActs> }

function Aside({ acts: { panel, current, setPanel, decided } }: ActsProps) {
  const isOpen = panel === 'why' || panel === 'reason'
  return (
    <WhyPanel
      row={isOpen ? current : undefined}
      close={() => setPanel(undefined)}
      asksReason={panel === 'reason'}
      leaveReason={() => setPanel((now) => (now === 'reason' ? 'why' : now))}
      decided={decided}
    />
  )
}

function Selected({ acts }: ActsProps) {
  const mayOrder = usePermission('orders.write')
  if (!mayOrder) return null
  return (
    <Foot
      rows={[...acts.selection.selected.values()]}
      make={acts.make}
      snooze={() => acts.setPanel('snooze')}
      clear={acts.selection.clear}
      made={acts.made}
      isMaking={acts.making.isRunning}
      problem={acts.making.problem}
    />
  )
}

function Dialogs({ acts }: ActsProps) {
  const { panel, current, selection, setPanel, decided } = acts
  const close = () => setPanel(undefined)
  const selected = [...selection.selected.values()]
  if (panel === 'source' && current) {
    return <SourceDialog row={current} close={close} done={decided} />
  }
  const rows = selected.length > 0 || current === undefined ? selected : [current]
  return (
    <SnoozeDialog rows={rows} isOpen={panel === 'snooze'} close={close} done={selection.clear} />
  )
}

function searchOf({
  supplierId,
  currency,
}: {
  supplierId?: string
  currency?: string | undefined
}) {
  return { supplierId, currency }
}

/** Which line is meant, which are selected, what is open beside them, and the keys for it all. */
function useActs(rows: readonly ProposalRow[]) {
  const [currentId, setCurrent] = useState<string>()
  const [panel, setPanel] = useState<'why' | 'reason' | 'snooze' | 'source'>()
  const [made, setMade] = useState<OrdersMade['orders']>([])
  const selection = useSelection()
  const found = rows.findIndex(({ id }) => id === currentId)
  // A line that was put away leaves the first one meant.
  const at = Math.max(0, found)
  const current = rows[at]
  const select = (row: ProposalRow, isOn: boolean) => selection.set([row], isOn)
  const making = useAct<readonly string[], OrdersMade>(
    (proposalIds) => ({ path: '/purchase-orders/from-proposals', body: { proposalIds } }),
    ({ orders }) => {
      selection.clear()
      setMade(orders)
      toast({
        text: `${orders.length === 1 ? '1 draft order' : `${orders.length} draft orders`} made.`,
      })
    },
  )
  const make = () => {
    const ids = [...selection.selected.keys()]
    if (ids.length > 0 && !making.isRunning) void making.run(ids)
  }
  const go = (to: number) => setCurrent(rows[Math.min(Math.max(to, 0), rows.length - 1)]?.id)
  const isNone = current === undefined
  const isReader = !usePermission('plans.write')
  useKeys({
    '/': {
      label: 'search',
      run: () => document.querySelector<HTMLInputElement>('[data-search] input')?.focus(),
      isQuiet: true,
    },
    'j k': {
      label: 'move',
      run: (key) => go(at + (key === 'j' ? 1 : -1)),
      isOff: rows.length === 0,
    },
    x: {
      label: 'select',
      run: () => current && select(current, !selection.selected.has(current.id)),
      isOff: isNone,
    },
    q: {
      label: 'quantity',
      run: () => current && focusQuantity(current.id),
      isOff: isNone || isReader,
    },
    w: {
      label: 'why',
      run: () => setPanel((now) => (now === 'why' || now === 'reason' ? undefined : 'why')),
      isOff: isNone,
    },
    r: {
      label: 'reason',
      run: () => setPanel('reason'),
      isOff: isReader || current?.decision == null,
    },
    s: { label: 'snooze', run: () => setPanel('snooze'), isOff: isNone || isReader },
    p: {
      label: 'other source',
      run: () => setPanel('source'),
      isOff: isReader || current === undefined || !comesFromSomewhere(current),
    },
    'mod+Enter': { label: 'make orders', run: make, isOff: selection.selected.size === 0 },
  })
  return {
    current,
    panel,
    setPanel,
    selection,
    select,
    make,
    making,
    made,
    choose: (row: ProposalRow) => setCurrent(row.id),
    openWhy: (row: ProposalRow) => {
      setCurrent(row.id)
      setPanel('why')
    },
    /** Its new figures count in the selection too. */
    decided: (row: ProposalRow) => {
      if (selection.selected.has(row.id)) select(row, true)
    },
  }
}

function focusQuantity(id: string): void {
  document.querySelector<HTMLInputElement>(`[data-quantity="${id}"]`)?.focus()
}

function noteOf(list: ReturnType<typeof useBuyList>, { run }: LatestRun): string {
  const { page, isByUrgency, lines } = list
  if (page === undefined || lines === undefined) return ''
  const said =
    lines.relation === 'gte' ? `${countText(lines.value)} lines and more` : linesText(lines.value)
  const counts = isByUrgency ? said : `${said}, ${suppliersText(page.total.value)}`
  return [counts, plannedText(run)].filter((part) => part !== '').join(' · ')
}

type MoreProps = {
  readonly page: { readonly nextCursor: string | null } | undefined
  readonly cursor: string | undefined
  readonly change: ChangeSearch
}

function More({ page, cursor, change }: MoreProps) {
  const next = page?.nextCursor ?? undefined
  if (next === undefined && cursor === undefined) return null
  return (
    <div className={styles.pages}>
      {cursor === undefined ? null : (
        <Button variant="default" onClick={() => change({ cursor: undefined })}>
          First page
        </Button>
      )}
      {next === undefined ? null : (
        <Button variant="default" onClick={() => change({ cursor: next })}>
          Next page
        </Button>
      )}
    </div>
  )
}
