import { Tabs } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { OrderView } from '#contracts/flow/purchasing'

import { useDocument } from '../../api/queries.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Page } from '../../shell/page.tsx'
import { useOrderActs } from './acts.tsx'
import { AnswerToReview } from './answer-to-review.tsx'
import { TitleBadges } from './badges.tsx'
import { OrderComment } from './comment.tsx'
import { OrderHead } from './head.tsx'
import { OrderLines } from './lines.tsx'
import { nameOf } from './name.ts'
import { OrderTimeline } from './timeline.tsx'
import { OrderVersions } from './versions.tsx'

/** One order: how far it has come, its lines, who said what, and what can be done next. */
export function Order() {
  const { orderId = '' } = useParams({ strict: false }) as { orderId?: string }
  const { document: order, etag, problem } = useDocument<OrderView>(`/purchase-orders/${orderId}`)
  if (problem) {
    return (
      <Page title="Order" crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  if (!order) {
    return (
      <Page title="Order" crumb={crumb}>
        <p role="status">Reading the order</p>
      </Page>
    )
  }
  return <KnownOrder order={order} etag={etag} />
}

const crumb = { label: 'Orders', to: '/orders' }

type KnownOrderProps = { readonly order: OrderView; readonly etag: string | undefined }

function KnownOrder({ order, etag }: KnownOrderProps) {
  const [tab, setTab] = useState<string | null>('lines')
  const [isAsideOpen, setAsideOpen] = useState(false)
  const acts = useOrderActs({ order, etag, showTimeline: () => setAsideOpen(true) })
  return (
    <Page
      title={nameOf(order)}
      crumb={crumb}
      badges={<TitleBadges order={order} />}
      actions={acts.actions}
      foot={acts.foot}
      aside={
        <SidePanel title="Timeline" isOpen={isAsideOpen} close={() => setAsideOpen(false)}>
          <OrderTimeline orderId={order.id} />
          <OrderComment orderId={order.id} />
        </SidePanel>
      }
    >
      <OrderHead order={order} />
      {order.answerToReview ? <AnswerToReview answer={order.answerToReview} /> : null}
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="lines">Lines {order.lines.length}</Tabs.Tab>
          <Tabs.Tab value="versions">Versions {order.termsVersion}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="lines">
          <OrderLines order={order} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <OrderVersions orderId={order.id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
