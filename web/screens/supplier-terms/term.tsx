import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { TermView } from '#contracts/flow/agreements'

import { useAct } from '../../api/acts.ts'
import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { Facts } from '../../parts/facts.tsx'
import { RecordFoot } from '../../parts/record-form/record-foot.tsx'
import { RecordPanel } from '../../parts/record-form/record-panel.tsx'
import { useRecordForm } from '../../parts/record-form/use-record-form.ts'
import { toast } from '../../parts/toast.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { type Break, Breaks } from './breaks.tsx'
import { areWritten, breaksField, termFields } from './fields.tsx'

const crumb = { label: 'Supplier terms', to: '/supplier-terms' }

export function Term() {
  const { termId = '' } = useParams({ strict: false }) as { termId?: string }
  const { document, etag, problem } = useDocument<TermView>(`/supplier-terms/${termId}`)
  if (!document) return <UnreadPage title="Terms" crumb={crumb} problem={problem} />
  return <Known term={document} etag={etag} />
}

type KnownProps = { readonly term: TermView; readonly etag: string | undefined }

/** One supplier's terms for one item. */
function Known({ term, etag }: KnownProps) {
  const mayWrite = usePermission('records.write')
  const [isDeleting, setDeleting] = useState(false)
  const path = `/supplier-terms/${term.id}`
  const own = termFields(term.unit)
  const form = useRecordForm({ fields: [...own, breaksField], saved: term, etag, path })
  const breaks = form.values['breaks'] as readonly Break[]
  const canSave = form.canSave && areWritten(breaks)
  return (
    <Page
      title={term.itemName}
      crumb={crumb}
      note={`from ${term.supplierName}`}
      actions={
        mayWrite ? (
          <Button variant="default" onClick={() => setDeleting(true)}>
            Delete…
          </Button>
        ) : null
      }
      foot={mayWrite ? <RecordFoot form={{ ...form, canSave }} noun="terms" note="" /> : null}
    >
      <Facts
        facts={[
          [
            'Supplier',
            <ScreenLink key="s" to={`/suppliers/${term.supplierId}`}>
              {term.supplierName}
            </ScreenLink>,
          ],
          [
            'Item',
            <ScreenLink key="i" to={`/items/${term.itemId}`}>
              {term.sku}
            </ScreenLink>,
          ],
          ['Place', term.placeCode ?? 'Every place'],
          ['Currency', term.currency],
          ['Counted in', term.unit],
          ['In force from', dayText(term.validFrom, true)],
        ]}
      />
      <Breaks
        breaks={breaks}
        onChange={(next) => form.set('breaks', next)}
        unit={term.unit}
        currency={term.currency}
        isDisabled={!mayWrite}
        problem={form.act.problem}
      />
      <RecordPanel form={form} fields={own} isDisabled={!mayWrite} />
      {isDeleting ? <DeleteTerm term={term} etag={etag} close={() => setDeleting(false)} /> : null}
    </Page>
  )
}

function DeleteTerm({ term, etag, close }: KnownProps & { readonly close: () => void }) {
  const go = useGo()
  const act = useAct(
    () => ({ method: 'DELETE', path: `/supplier-terms/${term.id}`, ifMatch: etag }),
    () => {
      toast({ text: `Terms of ${term.supplierName} for ${term.itemName} deleted.` })
      go('/supplier-terms')
    },
  )
  return (
    <ConfirmAct
      title="Delete these terms?"
      isOpen
      close={close}
      sentence={`Orders are no longer priced by them. Orders already written keep their prices. ${term.itemName} may have older terms of ${term.supplierName}, which hold again.`}
      verb="Delete terms"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem ?? act.conflict}
    />
  )
}
