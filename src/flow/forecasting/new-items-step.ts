/** The step of a run that forecasts new items from those they are like, and lays what comes of lives and groups. */
import { daysBetween } from '#kernel/day'
import { seedOf } from '#kernel/random'
import type { RunStep } from '#platform/run-step'
import type { Tx } from '#platform/work'

import { horizonWeeks } from './actions/forecast-series-batch.ts'
import { layAnew } from './actions/lay-anew.ts'
import { spreadGroupsAnew } from './actions/override-group.ts'
import { livesToLay } from './queries/lives-to-lay.ts'
import { type NewItemRow, newItemsToForecast } from './queries/new-items.ts'
import { newItemForecast } from './rules/new-item.ts'
import { putForecasts, type StoredForecast } from './store/forecasts.ts'
import { copyHabits } from './store/habits.ts'
import { markNewItems } from './store/new-items.ts'

const weekDays = 7
const laidPairs = 500

export const newItemsStep: RunStep = {
  name: 'new-items',
  total: async () => 0,
  advance: async (work, { asOf }) => {
    const newCount = await work.transact(async (tx) => {
      const rows = await newItemsToForecast(tx)
      await forecastNewItems(tx, rows, asOf)
      return rows.length
    })
    const pairs = await work.transact((tx) => livesToLay(tx))
    for (let from = 0; from < pairs.length; from += laidPairs) {
      await work.transact((tx) => layAnew(tx, pairs.slice(from, from + laidPairs), asOf))
    }
    await spreadGroupsAnew(work, asOf)
    return { doneCount: newCount, result: { newItemCount: newCount } }
  },
}

async function forecastNewItems(tx: Tx, rows: readonly NewItemRow[], asOf: string): Promise<void> {
  if (rows.length === 0) return
  await putForecasts(
    tx,
    rows.map((row) => storedOf(row, asOf)),
  )
  await markNewItems(tx, rows)
  await copyHabits(
    tx,
    rows.filter(({ seriesFingerprint }) => seriesFingerprint === ''),
  )
  await layAnew(tx, rows, asOf)
}

const none = new Float64Array(0)

function storedOf(row: NewItemRow, asOf: string): StoredForecast {
  const { itemId, placeId, startsOn } = row
  const { meanUnits, quantileUnits } = newItemForecast({
    ownUnits: Float64Array.from(row.ownUnits),
    analogUnits: Float64Array.from(row.analogUnits),
    analogAhead: Float64Array.from(row.analogAhead),
    isLaunchSeen: row.isLaunchSeen,
    analogEndedWeeks:
      row.analogEndOn === null
        ? undefined
        : Math.ceil((daysBetween(row.analogEndOn, startsOn) - 1) / weekDays),
    weeksToLaunch:
      row.launchOn === null
        ? 0
        : Math.max(0, Math.floor(daysBetween(startsOn, row.launchOn) / weekDays)),
    horizon: horizonWeeks,
  })
  return {
    itemId,
    placeId,
    startsOn,
    madeOn: asOf,
    method: 'analog',
    weights: {},
    isIntermittent: false,
    baselineUnits: meanUnits,
    upliftUnits: none,
    eventUnits: none,
    plannedUnits: meanUnits,
    sourceId: null,
    outsideSaid: '',
    outsideUnits: none,
    quantileUnits,
    wape: null,
    bias: null,
    rmsse: null,
    levelUnits: meanUnits.find((units) => units > 0) ?? 0,
    seed: seedOf(itemId, placeId) >>> 0,
    fingerprint: row.seriesFingerprint,
  }
}
