/**
 * 10,000 items of one place (100,000 with `--large`), with rules and forecasts: what to order of each;
 * again, when nothing is new; and one item after something happened to it.
 */
import { planItems, proposalsStep } from '#flow/planning'
import { anybody } from '#support/goods-company'

import type { BenchOptions, BenchResult } from './support/bench.ts'
import { percentile, rounded } from './support/figures.ts'
import { fillItems, fillRules, fillStock, settle } from './support/fill-planning.ts'
import {
  countOf,
  inPlanningWorld,
  type PlanningWorld,
  writtenRows,
} from './support/planning-world.ts'

const sizes = { short: 500, usual: 10_000, large: 100_000 } as const
const perCategory = 1_000
const eventCount = 50

export function bench({ isShort, isLarge = false }: BenchOptions): Promise<BenchResult> {
  const usual = isLarge ? sizes.large : sizes.usual
  const items = isShort ? sizes.short : usual
  return inPlanningWorld(async (world) => {
    await fillItems(world, items, perCategory)
    await fillStock(world, [world.placeId])
    await fillRules(world)
    await settle(world)
    const first = await world.timed(() => world.plan([proposalsStep]))
    const written = await writtenRows(world)
    const wrong = await countWrong(world)
    const again = await world.timed(() => world.plan([proposalsStep]))
    const doesWriteAgain = (await writtenRows(world)) !== written
    const { proposalCount = 0, plannedCount = 0 } = first.value
    const oneMs = await replanOnes(world)
    const proposals = await countOf(world, `proposal where status = 'open'`)
    return {
      isRight:
        plannedCount === items &&
        proposalCount > items / 4 &&
        wrong === 0 &&
        again.value['plannedCount'] === 0 &&
        !doesWriteAgain &&
        oneMs.length === eventCount,
      bench: 'replenish',
      items,
      seconds: first.seconds,
      cpuSeconds: first.cpuSeconds,
      postgresCpuSeconds: first.postgresCpuSeconds,
      itemsPerSecond: rounded(items / first.seconds),
      planned: plannedCount,
      proposals,
      wrongItems: wrong,
      againSeconds: again.seconds,
      againCpuSeconds: again.cpuSeconds,
      againPostgresCpuSeconds: again.postgresCpuSeconds,
      doesWriteAgain,
      events: oneMs.length,
      oneItemP50Ms: rounded(percentile(oneMs, 0.5)),
      oneItemP99Ms: rounded(percentile(oneMs, 0.99)),
      peakMemoryMb: world.peakMemoryMb(),
    }
  })
}

/** Whatever has no stock and nothing on its way must be bought, once; and each item stands somewhere. */
async function countWrong(world: PlanningWorld): Promise<number> {
  // Nothing is known yet of tables just filled, and row by row it would take longer than all the rest.
  await world.owner.query('set enable_nestloop = off')
  const wrong = await countOf(
    world,
    `bench_item b
     where not exists (select from plan_position p where p.item_id = b.item_id)
        or b.item_id in (select o.item_id from proposal o where o.kind = 'buy' and o.status = 'open'
                         group by 1 having count(*) > 1)
        or (not exists (select from stock_balance s where s.item_id = b.item_id)
            and not exists (select from expectation e where e.item_id = b.item_id
                              and e.firmness <> 'proposed' and e.units > 0)
            and not exists (select from proposal o join expectation e
                              on e.source_kind = 'proposal' and e.source_id = o.id
                              and e.firmness = 'proposed' and e.units = o.ordered_units
                            where o.item_id = b.item_id and o.kind = 'buy' and o.status = 'open'))`,
  )
  await world.owner.query('reset enable_nestloop')
  return wrong
}

/** Stock of one item changes, and it is planned anew, as after an event. @returns ms of each */
async function replanOnes(world: PlanningWorld): Promise<readonly number[]> {
  const { rows } = await world.owner.query<{ itemId: string }>(
    `select item_id as "itemId" from bench_item join stock_balance using (item_id)
     where units > 14 order by no limit $1`,
    [eventCount],
  )
  const work = world.organization.work(anybody)
  const tookMs: number[] = []
  for (const { itemId } of rows) {
    await world.owner.query('update stock_balance set units = units / 2 + 7 where item_id = $1', [
      itemId,
    ])
    const startedAt = performance.now()
    const { plannedCount } = await work.transact((tx) =>
      planItems(tx, [{ itemId, placeId: world.placeId }]),
    )
    if (plannedCount === 1) tookMs.push(performance.now() - startedAt)
  }
  return tookMs
}
