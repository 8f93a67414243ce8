/** Goal: a batch is what its series are one by one, on any number of threads. */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'
import { sharedFloats, sharedIntegers } from '#platform/threads'
import { forecastBatch, type SeriesBatch } from './batch.ts'
import { batchMethods, knowledgeOf } from './batch-pieces.ts'
import { forecastSeries } from './rules/forecast-series.ts'
import { leadTimeQuantiles } from './rules/lead-time.ts'
import { learnCategory } from './rules/learn-category.ts'
import { quantileLevels } from './rules/quantiles.ts'

const seriesCount = 1_200
const weeks = 60
const [season, horizon, drawCount] = [52, 5, 60]

test('on one thread and on three the outcome is the same, to the last digit', async () => {
  const batch = makeBatch()
  const told: number[] = []
  const one = await forecastBatch(batch, { season, horizon, drawCount, threadCount: 1 }, (done) =>
    told.push(done),
  )
  const three = await forecastBatch(batch, { season, horizon, drawCount, threadCount: 3 })
  for (const key of ['meanUnits', 'quantileUnits', 'leadQuantileUnits', 'accuracy'] as const) {
    expect(three[key]).toEqual(one[key])
  }
  expect(told.at(-1)).toBe(seriesCount)
})

test('each series is forecast as by itself, with what its category taught', async () => {
  const batch = makeBatch()
  const made = await forecastBatch(batch, { season, horizon, drawCount })
  const series = Array.from({ length: seriesCount }, (_, at) => ({
    units: batch.units.slice(at * weeks, (at + 1) * weeks),
    season,
    horizon,
  }))
  for (const category of [0, 1]) {
    const own = series.filter((_, at) => batch.categories?.[at] === category)
    expect(knowledgeOf(made.knowledge, category)).toEqual(learnCategory(own))
  }
  for (const at of [0, 1, 7, 500, 1_199]) {
    const { units } = series[at] ?? { units: new Float64Array(0) }
    const knowledge = knowledgeOf(made.knowledge, batch.categories?.[at] ?? 0)
    const seed = batch.seeds[at] ?? 0
    const alone = forecastSeries({ units, season, horizon, seed, drawCount, knowledge })
    const levels = quantileLevels.length
    const from = at * horizon
    expect(made.meanUnits.slice(from, from + horizon)).toEqual(alone.meanUnits)
    const quantiles = made.quantileUnits.slice(from * levels, (from + horizon) * levels)
    expect(quantiles).toEqual(alone.quantileUnits)
    const lead = made.leadQuantileUnits.slice(at * levels, (at + 1) * levels)
    expect(lead).toEqual(leadTimeQuantiles(alone, horizon))
    expect(batchMethods[made.methods[at] ?? 0]).toBe(alone.method)
  }
})

test('a batch that was stopped says why', async () => {
  const stopped = AbortSignal.abort(new Error('Not now'))
  const running = forecastBatch(makeBatch(), { season, horizon }, undefined, stopped)
  await expect(running).rejects.toThrow('Not now')
})

function makeBatch(): SeriesBatch & { readonly categories: Int32Array<SharedArrayBuffer> } {
  const random = randomOf(1)
  const units = sharedFloats(seriesCount * weeks)
  const starts = sharedIntegers(seriesCount)
  const lengths = sharedIntegers(seriesCount)
  const seeds = sharedIntegers(seriesCount)
  const categories = sharedIntegers(seriesCount)
  for (let at = 0; at < seriesCount; at += 1) {
    starts[at] = at * weeks
    lengths[at] = weeks
    seeds[at] = at
    categories[at] = at % 2
    const chance = at % 3 === 0 ? 0.3 : 1
    for (let week = 0; week < weeks; week += 1) {
      const sells = random.uniform() < chance
      units[at * weeks + week] = sells ? Math.round(20 * random.uniform()) : 0
    }
  }
  return { units, starts, lengths, seeds, categories }
}
