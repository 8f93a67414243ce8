import { Button } from '@mantine/core'

import type { CompanyView } from '#contracts/records/companies'

import { usePermission } from '../../api/session.ts'
import { moneyText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'

/** Who keeps the books. */
export function Companies() {
  const go = useGo()
  const mayWrite = usePermission('records.write')
  const add = () => go('/companies/new')
  return (
    <Page
      title="Companies"
      isFixed
      actions={
        mayWrite ? (
          <Button onClick={add} rightSection={<ButtonKey name="c" />}>
            New company
          </Button>
        ) : null
      }
    >
      <DataList<CompanyView>
        id="companies"
        label="Companies"
        path="/companies"
        columns={columns}
        sort="code"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        rowTo={({ id }) => `/companies/${id}`}
        keys={{ c: { label: 'new company', run: add, isOff: !mayWrite } }}
        empty={
          <EmptyState
            title="No company yet"
            acts={mayWrite ? <Button onClick={add}>Open the first company</Button> : null}
          >
            A company keeps books of its own in one currency: its chart of accounts, fiscal periods
            and usual codes are made with it.
          </EmptyState>
        }
      />
    </Page>
  )
}

const columns: readonly Column<CompanyView>[] = [
  { key: 'name', head: 'Company', isAlways: true, cell: ({ name }) => name },
  { key: 'code', head: 'Code', sort: 'code', cell: ({ code }) => code },
  { key: 'currency', head: 'Currency', cell: ({ currency }) => currency },
  { key: 'country', head: 'Country', cell: ({ country }) => country || '–' },
  { key: 'timeZone', head: 'Time zone', cell: ({ timeZone }) => timeZone },
  {
    key: 'approval',
    head: 'Approval over',
    isFigure: true,
    cell: ({ approvalOver }) => (approvalOver === null ? 'never' : moneyText(approvalOver)),
  },
]
