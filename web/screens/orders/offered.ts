import type { OrderView } from '#contracts/flow/purchasing'

import { usePermission, useSession } from '../../api/session.ts'
import { nameOf } from './name.ts'

export type ActName =
  | 'submit'
  | 'approve'
  | 'reject'
  | 'release'
  | 'hold'
  | 'resume'
  | 'cancel'
  | 'close'
  | 'short'

export type Offered = {
  readonly name: ActName
  readonly verb: string
  readonly sentence: string
  readonly asksReason?: 'needed' | 'optional'
}

/** Which acts the state of the order and the rights of the reader leave; the server decides again. */
export function useOffered(order: OrderView): readonly Offered[] {
  const mayWrite = usePermission('orders.write')
  const mayRelease = usePermission('orders.release')
  const userName = useSession().user?.name
  const mayDecide =
    usePermission('orders.approve') &&
    order.approval === 'pending' &&
    order.approvalRequest?.requestedByName !== userName
  const name = nameOf(order)
  const { lifecycle, approval, status } = order
  const isDraft = lifecycle === 'draft'
  const isOpen = lifecycle === 'released'
  const hasOpenLines = openLines(order).length > 0
  const pick = (isOn: boolean, offered: Offered) => (isOn ? [offered] : [])
  const release = releaseOf(order)
  return [
    ...pick(mayDecide, {
      name: 'approve',
      verb: 'Approve',
      sentence: `${name} may then be released as it stands; any change asks again.`,
      asksReason: 'optional',
    }),
    ...pick(mayRelease && (isDraft || order.isChanged) && status !== 'pending_approval', release),
    ...pick(mayWrite && isDraft && approval !== 'pending' && approval !== 'approved', {
      name: 'submit',
      verb: 'Submit for approval',
      sentence: 'Somebody else with the right to approve decides on exactly this content.',
    }),
    ...pick(mayDecide, {
      name: 'reject',
      verb: 'Reject',
      sentence: 'The order goes back to its buyer with your reason.',
      asksReason: 'needed',
    }),
    ...pick(mayWrite && lifecycle === 'on_hold', {
      name: 'resume',
      verb: 'Resume',
      sentence: 'The order goes on where it was held.',
    }),
    ...pick(mayWrite && isOpen, {
      name: 'hold',
      verb: 'Hold',
      sentence: 'Nothing can be received on a held order until it is resumed.',
      asksReason: 'needed',
    }),
    ...pick(mayWrite && isOpen && hasOpenLines, {
      name: 'short',
      verb: 'Close open lines short',
      sentence: 'What has not come is not expected any more; what came stays as it is.',
      asksReason: 'needed',
    }),
    ...pick(mayWrite && (isDraft || isOpen) && order.receipt === 'none', {
      name: 'cancel',
      verb: 'Cancel the order',
      sentence: 'Nothing of it is expected any more. The order and its history stay.',
      asksReason: 'needed',
    }),
    ...pick(mayWrite && isOpen && !hasOpenLines, {
      name: 'close',
      verb: 'Close the order',
      sentence: 'Nothing more is to come and nothing more to be invoiced.',
      asksReason: 'needed',
    }),
  ]
}

function releaseOf(order: OrderView): Offered {
  return {
    name: 'release',
    verb: order.isChanged ? 'Send the change' : 'Release',
    sentence: order.supplier.email
      ? `Gives the order its number and mails it with its link to ${order.supplier.email}.`
      : 'Gives the order its number. The supplier has no e-mail address, so nothing is mailed.',
  }
}

/** Lines of which something may still come. */
export function openLines(order: OrderView): readonly string[] {
  return order.lines
    .filter(({ state, open }) => state === 'open' && open.quantity !== '0')
    .map(({ id }) => id)
}

/** Its terms can be written anew: nobody holds it, other than for a change that is not sent yet. */
export function isChangeable({ lifecycle, isChanged }: OrderView): boolean {
  return lifecycle === 'draft' || lifecycle === 'released' || (lifecycle === 'on_hold' && isChanged)
}
