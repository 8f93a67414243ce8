import { Button, Tabs } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { InvoiceView, PapersView } from '#contracts/flow/matching'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { moneyText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { wordOf } from '../../look/words.ts'
import forms from '../../parts/document-form.module.css'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { Checks } from '../match-queue/checks.tsx'
import { Papers } from '../match-queue/papers.tsx'
import { Holds } from './holds.tsx'
import { InvoiceLines } from './invoice-lines.tsx'
import styles from './invoices.module.css'
import { Reverse } from './reverse.tsx'
import { invoiceWords } from './words.ts'

const crumb = { label: 'Invoices', to: '/invoices' }

/** One invoice: what it bills, how it fitted, and the entry it became. */
export function Invoice() {
  const { invoiceId = '' } = useParams({ strict: false }) as { invoiceId?: string }
  const path = `/supplier-invoices/${invoiceId}`
  const { document: invoice, etag, problem } = useDocument<InvoiceView>(path)
  if (problem) {
    return (
      <Page title="Invoice" crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  if (!invoice) {
    return (
      <Page title="Invoice" crumb={crumb}>
        <p role="status">Reading the invoice</p>
      </Page>
    )
  }
  return <Shown invoice={invoice} etag={etag} />
}

type ShownProps = { readonly invoice: InvoiceView; readonly etag: string | undefined }

function Shown({ invoice, etag }: ShownProps) {
  const [tab, setTab] = useState<string | null>('lines')
  const { tone, label } = wordOf(invoiceWords, invoice.status)
  return (
    <Page
      title={`Invoice ${invoice.supplierNumber}`}
      crumb={crumb}
      badges={<StatusBadge tone={tone}>{label}</StatusBadge>}
      actions={<Acts invoice={invoice} etag={etag} />}
    >
      <Lookalikes />
      <Facts invoice={invoice} />
      {invoice.reason === '' ? null : (
        <p className={forms.reason}>
          {label}: {invoice.reason}
        </p>
      )}
      <Holds holds={invoice.holds} lines={invoice.lines} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="lines">Lines {invoice.lines.length}</Tabs.Tab>
          <Tabs.Tab value="papers">Three papers</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="lines">
          <InvoiceLines invoice={invoice} />
        </Tabs.Panel>
        <Tabs.Panel value="papers">
          <PapersOf invoiceId={invoice.id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function Acts({ invoice, etag }: ShownProps) {
  const go = useGo()
  const [isReversing, setReversing] = useState(false)
  const mayReverse = usePermission('invoices.release') && invoice.status === 'posted'
  const waits = invoice.status === 'held' || invoice.status === 'captured'
  const settle = () => go(`/match-queue?invoice=${invoice.id}`)
  useKeys({
    s: { label: 'settle', run: settle, isOff: !waits },
    b: { label: 'take back', run: () => setReversing(true), isOff: !mayReverse },
  })
  return (
    <>
      {mayReverse ? (
        <Button variant="default" onClick={() => setReversing(true)}>
          Take back…
        </Button>
      ) : null}
      {waits ? (
        <Button onClick={settle} rightSection={<ButtonKey name="s" />}>
          Settle in the match queue
        </Button>
      ) : null}
      {isReversing ? (
        <Reverse invoice={invoice} etag={etag} close={() => setReversing(false)} />
      ) : null}
    </>
  )
}

function Facts({ invoice }: { readonly invoice: InvoiceView }) {
  const { total, payable } = invoice
  const isForeign = payable !== null && payable.currency !== total.currency
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [
      'Supplier',
      <ScreenLink key="s" to={`/suppliers/${invoice.supplierId}`}>
        {invoice.supplierName}
      </ScreenLink>,
    ],
    ['Our number', invoice.number],
    ['Invoiced', dayText(invoice.invoicedOn, true)],
    ['Due', dayText(invoice.dueOn, true)],
    ['Total', moneyText(total)],
    ...(isForeign ? ([[`At ${invoice.rate}`, moneyText(payable)]] as const) : []),
    ['Captured', `${instantText(invoice.capturedAt)}, ${invoice.capturedByName}`],
    ...(invoice.postedAt === null ? [] : ([['Posted', instantText(invoice.postedAt)]] as const)),
    ...(invoice.entryId === null
      ? []
      : ([
          [
            'In the books',
            <ScreenLink key="e" to={`/journal/${invoice.entryId}`}>
              Journal entry
            </ScreenLink>,
          ],
        ] as const)),
  ]
  return (
    <dl className={ui.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Told once, after capture: others over the same amount about the same day. */
function Lookalikes() {
  const { like } = useSearch({ strict: false }) as { like?: string }
  if (!like) return null
  return (
    <p className={styles.warning} role="status">
      <StatusBadge tone="warn">Look twice</StatusBadge> The same supplier billed the same amount
      about the same day:{' '}
      {like.split(',').map((each) => {
        const [id = '', number = ''] = each.split('~')
        return (
          <ScreenLink key={id} to={`/invoices/${id}`}>
            {number}
          </ScreenLink>
        )
      })}
    </p>
  )
}

function PapersOf({ invoiceId }: { readonly invoiceId: string }) {
  const path = `/supplier-invoices/${invoiceId}/papers`
  const { document: papers, problem } = useDocument<PapersView>(path)
  if (problem) return <Refusal problem={problem} />
  if (!papers) return <p role="status">Laying out the papers</p>
  return (
    <>
      <Papers papers={papers} />
      <Checks papers={papers} />
    </>
  )
}
