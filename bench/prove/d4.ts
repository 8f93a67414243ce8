/**
 * Speed on two processors: 100,000 forecasts; 10,000 items from stock and forecast to proposals, again
 * when nothing is new, and one item after an event; 100,000 items at two places, and a tenth of them,
 * from demand to proposals. In short the sizes are small and only counts are claimed, never times.
 */
import { execFile } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'

import { rounded } from '../support/figures.ts'
import type { Proof } from './proof.ts'

const floor = {
  forecastSeconds: 15,
  replenishSeconds: 3,
  againSeconds: 0.5,
  oneItemMs: 50,
  planSeconds: 90,
  tenthSeconds: 9,
  /** Of all processes but the database, together. */
  memoryMb: 1_536,
  /** What an item at a place takes in the large run, beside a tenth of it. */
  growth: 1.3,
} as const

const tenthItems = 10_000

type Figures = {
  readonly isRight?: boolean
  readonly items?: number
  readonly places?: number
  readonly seconds?: number
  /** Of the same again. */
  readonly othersSeconds?: readonly number[]
  readonly cpuSeconds?: number
  readonly postgresCpuSeconds?: number
  readonly againSeconds?: number
  readonly oneItemP50Ms?: number
  readonly memoryMb?: number
  readonly peakMemoryMb?: number
}

export const proof: Proof = async ({ isShort }) => {
  const measured = isShort ? await inShort() : await inFull()
  const { forecast, replenish, plan, tenth } = measured
  const all = Object.values(measured)
  const growth = tenth && { seconds: growthOf(plan, tenth, wall), cpu: growthOf(plan, tenth, cpu) }
  const isQuick = [
    isWithin(forecast.seconds, floor.forecastSeconds),
    isWithin(replenish.seconds, floor.replenishSeconds),
    isWithin(replenish.againSeconds, floor.againSeconds),
    isWithin(replenish.oneItemP50Ms, floor.oneItemMs),
    isWithin(plan.seconds, floor.planSeconds),
    isWithin(tenth?.seconds, floor.tenthSeconds),
    isWithin(growth?.seconds, floor.growth),
    ...all.map((one) => isWithin(one.peakMemoryMb ?? one.memoryMb, floor.memoryMb)),
  ].every(Boolean)
  return {
    holds: all.every(({ isRight }) => isRight === true) && (isShort || isQuick),
    measured: true,
    floor,
    processors: availableParallelism(),
    load: loadavg().map((load) => rounded(load)),
    ...(growth === undefined ? {} : { growth }),
    ...measured,
  }
}

type Measured = {
  readonly forecast: Figures
  readonly replenish: Figures
  readonly plan: Figures
  readonly tenth?: Figures
}

/** Side by side, since no time is claimed. */
async function inShort(): Promise<Measured> {
  const [forecast, replenish, plan] = await Promise.all([
    bench('forecast', '--short'),
    bench('replenish', '--short'),
    bench('plan', '--short'),
  ])
  return { forecast, replenish, plan }
}

async function inFull(): Promise<Measured> {
  const forecast = await bench('forecast')
  const replenish = await bench('replenish')
  const tenth = await quickest(() => bench('plan', '--items', String(tenthItems)))
  const plan = await bench('plan')
  return { forecast, replenish, tenth, plan }
}

/** Of three: whatever else a machine does makes a run of ten seconds longer, and never shorter. */
async function quickest(run: () => Promise<Figures>): Promise<Figures> {
  const runs = [await run(), await run(), await run()]
  const [first, ...others] = runs.toSorted((one, other) => wall(one) - wall(other))
  const isRight = runs.every((one) => one.isRight === true)
  return { ...first, isRight, othersSeconds: others.map(wall) }
}

const wall = ({ seconds = Number.NaN }: Figures): number => seconds
const cpu = ({ cpuSeconds = Number.NaN, postgresCpuSeconds = Number.NaN }: Figures): number =>
  cpuSeconds + postgresCpuSeconds

/** 1: an item at a place takes as long among many as among few. */
function growthOf(large: Figures, small: Figures, took: (figures: Figures) => number): number {
  const perPair = (figures: Figures) =>
    took(figures) / ((figures.items ?? Number.NaN) * (figures.places ?? Number.NaN))
  return rounded(perPair(large) / perPair(small), 2)
}

const isWithin = (figure: number | undefined, most: number): boolean =>
  figure !== undefined && figure <= most

/** In a process of its own, so that the memory of one does not count for the next. */
function bench(name: string, ...more: readonly string[]): Promise<Figures> {
  return new Promise((resolve) => {
    const run = execFile(process.execPath, ['bench/main.ts', name, ...more], (_, stdout) => {
      resolve(JSON.parse(stdout.trim().split('\n').at(-1) || '{}') as Figures)
    })
    run.stderr?.pipe(process.stderr)
  })
}
