import { addDays } from '#kernel/day'
import { quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import { type ItemId, readItemFacts } from '#records/items'
import { type PlaceId, readPlaceFacts } from '#records/places'

import type { DemandView } from '../contract.ts'
import { lastUnits } from '../rules/last-units.ts'
import { kindsOf } from '../rules/marks.ts'
import { readMarksOf } from './list-marks.ts'
import type { ItemPlace } from './observed-demand.ts'
import { type DemandSeries, readSeries } from './read-series.ts'

/**
 * Demand of an item at a place with all its layers; without weeks where nothing was wanted yet.
 *
 * @throws {PermissionError} when the actor may not read demand
 */
export async function readDemand(ask: Ask, pair: ItemPlace): Promise<DemandView | undefined> {
  requirePermission(ask, 'demand.read')

  const item = (await readItemFacts(ask, [pair.itemId as ItemId])).get(pair.itemId as ItemId)
  const place = (await readPlaceFacts(ask, [pair.placeId as PlaceId])).get(pair.placeId as PlaceId)
  if (item === undefined || place === undefined) return undefined
  const [series] = await readSeries(ask, [pair])
  const raw = series?.rawUnits ?? new Float64Array()
  const marks = (series?.marks ?? new Uint8Array()).slice(-52).reduce((all, bits) => all | bits, 0)
  const sum = (weeks: number) => quantityToWire(lastUnits(raw, weeks), item)
  return {
    item: { id: item.id, code: item.sku, name: item.name },
    place: { id: place.id, code: place.code, name: place.name },
    unit: item.unit,
    last4Weeks: sum(4),
    last13Weeks: sum(13),
    last52Weeks: sum(52),
    firstSoldOn: series?.firstSoldOn ?? null,
    lastSoldOn: series?.lastSoldOn ?? null,
    marks: [...kindsOf(marks)],
    endsOn: series?.endsOn ?? null,
    computedAt: series?.computedAt.toISOString() ?? null,
    weeks: series === undefined ? [] : weeksOf(series, 10 ** item.unitDecimals),
    personMarks: [...(await readMarksOf(ask, pair))],
  }
}

function weeksOf(series: DemandSeries, scale: number): DemandView['weeks'] {
  const at = (units: Float64Array, week: number) => (units[week] ?? 0) / scale
  return Array.from(series.rawUnits, (raw, week) => ({
    startsOn: addDays(series.startsOn, 7 * week),
    raw: raw / scale,
    corrected: at(series.correctedUnits, week),
    cleaned: at(series.cleanedUnits, week),
    baseline: at(series.baselineUnits, week),
    uplift: at(series.upliftUnits, week),
    event: at(series.eventUnits, week),
    marks: [...kindsOf(series.marks[week] ?? 0)],
  }))
}
