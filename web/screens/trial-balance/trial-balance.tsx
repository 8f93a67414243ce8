import { useSearch } from '@tanstack/react-router'

import type { TrialBalanceView } from '#contracts/books/ledger'
import type { CompanyView } from '#contracts/records/companies'

import { useDocument, useList } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { isZero, moneyText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { CompanySelect } from '../../parts/fields/record-selects.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { BalanceTable } from './balance-table.tsx'
import styles from './trial-balance.module.css'

type Asked = { readonly companyId?: string; readonly asOf?: string }

/** What each account of a company comes to, and that all of them balance. */
export function TrialBalance() {
  const go = useGo()
  const asked = useSearch({ strict: false }) as Asked
  const companies = useList<CompanyView>('/companies', { limit: 200 })
  const companyId = asked.companyId ?? companies.page?.items[0]?.id
  const query = { companyId, asOf: asked.asOf }
  const read = useDocument<TrialBalanceView>('/trial-balance', query, companyId !== undefined)
  const { document: balance } = read
  const problem = companies.problem ?? read.problem
  const show = (next: Asked) => {
    const { companyId: company, asOf } = { ...asked, ...next }
    const told = Object.entries({ companyId: company, asOf }).filter(([, value]) => value)
    go(`/trial-balance?${new URLSearchParams(told as [string, string][])}`, { replace: true })
  }
  return (
    <Page
      title="Trial balance"
      note={asked.asOf ? `as of ${dayText(asked.asOf, true)}` : 'everything posted'}
      badges={balance ? <Balanced balance={balance} /> : null}
    >
      <div className={styles.asked}>
        <CompanySelect
          isRequired
          value={companyId}
          onChange={(id) => show({ ...(id ? { companyId: id } : {}) })}
        />
        <DayField
          label="As of"
          value={asked.asOf}
          onChange={(asOf) => show({ asOf: asOf ?? '' })}
        />
      </div>
      {problem ? <Refusal problem={problem} sentence="The balance can’t be shown." /> : null}
      {balance && isUnused(balance) ? (
        <EmptyState title="Nothing was posted yet">
          Receipts, invoices, issues and adjustments post here by themselves, each as an entry that
          balances. <ScreenLink to="/receiving">Receive the first order.</ScreenLink>
        </EmptyState>
      ) : null}
      {balance && !isUnused(balance) ? <BalanceTable balance={balance} asOf={asked.asOf} /> : null}
      {companies.page?.items.length === 0 ? (
        <EmptyState title="No company yet">
          A company keeps books. <ScreenLink to="/companies/new">Open the first one.</ScreenLink>
        </EmptyState>
      ) : null}
    </Page>
  )
}

function Balanced({ balance: { difference } }: { readonly balance: TrialBalanceView }) {
  return isZero(difference.amount) ? (
    <StatusBadge tone="ok">Balances</StatusBadge>
  ) : (
    <StatusBadge tone="crit">Off by {moneyText(difference)}</StatusBadge>
  )
}

function isUnused({ debit, credit }: TrialBalanceView): boolean {
  return isZero(debit.amount) && isZero(credit.amount)
}
