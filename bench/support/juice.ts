/** Dominick's orange juice as series for the isolation of promotions, and how its forecast is scored. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { isolate, type PromotionSeries, priceRatios, regularPrices } from '#flow/demand'

export type JuiceSeries = PromotionSeries & {
  /** What really sold, test weeks included; for scoring only. */
  readonly soldUnits: Float64Array
}

export type JuiceOptions = {
  readonly firstTestWeek: number
  /** Every which store is taken; 1 is all. */
  readonly storeStep?: number
}

const testWeeks = 8
const trainWeeksMin = 60

/** Series by store and brand over all weeks of the file; units of test weeks and later are NaN. */
export function readJuice(file: string, { firstTestWeek, storeStep = 1 }: JuiceOptions) {
  const rows = tableOf(file)
  const weeks = rows.map(({ week }) => week)
  const firstWeek = Math.min(...new Set(weeks))
  const endWeek = Math.min(Math.max(...new Set(weeks)) + 1, firstTestWeek + testWeeks)
  const origin = firstTestWeek - firstWeek
  const stores = new Set(
    [...new Set(rows.map(({ store }) => store))].filter((_, index) => index % storeStep === 0),
  )
  const kept = rows.filter(({ store, week }) => stores.has(store) && week < endWeek)
  const series = [...Map.groupBy(kept, ({ store, brand }) => `${store}:${brand}`)].map(
    ([id, found]): JuiceSeries => {
      const unknown = (): Float64Array => new Float64Array(endWeek - firstWeek).fill(Number.NaN)
      const [soldUnits, price, deal, feature] = [unknown(), unknown(), unknown(), unknown()]
      for (const row of found) {
        const period = row.week - firstWeek
        soldUnits[period] = row.units
        price[period] = row.price
        deal[period] = row.deal
        feature[period] = row.feature
      }
      const regularPrice = regularPrices(price)
      return {
        id,
        group: `brand ${found[0]?.brand}`,
        market: `store ${found[0]?.store}`,
        units: soldUnits.map((units, period) => (period < origin ? units : Number.NaN)),
        soldUnits,
        regularPrice,
        priceRatio: priceRatios(price, regularPrice),
        kinds: { deal, feature },
      }
    },
  )
  return { series, origin }
}

export function measureJuice(file: string, options: JuiceOptions) {
  const { series, origin } = readJuice(file, options)
  const startedAt = performance.now()
  const { series: isolated, pooled } = isolate({
    series: series.map(({ soldUnits: _, ...known }) => known),
    promotionKinds: ['deal', 'feature'],
    periodsPerYear: 52,
    horizonPeriods: testWeeks,
  })
  const milliseconds = performance.now() - startedAt
  const each = series.flatMap(({ id, soldUnits }, index) => {
    const expected = isolated[index]?.expectedUnits ?? new Float64Array(0)
    const score = rmsseOf(soldUnits, expected, origin)
    return score === undefined ? [] : [{ id, rmsse: score }]
  })
  return {
    measure: 'promo',
    firstTestWeek: options.firstTestWeek,
    series: each.length,
    rmsse: meanOf(each.map(({ rmsse }) => rmsse)),
    cappedRmsse: meanOf(each.map(({ rmsse }) => Math.min(1, rmsse))),
    fittedSeries: series.length,
    msPerSeries: milliseconds / series.length,
    tuning: pooled.tuning,
    each,
  }
}

/** Undefined where a test week is missing, or too little came before. */
function rmsseOf(sold: Float64Array, expected: Float64Array, origin: number): number | undefined {
  const train = [...sold.subarray(0, origin)].filter(Number.isFinite)
  const test = sold.subarray(origin, origin + testWeeks)
  // Earlier origins have less before them; the claim itself, of week 141, asks for 60.
  if (train.length < Math.min(trainWeeksMin, origin * 0.6) || !test.every(Number.isFinite))
    return undefined
  const steps = train.slice(1).map((units, index) => (units - (train[index] ?? 0)) ** 2)
  const errors = [...test].map((units, step) => (units - (expected[origin + step] ?? 0)) ** 2)
  const scale = meanOf(steps)
  return scale > 0 ? Math.sqrt(meanOf(errors) / scale) : undefined
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function tableOf(file: string) {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [header = '', ...lines] = text.trim().split('\n')
  const names = header.replaceAll('"', '').split(',')
  const columnOf = (name: string): number => names.indexOf(name)
  const [store, brand, week, log, deal, feature] = 'store brand week logmove deal feat'
    .split(' ')
    .map(columnOf)
  return lines.map((line) => {
    const cells = line.split(',').map(Number)
    const cell = (index: number | undefined): number => cells[index ?? -1] ?? Number.NaN
    return {
      store: cell(store),
      brand: cell(brand),
      week: cell(week),
      units: Math.exp(cell(log)),
      price: cell(columnOf(`price${cell(brand)}`)),
      deal: cell(deal),
      feature: cell(feature),
    }
  })
}
