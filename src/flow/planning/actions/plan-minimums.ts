/** A supplier's minimum, load or days of ordering changed: its items and its orders are looked at again. */
import { sql } from 'kysely'
import { z } from 'zod'

import type { ItemPlace } from '#books/inventory'
import { type Subscription, subscribe } from '#platform/relay'
import type { Ask } from '#platform/work'

import { askTopUps } from '../top-up-step.ts'
import { planItems } from './plan-items.ts'

const told = z.looseObject({ supplierId: z.string() })

/** What is more waits for the night. */
const pairsMax = 2_000

export const planMinimums: Subscription = subscribe(
  'planning.minimums',
  ['order-minimum.changed'],
  async (tx, { payload }) => {
    const { supplierId } = told.parse(payload)
    await planItems(tx, await pairsFrom(tx, supplierId))
    askTopUps(tx, [supplierId])
  },
)

async function pairsFrom(ask: Ask, supplierId: string): Promise<readonly ItemPlace[]> {
  const { rows } = await sql<ItemPlace>`
    select item_id as "itemId", place_id as "placeId" from plan_position
    where supplier_id = ${supplierId}::uuid order by urgency limit ${pairsMax}::int
  `.execute(ask.db)
  return rows
}
