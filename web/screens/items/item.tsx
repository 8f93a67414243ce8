import { Button, Tabs } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'

import type { ItemView, PackView } from '#contracts/records/items'

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
import { Bundle } from './bundle.tsx'
import { itemFields, packsField } from './fields.tsx'
import { Packs } from './packs.tsx'

const crumb = { label: 'Items', to: '/items' }

export function Item() {
  const { itemId = '' } = useParams({ strict: false }) as { itemId?: string }
  const { document, etag, problem } = useDocument<ItemView>(`/items/${itemId}`)
  if (!document) return <UnreadPage title="Item" crumb={crumb} problem={problem} />
  return <Known item={document} etag={etag} />
}

type KnownProps = { readonly item: ItemView; readonly etag: string | undefined }

/** One item: what it is, its packs, and who sells it. */
function Known({ item, etag }: KnownProps) {
  const go = useGo()
  const { tab = 'details' } = useSearch({ strict: false }) as { tab?: string }
  const mayWrite = usePermission('records.write')
  const mayStock = usePermission('stock.read')
  const path = `/items/${item.id}`
  const fields = [...itemFields, packsField]
  const form = useRecordForm({ fields, saved: item, etag, path })
  return (
    <Page
      title={item.name}
      crumb={crumb}
      badges={item.status === 'active' ? null : <ActivityBadge status="inactive" />}
      note={item.sku}
      isFixed={tab === 'terms'}
      actions={
        <>
          {mayStock ? (
            <Button variant="default" onClick={() => go(`/stock/${item.id}`)}>
              Stock
            </Button>
          ) : null}
          {mayWrite ? <ActivityAct name={item.name} status={item.status} path={path} /> : null}
        </>
      }
      foot={mayWrite && tab !== 'bundle' ? <RecordFoot form={form} noun="item" note="" /> : null}
    >
      <Tabs
        value={tab}
        onChange={(next) => go(next === 'details' ? path : `${path}?tab=${next}`)}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="terms">Terms</Tabs.Tab>
          <Tabs.Tab value="bundle">Bundle</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <RecordPanel form={form} fields={itemFields} isDisabled={!mayWrite} />
          <Packs
            packs={(form.values['packs'] ?? []) as readonly PackView[]}
            onChange={(packs) => form.set('packs', packs)}
            unit={item.unit}
            isDisabled={!mayWrite}
            problem={form.act.problem}
          />
        </Tabs.Panel>
        <Tabs.Panel value="terms">
          <TermList itemId={item.id} />
        </Tabs.Panel>
        <Tabs.Panel value="bundle">
          <Bundle item={item} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
