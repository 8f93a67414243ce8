/** A promotion that is added, moved or called off changes the forecasts of what it is, or was, about. */
import { sql } from 'kysely'
import { z } from 'zod'

import { enqueue, type JobContext } from '#platform/jobs'
import { type Subscription, subscribe } from '#platform/relay'
import type { Tx } from '#platform/work'

import { layAnew } from './lay-anew.ts'

export const layTask = 'forecasting.lay'

export const followPlans: Subscription = subscribe(
  'forecasting.follow-promotions',
  ['promotion.created', 'promotion.changed'],
  async (tx, event) => {
    enqueue(
      tx,
      layTask,
      { promotionId: event.subject.id },
      { jobKey: `${layTask}:${event.subject.id}` },
    )
  },
)

const payloadShape = z.object({ promotionId: z.string() })

/** Forecasts of one transaction. */
const chunkForecasts = 500

type Found = { readonly id: string; readonly itemId: string; readonly placeId: string }

/** The job: lays what is planned anew over every forecast that the promotion is about, or that has layers. */
export async function layPromotion({ work }: JobContext, payload: unknown): Promise<void> {
  const { promotionId } = payloadShape.parse(payload)
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const found = await work.transact(async (tx) => {
      const next = await nextForecasts(tx, promotionId, after)
      await layAnew(tx, next)
      return next
    })
    const last = found.at(-1)
    if (last === undefined || found.length < chunkForecasts) return
    after = last.id
  }
}

async function nextForecasts(
  tx: Tx,
  promotionId: string,
  after: string,
): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    select f.id, f.item_id as "itemId", f.place_id as "placeId"
    from forecast f join item i on i.id = f.item_id
    where f.id > ${after}::uuid and (
      cardinality(f.uplift_units) > 0 or exists (
        select from promotion_scope s
        where s.promotion_id = ${promotionId}::uuid
          and (s.item_id is null or s.item_id = f.item_id)
          and (s.category_id is null or s.category_id = i.category_id)
          and (s.place_id is null or s.place_id = f.place_id)))
    order by f.id limit ${chunkForecasts}::int
  `.execute(tx.db)
  return rows
}
