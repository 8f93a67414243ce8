import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

import type { OrderView } from '#contracts/flow/purchasing'

import { organizationUrl } from '../../api/client.ts'
import { useOrganization } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { usePhone } from '../../shell/layout.ts'
import { useGo } from '../../shell/link.tsx'
import { ActDialog } from './act-dialog.tsx'
import { AnswerOnBehalf } from './answer-on-behalf.tsx'
import { type ActName, isChangeable, type Offered, useOffered } from './offered.ts'
import styles from './orders.module.css'

type OrderActsProps = {
  readonly order: OrderView
  readonly etag: string | undefined
  readonly showTimeline: () => void
}

type OrderActs = { readonly actions: ReactNode; readonly foot: ReactNode }

/**
 * What can be done to an order now: the next step as the filled button, the rest in a menu. On a
 * phone the next step stands at the thumb.
 */
export function useOrderActs({ order, etag, showTimeline }: OrderActsProps): OrderActs {
  const [open, setOpen] = useState<Offered>()
  const [isAnswering, setAnswering] = useState(false)
  const isPhone = usePhone()
  const go = useGo()
  const offered = useOffered(order)
  const [next] = offered
  const mayAnswer = usePermission('orders.answer') && order.lifecycle === 'released'
  const mayReceive = usePermission('receipts.post') && order.lifecycle === 'released'
  const receive = () => go(`/receiving/${order.id}`)
  useKeys({
    a: {
      label: next?.verb.toLowerCase() ?? '',
      run: () => setOpen(next),
      isOff: next === undefined || next.name === 'hold',
    },
    r: { label: 'receive', run: receive, isOff: !mayReceive },
    s: { label: 'enter the answer', run: () => setAnswering(true), isOff: !mayAnswer },
    t: { label: 'timeline', run: showTimeline, isQuiet: true },
  })
  const leading = next !== undefined && leads.has(next.name) ? next : undefined
  const rest = offered.filter((each) => each !== leading)
  const buttons = mainButtons(leading, { mayReceive, receive, open: setOpen })
  const beside = (
    <>
      <PdfLink orderId={order.id} />
      {mayAnswer ? (
        <Button
          variant="default"
          onClick={() => setAnswering(true)}
          rightSection={<ButtonKey name="s" />}
        >
          Enter answer…
        </Button>
      ) : null}
      <MoreActs order={order} rest={rest} open={setOpen} />
      {open ? (
        <ActDialog order={order} etag={etag} act={open} close={() => setOpen(undefined)} />
      ) : null}
      {isAnswering ? <AnswerOnBehalf order={order} close={() => setAnswering(false)} /> : null}
    </>
  )
  return placed(buttons, beside, isPhone)
}

function placed(main: readonly ReactNode[], beside: ReactNode, isPhone: boolean): OrderActs {
  if (!isPhone || main.length === 0) {
    const actions = (
      <>
        {beside}
        {main}
      </>
    )
    return { actions, foot: undefined }
  }
  const foot = (
    <section className={styles.thumb} aria-label="Next step">
      {main}
    </section>
  )
  return { actions: beside, foot }
}

function mainButtons(
  leading: Offered | undefined,
  given: {
    readonly mayReceive: boolean
    readonly receive: () => void
    readonly open: (offered: Offered) => void
  },
): readonly ReactNode[] {
  const receive = (
    <Button key="receive" onClick={given.receive} rightSection={<ButtonKey name="r" />}>
      Receive goods
    </Button>
  )
  const lead = leading ? (
    <Button
      key={leading.name}
      onClick={() => given.open(leading)}
      rightSection={<ButtonKey name="a" />}
    >
      {leading.verb}
    </Button>
  ) : null
  return [...(given.mayReceive ? [receive] : []), ...(lead ? [lead] : [])]
}

function PdfLink({ orderId }: { readonly orderId: string }) {
  const organization = useOrganization()
  return (
    <Button
      variant="default"
      component="a"
      href={organizationUrl(organization, `/purchase-orders/${orderId}/document.pdf`)}
      leftSection={<IconDownload size={14} aria-hidden="true" />}
    >
      PDF
    </Button>
  )
}

type MoreActsProps = {
  readonly order: OrderView
  readonly rest: readonly Offered[]
  readonly open: (offered: Offered) => void
}

function MoreActs({ order, rest, open }: MoreActsProps) {
  const go = useGo()
  const mayReturn = usePermission('returns.post') && order.receipt !== 'none'
  const mayChange = usePermission('orders.write') && isChangeable(order)
  if (rest.length === 0 && !mayReturn && !mayChange) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange ? (
          <Menu.Item onClick={() => go(`/orders/${order.id}/change`)}>Change the order…</Menu.Item>
        ) : null}
        {rest.map((each) => (
          <Menu.Item key={each.name} onClick={() => open(each)}>
            {each.verb}…
          </Menu.Item>
        ))}
        {mayReturn ? (
          <Menu.Item onClick={() => go(`/returns/new?orderId=${order.id}`)}>
            Send goods back…
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

const leads: ReadonlySet<ActName> = new Set(['submit', 'approve', 'release', 'resume'])
