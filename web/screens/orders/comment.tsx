import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'

import { useAct } from '../../api/acts.ts'
import { usePermission } from '../../api/session.ts'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import styles from './orders.module.css'

type Audience = 'internal' | 'supplier'

/** A note among ourselves, or a message the supplier sees. */
export function OrderComment({ orderId }: { readonly orderId: string }) {
  const mayWrite = usePermission('orders.write')
  const [body, setBody] = useState('')
  const [audience, setAudience] = useState<Audience>('internal')
  const act = useAct(
    () => ({ path: `/purchase-orders/${orderId}/comments`, body: { audience, body: body.trim() } }),
    () => setBody(''),
  )
  useKeys({
    c: {
      label: 'comment',
      run: () => document.getElementById('order-comment')?.focus(),
      isOff: !mayWrite,
    },
  })
  if (!mayWrite) return null
  const isInternal = audience === 'internal'
  return (
    <section aria-label="Write a comment" className={styles.comment} data-audience={audience}>
      <SegmentedControl
        aria-label="Who sees it"
        value={audience}
        onChange={(next) => setAudience(next as Audience)}
        data={[
          { value: 'internal', label: 'Internal note' },
          { value: 'supplier', label: 'To the supplier' },
        ]}
      />
      <Textarea
        id="order-comment"
        aria-label={isInternal ? 'Internal note' : 'Message to the supplier'}
        placeholder={
          isInternal ? 'Supplier can’t see it' : 'The supplier sees it on the order’s page'
        }
        autosize
        minRows={1}
        maxRows={6}
        maxLength={4000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {act.problem ? <Refusal problem={act.problem} /> : null}
      <Button
        variant="default"
        disabled={body.trim() === ''}
        loading={act.isRunning}
        onClick={() => void act.run()}
      >
        {isInternal ? 'Keep the note' : 'Send the message'}
      </Button>
    </section>
  )
}
