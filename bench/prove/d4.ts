/**
 * Speed on two processors: 100,000 forecasts; 10,000 items from stock and forecast to proposals, again
 * when nothing is new, and one item after an event; 100,000 items at two places, and a tenth of them,
 * from demand to proposals. In short the sizes are small and only counts are claimed, never times.
 */
import { spawnSync } from 'node:child_process'

import { availableParallelism, loadavg } from 'node:os'

import type { Proof } from './proof.ts'

const floor = {
  forecastSeconds: 15,
  replenishSeconds: 3,
  againSeconds: 0.5,
  oneItemMs: 50,
  planSeconds: 90,
  tenthSeconds: 9,
  memoryMb: 1_536,
} as const

type Figures = {
  readonly isRight?: boolean
  readonly seconds?: number
  readonly againSeconds?: number
  readonly oneItemP50Ms?: number
  readonly memoryMb?: number
  readonly peakMemoryMb?: number
}

export const proof: Proof = async ({ isShort }) => {
  const forecast = bench('forecast', isShort)
  const replenish = bench('replenish', isShort)
  const tenth = isShort ? undefined : bench('plan', isShort, '--items', '10000')
  const plan = bench('plan', isShort)
  const all = [forecast, replenish, plan, ...(tenth === undefined ? [] : [tenth])]
  const isRight = all.every((figures) => figures.isRight === true)
  const isQuick = [
    isWithin(forecast.seconds, floor.forecastSeconds),
    isWithin(replenish.seconds, floor.replenishSeconds),
    isWithin(replenish.againSeconds, floor.againSeconds),
    isWithin(replenish.oneItemP50Ms, floor.oneItemMs),
    isWithin(plan.seconds, floor.planSeconds),
    isWithin(tenth?.seconds, floor.tenthSeconds),
    ...all.map((one) => isWithin(one.peakMemoryMb ?? one.memoryMb, floor.memoryMb)),
  ].every(Boolean)
  return {
    holds: isRight && (isShort || isQuick),
    measured: true,
    floor,
    processors: availableParallelism(),
    load: loadavg().map((load) => Math.round(load * 10) / 10),
    forecast,
    replenish,
    plan,
    ...(tenth === undefined ? {} : { tenth }),
  }
}

const isWithin = (figure: number | undefined, most: number): boolean =>
  figure !== undefined && figure <= most

/** In a process of its own, so that the memory of one does not count for the next. */
function bench(name: string, isShort: boolean, ...more: readonly string[]): Figures {
  const given = ['bench/main.ts', name, ...(isShort ? ['--short'] : []), ...more]
  const { stdout } = spawnSync(process.execPath, given, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) || '{}') as Figures
}
