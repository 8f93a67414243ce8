import { Tabs } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'

import type { SupplierView } from '#contracts/records/suppliers'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { ActivityAct, ActivityBadge } from '../../parts/record-form/activity.tsx'
import { RecordFoot } from '../../parts/record-form/record-foot.tsx'
import { RecordPanel } from '../../parts/record-form/record-panel.tsx'
import { useRecordForm } from '../../parts/record-form/use-record-form.ts'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { TermList } from '../supplier-terms/term-list.tsx'
import { supplierFields } from './fields.ts'
import { OrdersOf } from './orders-of.tsx'

const crumb = { label: 'Suppliers', to: '/suppliers' }

export function Supplier() {
  const { supplierId = '' } = useParams({ strict: false }) as { supplierId?: string }
  const { document, etag, problem } = useDocument<SupplierView>(`/suppliers/${supplierId}`)
  if (!document) return <UnreadPage title="Supplier" crumb={crumb} problem={problem} />
  return <Known supplier={document} etag={etag} />
}

type KnownProps = { readonly supplier: SupplierView; readonly etag: string | undefined }

/** One supplier: who it is, what it asks for its items, and what we ordered. */
function Known({ supplier, etag }: KnownProps) {
  const go = useGo()
  const { tab = 'details' } = useSearch({ strict: false }) as { tab?: string }
  const mayWrite = usePermission('records.write')
  const mayOrders = usePermission('orders.read')
  const path = `/suppliers/${supplier.id}`
  const form = useRecordForm({ fields: supplierFields, saved: supplier, etag, path })
  return (
    <Page
      title={supplier.name}
      crumb={crumb}
      badges={supplier.status === 'active' ? null : <ActivityBadge status="inactive" />}
      note={supplier.code}
      isFixed={tab !== 'details'}
      actions={
        mayWrite ? <ActivityAct name={supplier.name} status={supplier.status} path={path} /> : null
      }
      foot={mayWrite ? <RecordFoot form={form} noun="supplier" note="" /> : null}
    >
      <Tabs
        value={tab}
        onChange={(next) => go(next === 'details' ? path : `${path}?tab=${next}`)}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="terms">Terms</Tabs.Tab>
          {mayOrders ? <Tabs.Tab value="orders">Orders</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="details">
          <RecordPanel form={form} fields={supplierFields} isDisabled={!mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="terms">
          <TermList supplierId={supplier.id} />
        </Tabs.Panel>
        {mayOrders ? (
          <Tabs.Panel value="orders">
            <OrdersOf supplier={supplier} />
          </Tabs.Panel>
        ) : null}
      </Tabs>
    </Page>
  )
}
