import { Button } from '@mantine/core'

import type { IssueRow } from '#contracts/flow/shipping'

import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { Money } from '../../look/money.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { placeFilter } from '../stock/columns.tsx'
import { IssueState } from './issue-state.tsx'

/** Goods that left because they were sold. */
export function Issues() {
  const go = useGo()
  const mayIssue = usePermission('stock.issue')
  const issue = () => go('/issues/new')
  return (
    <Page
      title="Sale issues"
      isFixed
      actions={
        mayIssue ? (
          <Button onClick={issue} rightSection={<ButtonKey name="c" />}>
            Issue sold goods
          </Button>
        ) : null
      }
    >
      <DataList<IssueRow>
        id="issues"
        label="Sale issues"
        path="/sale-issues"
        columns={columns}
        filters={filters}
        searchKey="q"
        searchHint="Number"
        sort="-issuedOn"
        rowId={({ id }) => id}
        rowName={({ number }) => number}
        rowTo={({ id }) => `/issues/${id}`}
        keys={{ c: { label: 'issue sold goods', run: issue, isOff: !mayIssue } }}
        empty={
          <EmptyState
            title="Nothing was sold yet"
            acts={mayIssue ? <Button onClick={issue}>Issue sold goods</Button> : null}
          >
            An issue takes sold units out of stock, at what they cost. Shops usually send them over
            the API; they can be written by hand too.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<IssueRow>[] = [
  { key: 'number', head: 'Issue', sort: 'no', isAlways: true, cell: ({ number }) => number },
  { key: 'issuedOn', head: 'Day', sort: 'issuedOn', cell: ({ issuedOn }) => dayText(issuedOn) },
  {
    key: 'reference',
    head: 'Shop’s order',
    width: 220,
    cell: ({ customerReference }) => customerReference || '–',
  },
  { key: 'place', head: 'Place', cell: ({ placeName }) => placeName },
  { key: 'lines', head: 'Lines', isFigure: true, cell: ({ lineCount }) => lineCount },
  { key: 'cost', head: 'Cost', isFigure: true, cell: ({ cost }) => <Money money={cost} /> },
  { key: 'by', head: 'By', cell: ({ postedByName }) => postedByName },
  { key: 'state', head: 'State', cell: (row) => <IssueState of={row} /> },
]

const filters: readonly Filter[] = [
  placeFilter,
  { kind: 'days', label: 'Day', fromKey: 'issuedFrom', toKey: 'issuedTo' },
]
