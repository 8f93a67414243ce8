import { addDays, laterDay } from '#kernel/day'
import type { Stale } from '#platform/change'
import { enqueue } from '#platform/jobs'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { verdict } from '#records/approvals'

import { type OrderFacts, readOrderFacts } from '../queries/order-facts.ts'
import { staleOrder } from '../queries/stale-order.ts'
import { type Reason, type Refused, refused } from '../refusal.ts'
import { keepTerms } from '../rules/terms.ts'
import { lockOrder } from '../store/lock.ts'
import type { OrderForWork } from '../store/order-for-work.ts'
import { writeRelease } from '../store/release.ts'
import { secretHash, supplierSecret } from '../supplier-token.ts'
import { isApprovalNeeded } from './ask-approval.ts'
import { reviseExpected } from './revise-expected.ts'
import type { OrderCommand } from './submit-order.ts'

/** How long after the requested day a supplier's link still works. */
const linkDaysAfterRequested = 30

/** Mail and PDF wait behind what people wait for. */
const mailPriority = 10

export type ReleaseOrderOutcome =
  | {
      readonly kind: 'released'
      readonly order: OrderForWork
      readonly number: string
      /** False for a supplier without an address: hand the order over by other means. */
      readonly isMailed: boolean
    }
  | Refused
  | Stale

/**
 * Releases an order, or its changed terms, to the supplier: number, version, link, and a job that
 * mails them. Asks approvals for the verdict on exactly these terms.
 *
 * @throws {PermissionError} when the actor may not release orders
 */
export async function releaseOrder(tx: Tx, command: OrderCommand): Promise<ReleaseOrderOutcome> {
  requirePermission(tx, 'orders.release')

  const order = await lockOrder(tx, command.orderId)
  if (order === undefined) return refused('not_found')
  const stale = await staleOrder(tx, order, command.ifMatch)
  if (stale !== undefined) return stale
  if (order.contentHash === order.releasedHash) return refused('already_released')
  const facts = await readOrderFacts(tx, { ...order, day: order.orderedOn })
  const reasons = await whyNot(tx, order, facts)
  const [first] = reasons
  if (first !== undefined) return refused(first.code, ...reasons)

  return release(tx, order, {
    email: facts.supplier?.email ?? '',
    today: facts.today ?? order.orderedOn,
  })
}

async function release(
  tx: Tx,
  order: OrderForWork,
  given: { readonly email: string; readonly today: string },
): Promise<ReleaseOrderOutcome> {
  const linkId = tx.newId<'SupplierLink'>()
  const released: OrderForWork = { ...order, lifecycle: 'released' }
  await reviseExpected(tx, { kind: 'purchase_order', id: order.id }, [released])
  const number = await writeRelease(tx, order, {
    terms: keepTerms(order),
    link: {
      id: linkId,
      secretHash: secretHash(supplierSecret(linkId)),
      expiresOn: addDays(laterDay(order.requestedOn, given.today), linkDaysAfterRequested),
    },
  })
  const termsVersion = order.termsVersion + 1
  const isMailed = given.email !== ''
  if (isMailed) {
    const payload = { orderId: order.id, linkId, termsVersion }
    // The letter's own key keeps it from leaving twice; the job needs none.
    enqueue(tx, 'purchasing.send-order', payload, { priority: mailPriority })
  }
  const subject = { kind: 'purchase_order', id: order.id }
  announce(tx, 'order.released', subject, { number, termsVersion, isMailed })
  const { version } = order
  return {
    kind: 'released',
    order: { ...released, number, termsVersion, version: version + 1 },
    number,
    isMailed,
  }
}

async function whyNot(
  tx: Tx,
  order: OrderForWork,
  facts: Partial<{ readonly [Part in keyof OrderFacts]: OrderFacts[Part] | undefined }>,
): Promise<readonly Reason[]> {
  const { supplier, company } = facts
  if (order.lifecycle !== 'draft' && order.lifecycle !== 'on_hold') {
    return [{ code: 'order_not_releasable', lifecycle: order.lifecycle }]
  }
  const reasons: Reason[] = []
  if (supplier?.isActive !== true) reasons.push({ code: 'supplier_inactive' })
  if (company !== undefined && isApprovalNeeded(order, company)) {
    const subject = { subjectKind: 'purchase_order', subjectId: order.id }
    const standing = await verdict(tx, { ...subject, contentHash: order.contentHash })
    if (standing !== 'approved') reasons.push({ code: 'not_approved', approval: standing })
  }
  return reasons
}
