/**
 * 100,000 fresh random series of 104 weeks, 30 % intermittent, half with a yearly season: from raw units to means,
 * quantiles of 13 steps and of the lead time, with the engine of the product on all processors.
 */
import { batchMethods, forecastBatch, type SeriesBatch } from '#flow/forecasting'

import { type Random, randomOf } from '#kernel/random'
import { sharedFloats, sharedIntegers } from '#platform/threads'
import type { BenchOptions, BenchResult } from './support/bench.ts'
import { rounded } from './support/figures.ts'

const weeks = 104
const horizon = 13
const season = 52
const seriesCount = 100_000
const shortCount = 4_000
const secondsMax = 15
const seasonsMin = 0.5

export async function bench({ isShort }: BenchOptions): Promise<BenchResult> {
  const count = isShort ? shortCount : seriesCount
  const seed = Math.floor(Math.random() * 2 ** 31)
  const batch = makeBatch(count, seed)
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const forecast = await forecastBatch(batch, { season, horizon })
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = process.cpuUsage(cpuBefore)
  const cpuSeconds = (cpu.user + cpu.system) / 1e6
  const slowShare = forecast.methods.filter((at) => batchMethods[at] === 'slow').length / count
  const isWhole =
    forecast.meanUnits.every((units) => units >= 0 && Number.isFinite(units)) &&
    forecast.quantileUnits.every((units) => units >= 0 && Number.isFinite(units))
  return {
    isRight: isWhole && (isShort || seconds <= secondsMax),
    bench: 'forecast',
    series: count,
    weeks,
    horizon,
    seed,
    seconds: rounded(seconds, 2),
    cpuSeconds: rounded(cpuSeconds, 2),
    cpuMsPerSeries: rounded((cpuSeconds * 1000) / count, 4),
    slowShare: rounded(slowShare, 3),
    memoryMb: rounded(process.resourceUsage().maxRSS / 1024),
  }
}

/** Sales of a shop: levels over orders of magnitude, a shared year, a slow drift, noise; 30 % sell now and then. */
function makeBatch(count: number, seed: number): SeriesBatch {
  const random = randomOf(seed)
  const units = sharedFloats(count * weeks)
  const starts = sharedIntegers(count)
  const lengths = sharedIntegers(count)
  const seeds = sharedIntegers(count)
  for (let at = 0; at < count; at += 1) {
    starts[at] = at * weeks
    lengths[at] = weeks
    seeds[at] = seed ^ at
    const isSlow = random.uniform() < 0.3
    const swing = random.uniform() < seasonsMin ? 0.6 * random.uniform() : 0
    writeSeries(units.subarray(at * weeks, (at + 1) * weeks), isSlow, swing, random)
  }
  return { units, starts, lengths, seeds }
}

function writeSeries(into: Float64Array, isSlow: boolean, swing: number, random: Random): void {
  const level = Math.exp(1 + 3 * random.uniform())
  const drift = 0.01 * random.normal()
  const chance = isSlow ? 0.05 + 0.5 * random.uniform() : 1
  const noise = 0.1 + 0.4 * random.uniform()
  for (let week = 0; week < into.length; week += 1) {
    const year = 1 + swing * Math.sin((2 * Math.PI * week) / season)
    const mean = level * year * Math.exp(drift * week)
    const sells = random.uniform() < chance
    into[week] = sells ? Math.max(0, Math.round(mean * (1 + noise * random.normal()))) : 0
  }
}
