import { Button, Tabs } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ComponentType } from 'react'

import type { CompanyView } from '#contracts/records/companies'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { Facts } from '../../parts/facts.tsx'
import { RecordFoot } from '../../parts/record-form/record-foot.tsx'
import formStyles from '../../parts/record-form/record-form.module.css'
import { RecordInputs } from '../../parts/record-form/record-inputs.tsx'
import { RecordPanel } from '../../parts/record-form/record-panel.tsx'
import { useRecordForm } from '../../parts/record-form/use-record-form.ts'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { Accounts } from './accounts.tsx'
import { ChargeCodes } from './charge-codes.tsx'
import { Currencies } from './currencies.tsx'
import { identityFields, monthName, policyFields } from './fields.ts'
import { Rates } from './rates.tsx'
import { TaxCodes } from './tax-codes.tsx'
import { Tolerances } from './tolerances.tsx'

const crumb = { label: 'Companies', to: '/companies' }

type TabProps = { readonly company: CompanyView }

const lists: readonly (readonly [string, string, ComponentType<TabProps>])[] = [
  ['accounts', 'Accounts', Accounts],
  ['tax', 'Tax codes', TaxCodes],
  ['charges', 'Charge codes', ChargeCodes],
  ['currencies', 'Currencies', Currencies],
  ['rates', 'Rates', Rates],
  ['match', 'Match tolerances', Tolerances],
]

export function Company() {
  const { companyId = '' } = useParams({ strict: false }) as { companyId?: string }
  const { document, etag, problem } = useDocument<CompanyView>(`/companies/${companyId}`)
  if (!document) return <UnreadPage title="Company" crumb={crumb} problem={problem} />
  return <Known company={document} etag={etag} />
}

type KnownProps = { readonly company: CompanyView; readonly etag: string | undefined }

/** One company: who it is, how far things may go by themselves, and the words its books use. */
function Known({ company, etag }: KnownProps) {
  const go = useGo()
  const { tab = 'settings' } = useSearch({ strict: false }) as { tab?: string }
  const mayWrite = usePermission('records.write')
  const mayInvoices = usePermission('invoices.read')
  const path = `/companies/${company.id}`
  const policy = policyFields(company.currency)
  const fields = [...identityFields, ...policy]
  const shown = lists.filter(([value]) => value !== 'match' || mayInvoices)
  const form = useRecordForm({ fields, saved: company, etag, path })
  return (
    <Page
      title={company.name}
      crumb={crumb}
      note={company.code}
      isFixed={tab !== 'settings'}
      actions={
        <Button variant="default" onClick={() => go(`/periods?companyId=${company.id}`)}>
          Fiscal periods
        </Button>
      }
      foot={mayWrite ? <RecordFoot form={form} noun="company" note="" /> : null}
    >
      <Tabs
        value={tab}
        onChange={(next) => go(next === 'settings' ? path : `${path}?tab=${next}`)}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          {shown.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="settings">
          <Facts
            facts={[
              ['Books in', company.currency],
              ['Fiscal year starts in', monthName(company.fiscalYearStartMonth)],
            ]}
          />
          <RecordPanel form={form} fields={identityFields} isDisabled={!mayWrite} />
          <div className={formStyles.form}>
            <h2>How far things may go without a person</h2>
            <RecordInputs
              fields={policy}
              values={form.values}
              set={form.set}
              problem={form.act.problem}
              isNew={false}
              isDisabled={!mayWrite}
            />
          </div>
        </Tabs.Panel>
        {shown.map(([value, , List]) => (
          <Tabs.Panel key={value} value={value}>
            <List company={company} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}
