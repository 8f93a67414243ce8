import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { PolicyView } from '#contracts/flow/policies'

import { useAct } from '../../api/acts.ts'
import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { instantText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { toast } from '../../parts/toast.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { Page } from '../../shell/page.tsx'
import { ChangeSettings } from './change-settings.tsx'
import { Matrix, useBookCurrency } from './matrix.tsx'
import { NewDraft } from './new-draft.tsx'
import { Preview } from './preview.tsx'
import { Tournament } from './tournament.tsx'
import { statusWords } from './words.ts'

const crumb = { label: 'Policies', to: '/policies' }

export function Policy() {
  const { policyId = '' } = useParams({ strict: false }) as { policyId?: string }
  const { document: policy, problem } = useDocument<PolicyView>(`/policies/${policyId}`)
  if (!policy) return <UnreadPage title="Policy" crumb={crumb} problem={problem} />
  return <Known policy={policy} />
}

type PolicyProps = { readonly policy: PolicyView }

/** A policy by segment, and what it would have done. */
function Known({ policy }: PolicyProps) {
  const { tone, label } = statusWords[policy.status]
  return (
    <Page
      title={policy.name}
      crumb={crumb}
      badges={<StatusBadge tone={tone}>{label}</StatusBadge>}
      note={`by ${policy.madeByName}, ${instantText(policy.madeAt)}`}
      actions={<Acts policy={policy} />}
    >
      <Matrix policy={policy} />
      <Preview policy={policy} />
      <Tournament policy={policy} />
    </Page>
  )
}

function Acts({ policy }: PolicyProps) {
  const mayWrite = usePermission('policies.write')
  const [open, setOpen] = useState<Opened>()
  const preview = useAct(() => ({ path: `/policies/${policy.id}/preview` }))
  const isDraft = policy.status === 'draft'
  const canPreview = mayWrite && policy.status !== 'retired'
  const canActivate = mayWrite && isDraft && policy.isPreviewed
  const run = () => void preview.run()
  useKeys({
    c: { label: 'copy', run: () => setOpen('copy'), isOff: !mayWrite },
    s: { label: 'settings', run: () => setOpen('settings'), isOff: !mayWrite || !isDraft },
    p: { label: isDraft ? 'preview' : 'replay now', run, isOff: !canPreview },
    a: { label: 'put in force', run: () => setOpen('activate'), isOff: !canActivate },
  })
  if (!mayWrite) return null
  return (
    <>
      <Button
        variant="default"
        onClick={() => setOpen('copy')}
        rightSection={<ButtonKey name="c" />}
      >
        Copy…
      </Button>
      {isDraft ? (
        <Button
          variant="default"
          onClick={() => setOpen('settings')}
          rightSection={<ButtonKey name="s" />}
        >
          Settings…
        </Button>
      ) : null}
      {canPreview ? (
        <Button
          variant="default"
          onClick={run}
          loading={preview.isRunning}
          rightSection={<ButtonKey name="p" />}
        >
          {isDraft ? 'Preview' : 'Replay now'}
        </Button>
      ) : null}
      {isDraft ? (
        <Button
          onClick={() => setOpen('activate')}
          disabled={!canActivate}
          rightSection={<ButtonKey name="a" />}
        >
          Put in force…
        </Button>
      ) : null}
      <Dialog policy={policy} open={open} close={() => setOpen(undefined)} />
    </>
  )
}

type Opened = 'copy' | 'settings' | 'activate'

type DialogProps = PolicyProps & { readonly open: Opened | undefined; readonly close: () => void }

function Dialog({ policy, open, close }: DialogProps) {
  const currency = useBookCurrency()
  switch (open) {
    case 'copy':
      return <NewDraft policy={policy} close={close} />
    case 'settings':
      return <ChangeSettings policy={policy} currency={currency} close={close} />
    case 'activate':
      return <Activate policy={policy} close={close} />
    case undefined:
      return null
  }
}

function Activate({ policy, close }: PolicyProps & { readonly close: () => void }) {
  const act = useAct(
    () => ({ path: `/policies/${policy.id}/activation`, ifMatch: `"${policy.version}"` }),
    () => {
      toast({ text: `${policy.name} is in force.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title={`Put ${policy.name} in force?`}
      isOpen
      close={close}
      sentence="It replaces the policy in force; the next run of planning goes by it."
      verb="Put in force"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem ?? act.conflict}
    />
  )
}
