import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'

/** How many events one transaction may tell; more is a sign that an event should name a set. */
export const eventsPerTransactionMax = 10_000

/**
 * Tells that something happened, for delivery after commit, at least once and in order.
 *
 * The row is written in the same transaction as the facts it tells of: no event without its facts,
 * no facts without their event.
 *
 * @param type `<thing>.<what happened>`, such as `goods.received`
 * @param subject the document it is about; `kind` is its table
 * @param payload plain JSON; a bigint travels as a decimal string
 */
export function announce(
  tx: Pick<Tx, 'newId' | 'pending'>,
  type: string,
  subject: { readonly kind: string; readonly id: string },
  payload: Readonly<Record<string, unknown>>,
): void {
  invariant(
    tx.pending.events.length < eventsPerTransactionMax,
    `a transaction tells at most ${eventsPerTransactionMax} events`,
  )
  tx.pending.events.push({ id: tx.newId(), type, subject, payload })
}
