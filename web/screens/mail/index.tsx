import { useState } from 'react'

import { instantText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { DataList } from '../../parts/data-list/data-list.tsx'
import type { Column, Filter } from '../../parts/data-list/types.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../shell/page.tsx'
import { type MailMessage, mailWord, mailWords } from './mail.ts'
import { MailPanel } from './mail-panel.tsx'

const columns: readonly Column<MailMessage>[] = [
  { key: 'subject', head: 'Subject', cell: ({ subject }) => subject, width: 420 },
  { key: 'to', head: 'To', cell: ({ to }) => to, width: 240 },
  {
    key: 'status',
    head: 'State',
    cell: ({ status }) => (
      <StatusBadge tone={mailWord(status).tone}>{mailWord(status).label}</StatusBadge>
    ),
  },
  {
    key: 'createdAt',
    head: 'Written',
    sort: 'createdAt',
    cell: ({ createdAt }) => instantText(createdAt),
  },
  {
    key: 'sentAt',
    head: 'Sent',
    cell: ({ sentAt }) => (sentAt === null ? '–' : instantText(sentAt)),
  },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    label: 'State',
    key: 'status',
    options: Object.entries(mailWords).map(([value, { label }]) => ({ value, label })),
  },
]

/** What was mailed. Without a mail server it is kept here, so that nothing is lost. */
export function Mail() {
  const [open, setOpen] = useState<MailMessage>()
  const close = () => setOpen(undefined)
  return (
    <Page title="Mail" isFixed aside={<MailPanel message={open} close={close} />}>
      <DataList<MailMessage>
        id="mail"
        label="Mail messages"
        path="/mail-messages"
        columns={columns}
        filters={filters}
        sort="-createdAt"
        rowId={({ id }) => id}
        rowName={({ subject }) => subject}
        onOpen={setOpen}
        openId={open?.id}
        empty={
          <EmptyState title="Nothing was mailed yet">
            Orders go to their supplier by mail when they are released. Each message stands here,
            also while no mail server is set up.
          </EmptyState>
        }
      />
    </Page>
  )
}
