import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'

import type { PromotionView } from '#contracts/records/promotions'

import { useAct } from '../../api/acts.ts'
import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { wordOf } from '../../look/words.ts'
import { RecordFoot } from '../../parts/record-form/record-foot.tsx'
import { RecordPanel } from '../../parts/record-form/record-panel.tsx'
import { useRecordForm } from '../../parts/record-form/use-record-form.ts'
import { toast } from '../../parts/toast.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { Page } from '../../shell/page.tsx'
import { Effects } from './effects.tsx'
import { promotionFields } from './fields.tsx'
import { toScope } from './scope.ts'
import { kindWord, spanText, statusWords } from './words.ts'

const crumb = { label: 'Promotions', to: '/promotions' }

export function Promotion() {
  const { promotionId = '' } = useParams({ strict: false }) as { promotionId?: string }
  const { document, etag, problem } = useDocument<PromotionView>(`/promotions/${promotionId}`)
  if (!document) return <UnreadPage title="Promotion" crumb={crumb} problem={problem} />
  return <Known promotion={document} etag={etag} />
}

type KnownProps = { readonly promotion: PromotionView; readonly etag: string | undefined }

/** One promotion: when and what it is about, and what such promotions did to demand. */
function Known({ promotion, etag }: KnownProps) {
  const mayWrite = usePermission('demand.write')
  const path = `/promotions/${promotion.id}`
  const fields = useMemo(() => promotionFields(itemNamesOf(promotion)), [promotion])
  const saved = useMemo(
    () => ({ ...promotion, scopes: promotion.scopes.map(toScope) }),
    [promotion],
  )
  const form = useRecordForm({ fields, saved, etag, path })
  const { tone, label } = wordOf(statusWords, promotion.status)
  return (
    <Page
      title={promotion.name}
      crumb={crumb}
      badges={<StatusBadge tone={tone}>{label}</StatusBadge>}
      note={`${kindWord(promotion.kind)}, ${spanText(promotion.startsOn, promotion.endsOn)}`}
      actions={mayWrite ? <Acts promotion={promotion} path={path} /> : null}
      foot={mayWrite ? <RecordFoot form={form} noun="promotion" note="" /> : null}
    >
      <RecordPanel form={form} fields={fields} isDisabled={!mayWrite} />
      <Effects promotion={promotion} />
    </Page>
  )
}

function itemNamesOf({ scopes }: PromotionView) {
  return new Map(
    scopes.flatMap(({ item }) =>
      item === null ? [] : [[item.id, { id: item.id, label: item.name, note: item.code }] as const],
    ),
  )
}

type ActsProps = { readonly promotion: PromotionView; readonly path: string }
type Status = PromotionView['status']

/** Undone by the toast: nothing is lost by either. */
function Acts({ promotion, path }: ActsProps) {
  const { name, status } = promotion
  const to = (next: Status) => ({ method: 'PATCH' as const, path, body: { status: next } })
  const undo = useAct(() => to(status))
  const act = useAct<Status>(to, (_, next) =>
    toast({ text: `${name} is ${next} now.`, undo: () => void undo.run() }),
  )
  if (status === 'cancelled') {
    return (
      <Button variant="default" loading={act.isRunning} onClick={() => void act.run('planned')}>
        Plan it again
      </Button>
    )
  }
  return (
    <>
      <Button variant="default" loading={act.isRunning} onClick={() => void act.run('cancelled')}>
        Cancel promotion
      </Button>
      {status === 'planned' ? (
        <Button loading={act.isRunning} onClick={() => void act.run('confirmed')}>
          Confirm
        </Button>
      ) : null}
    </>
  )
}
