/**
 * A company whose two items sold every week for over a year, planned by the real steps: demand, forecast,
 * rule and proposal are there as a run leaves them.
 */
import { sql } from 'kysely'

import { planSteps } from '#edge/worker/plan-steps'
import { recordDemand } from '#flow/demand'
import { type PlanRunId, runPlan, startRun } from '#flow/planning'
import { addDays } from '#kernel/day'

import type { TestOrganization } from './database.ts'
import { anybody, type GoodsCompany, goodsCompany } from './goods-company.ts'

export type SoldItems = GoodsCompany & {
  /** A Monday: the day it was planned from. */
  readonly asOf: string
  readonly channelId: string
}

type Tried = Pick<TestOrganization, 'db' | 'work'>

const weekCount = 90

/** This week's, for those whose screens go by the day it is. */
export function thisMonday(): string {
  const day = new Date().toISOString().slice(0, 10)
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7))
}

/** @param asOf a Monday */
export async function soldItems(org: Tried, asOf: string): Promise<SoldItems> {
  const company = await goodsCompany(org)
  const { rows } = await sql<{ id: string }>`
    insert into channel (id, code, name) values (gen_random_uuid(), 'WEB', 'Web') returning id
  `.execute(org.db)
  const channelId = rows[0]?.id ?? ''
  const itemIds = [company.fifoItemId, company.pooledItemId]
  await sql`
    with term as (
      insert into supplier_term (id, supplier_id, item_id, currency, unit, moq_units, multiple_units,
        lead_time_days)
      select gen_random_uuid(), ${company.supplierId}::uuid, item_id, 'USD', 'EA', 24, 12, 21
      from unnest(${itemIds}::uuid[]) as g (item_id)
      returning id
    )
    insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
    select gen_random_uuid(), id, 0, 5000000, 1 from term
  `.execute(org.db)
  const entries = itemIds.flatMap((itemId, no) =>
    Array.from({ length: weekCount }, (_, week) => {
      const onDay = addDays(asOf, -7 * (weekCount - week) + 2)
      return {
        key: `${itemId}:${onDay}`,
        itemId,
        placeId: company.placeId,
        channelId,
        onDay,
        kind: 'sale' as const,
        // The second is sold in fits and starts.
        units: BigInt(no === 0 ? 20 + ((week * 7) % 5) : ((week * 11) % 4) * 15),
        sourceKind: 'api' as const,
        sourceId: itemId,
      }
    }),
  )
  await org.work(anybody).transact((tx) => recordDemand(tx, entries))
  await planSold(org, asOf)
  return { ...company, asOf, channelId }
}

export async function planSold(org: Tried, asOf: string): Promise<void> {
  const work = org.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf }))
  if (started.kind !== 'started') throw new Error('A run is under way.')
  await runPlan(work, started.runId as PlanRunId, planSteps)
}
