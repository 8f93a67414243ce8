/**
 * 100,000 items at two places with two years of sales: from demand as it was observed to proposals in
 * the database, through every step of a run; then the same again, when nothing is new.
 */
import { planSteps } from '#edge/worker/plan-steps'

import type { BenchOptions, BenchResult } from './support/bench.ts'
import { rounded } from './support/figures.ts'
import { fillDemand, fillItems, fillStock, settle } from './support/fill-planning.ts'
import { countOf, inPlanningWorld, stopwatch, writtenRows } from './support/planning-world.ts'

const sizes = { short: 300, usual: 100_000 } as const
const perCategory = 1_000
const weeks = 104

export function bench({ isShort, items: wanted }: BenchOptions): Promise<BenchResult> {
  const items = wanted ?? (isShort ? sizes.short : sizes.usual)
  return inPlanningWorld(async (world) => {
    const placeIds = [world.placeId, await secondPlace(world)]
    await fillItems(world, items, perCategory)
    await fillStock(world, placeIds)
    await fillDemand(world, placeIds, weeks)
    await settle(world)
    const demandDays = await countOf(world, 'demand_day')
    const { steps, took } = stopwatch(world, planSteps)
    const first = await world.timed(() => world.plan(steps))
    const byStep = structuredClone(took)
    const written = await writtenRows(world)
    const again = await world.timed(() => world.plan(planSteps))
    const doesWriteAgain = (await writtenRows(world)) !== written
    const pairs = await countOf(world, '(select distinct item_id, place_id from demand_day) as p')
    const { value: counts } = first
    const isWhole = ['seriesCount', 'forecastCount', 'ruleCount', 'plannedCount'].every(
      (name) => counts[name] === pairs,
    )
    const proposals = await countOf(world, `proposal where status = 'open'`)
    return {
      isRight:
        isWhole &&
        proposals === counts['proposalCount'] &&
        proposals > pairs / 4 &&
        !doesWriteAgain &&
        Object.values(again.value).every((count) => count === 0),
      bench: 'plan',
      items,
      places: placeIds.length,
      weeks,
      demandDays,
      ...counts,
      seconds: first.seconds,
      cpuSeconds: first.cpuSeconds,
      postgresCpuSeconds: first.postgresCpuSeconds,
      pairsPerSecond: rounded(pairs / first.seconds),
      steps: byStep,
      againSeconds: again.seconds,
      againCpuSeconds: again.cpuSeconds,
      againPostgresCpuSeconds: again.postgresCpuSeconds,
      again: again.value,
      doesWriteAgain,
      peakMemoryMb: world.peakMemoryMb(),
    }
  })
}

async function secondPlace({
  owner,
  placeId,
}: Parameters<Parameters<typeof inPlanningWorld>[0]>[0]) {
  const { rows } = await owner.query<{ id: string }>(
    `insert into place (id, code, name, company_id)
     select uuidv7(), 'STORE', 'Store', company_id from place where id = $1 returning id`,
    [placeId],
  )
  return rows[0]?.id ?? ''
}
