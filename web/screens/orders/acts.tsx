import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'

import type { OrderView } from '#contracts/flow/purchasing'

import { organizationUrl } from '../../api/client.ts'
import { useOrganization } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { useGo } from '../../shell/link.tsx'
import { ActDialog } from './act-dialog.tsx'
import { AnswerOnBehalf } from './answer-on-behalf.tsx'
import { type ActName, isChangeable, type Offered, useOffered } from './offered.ts'

export type OrderActsProps = {
  readonly order: OrderView
  readonly etag: string | undefined
  readonly showTimeline: () => void
}

/** What can be done to an order now: the next step as the filled button, the rest in a menu. */
export function OrderActs({ order, etag, showTimeline }: OrderActsProps) {
  const [open, setOpen] = useState<Offered>()
  const [isAnswering, setAnswering] = useState(false)
  const organization = useOrganization()
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
  return (
    <>
      <Button
        variant="default"
        component="a"
        href={organizationUrl(organization, `/purchase-orders/${order.id}/document.pdf`)}
        leftSection={<IconDownload size={14} aria-hidden="true" />}
      >
        PDF
      </Button>
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
      {mayReceive ? (
        <Button onClick={receive} rightSection={<ButtonKey name="r" />}>
          Receive goods
        </Button>
      ) : null}
      {leading ? (
        <Button onClick={() => setOpen(leading)} rightSection={<ButtonKey name="a" />}>
          {leading.verb}
        </Button>
      ) : null}
      {open ? (
        <ActDialog order={order} etag={etag} act={open} close={() => setOpen(undefined)} />
      ) : null}
      {isAnswering ? <AnswerOnBehalf order={order} close={() => setAnswering(false)} /> : null}
    </>
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
