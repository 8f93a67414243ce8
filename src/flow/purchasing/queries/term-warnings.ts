import { quote } from '#flow/agreements'
import type { Ask } from '#platform/work'

import { receivedUnits } from '../rules/order-line.ts'
import { type TermWarning, termWarning } from '../rules/term-warning.ts'
import type { OrderHead } from '../store/order-for-work.ts'
import type { ReadLine } from './order-lines.ts'

/**
 * What the supplier's terms say against the quantities of an order, by line. Once he answered a line
 * or goods came, he delivers what he said; a line whose quantity was his own answer is not warned of.
 */
export async function readTermWarnings(
  ask: Ask,
  order: OrderHead,
  lines: readonly ReadLine[],
): Promise<ReadonlyMap<string, readonly TermWarning[]>> {
  if (order.lifecycle === 'closed' || order.lifecycle === 'cancelled') return new Map()
  const asked = lines.filter(
    (line) => line.state === 'open' && line.answer === 'none' && receivedUnits(line) === 0n,
  )
  const quoted = await quote(ask, {
    lines: asked.map(({ itemId, orderedUnits }) => ({ itemId, units: orderedUnits })),
    supplierId: order.supplierId,
    placeId: order.placeId,
    day: order.orderedOn,
  })
  return new Map(
    asked.map(({ id, item }, at) => {
      const terms = quoted[at]
      const warning = terms?.kind === 'quoted' ? termWarning(terms, item) : undefined
      return [id, warning === undefined ? [] : [warning]]
    }),
  )
}
