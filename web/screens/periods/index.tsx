import { Button } from '@mantine/core'
import { useState } from 'react'

import type { CompanyView, PeriodView } from '#contracts/records/companies'

import { useAct } from '../../api/acts.ts'
import { useList } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayOf, dayText, today } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { CompanySelect } from '../../parts/fields/record-selects.tsx'
import { toast } from '../../parts/toast.tsx'
import { Page } from '../../shell/page.tsx'
import { ExtendCalendar } from './extend-calendar.tsx'

/** The months of a company's books; what is closed takes no more entries. */
export function Periods() {
  const mayClose = usePermission('ledger.close')
  const [open, setOpen] = useState<PeriodView>()
  const [isExtending, setExtending] = useState(false)
  const { page } = useList<CompanyView>('/companies', { limit: 200 })
  const companies = page?.items ?? []
  const close = () => setOpen(undefined)
  const first: Column<PeriodView> = { ...nameColumn, cell: ({ name }) => name }
  const company: Column<PeriodView> = {
    key: 'company',
    head: 'Company',
    cell: ({ companyId }) => companies.find(({ id }) => id === companyId)?.name ?? '–',
  }
  const acts: Column<PeriodView> = {
    key: 'acts',
    head: 'Acts',
    isAct: true,
    isAlways: true,
    cell: (period) => (
      <Button
        variant="default"
        aria-label={`${verbOf(period)} ${period.name}`}
        onClick={() => setOpen(period)}
      >
        {verbOf(period)}…
      </Button>
    ),
  }
  return (
    <Page
      title="Fiscal periods"
      isFixed
      actions={
        mayClose ? (
          <Button variant="default" onClick={() => setExtending(true)}>
            Add a year…
          </Button>
        ) : null
      }
    >
      <DataList<PeriodView>
        id="periods"
        label="Fiscal periods"
        path="/fiscal-periods"
        columns={[
          first,
          ...(companies.length > 1 ? [company] : []),
          ...columns,
          ...(mayClose ? [acts] : []),
        ]}
        filters={filters}
        sort="startsOn"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        {...(mayClose ? { onOpen: setOpen } : {})}
        empty={
          <EmptyState title="No period yet">
            The periods of a company are made with it, a year at a time.
          </EmptyState>
        }
      />
      {open ? <CloseOrReopen period={open} close={close} /> : null}
      {isExtending ? (
        <ExtendCalendar companies={companies} close={() => setExtending(false)} />
      ) : null}
    </Page>
  )
}

function verbOf({ status }: PeriodView): 'Close' | 'Reopen' {
  return status === 'open' ? 'Close' : 'Reopen'
}

type CloseOrReopenProps = { readonly period: PeriodView; readonly close: () => void }

function CloseOrReopen({ period, close }: CloseOrReopenProps) {
  const { id, name, version, status } = period
  const isOpen = status === 'open'
  const path = `/fiscal-periods/${id}`
  const ifMatch = `"${version}"`
  const act = useAct(
    () => ({ path: `${path}/${isOpen ? 'closure' : 'reopening'}`, ifMatch }),
    () => {
      toast({ text: `${name} is ${isOpen ? 'closed' : 'open again'}.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title={`${verbOf(period)} ${name}?`}
      isOpen
      close={close}
      sentence={
        isOpen
          ? 'What belongs to it from now on posts on the first day of the next open period, and keeps its own day as the day it is valued on.'
          : 'Documents can post into it again, so figures that were reported may change.'
      }
      verb={`${verbOf(period)} the period`}
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem ?? act.conflict}
    />
  )
}

const nameColumn = { key: 'name', head: 'Period', isAlways: true } as const

const columns: readonly Column<PeriodView>[] = [
  {
    key: 'startsOn',
    head: 'From',
    sort: 'startsOn',
    cell: ({ startsOn }) => dayText(startsOn, true),
  },
  { key: 'endsOn', head: 'To', cell: ({ endsOn }) => dayText(endsOn, true) },
  {
    key: 'status',
    head: 'State',
    cell: ({ status, startsOn, endsOn }) => {
      if (status === 'closed') return <StatusBadge tone="neutral">Closed</StatusBadge>
      const isNow = startsOn <= today() && today() <= endsOn
      return <StatusBadge tone={isNow ? 'info' : 'ok'}>{isNow ? 'Open, now' : 'Open'}</StatusBadge>
    },
  },
  {
    key: 'closedAt',
    head: 'Closed on',
    cell: ({ closedAt }) => (closedAt === null ? '–' : dayText(dayOf(new Date(closedAt)))),
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'search',
    label: 'Company',
    key: 'companyId',
    render: (field) => <CompanySelect isBare {...field} />,
  },
  {
    kind: 'choice',
    label: 'State',
    key: 'status',
    options: [
      { value: 'open', label: 'Open' },
      { value: 'closed', label: 'Closed' },
    ],
  },
]
