import type { Ask } from '#platform/work'
import { type ItemFacts, type ItemId, readItemFacts } from '#records/items'

import type { LaidOut } from '../actions/lay-out.ts'
import type { CheckView } from '../contract-views.ts'
import type { Check } from '../rules/check.ts'
import { checkToWire } from '../sentences.ts'

/** The items of an invoice's goods lines, by order line. */
export async function readMeasures(
  ask: Ask,
  laid: Pick<LaidOut, 'orderLines'>,
): Promise<ReadonlyMap<string, ItemFacts>> {
  const lines = [...laid.orderLines.values()]
  const itemIds = [...new Set(lines.map((line) => line.itemId as ItemId))]
  const items = itemIds.length === 0 ? new Map() : await readItemFacts(ask, itemIds)
  return new Map(
    lines.flatMap((line) => {
      const item = items.get(line.itemId)
      return item === undefined ? [] : [[line.id as string, item] as const]
    }),
  )
}

/** Checks as they travel, each with the unit of its line's item. */
export function checksToWire(
  checks: readonly Check[],
  laid: Pick<LaidOut, 'goods' | 'invoice'> & { readonly companyCurrency: string },
  measures: ReadonlyMap<string, ItemFacts>,
): CheckView[] {
  const orderLineOf = new Map<string, string>(laid.goods.map((line) => [line.id, line.orderLineId]))
  const { currency } = laid.invoice
  const { companyCurrency } = laid
  return checks.map((check) => {
    const orderLineId = orderLineOf.get(check.invoiceLineId ?? '') ?? ''
    return checkToWire(check, { currency, companyCurrency, measure: measures.get(orderLineId) })
  })
}
