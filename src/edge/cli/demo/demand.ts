/** What the demo company sells where: two years of demand, promotions, and stock to sell from. */
import { addDays, weekdayOf } from '#kernel/day'
import { randomOf, seedOf } from '#kernel/random'

import type { Direct } from '../../http/direct.ts'
import { categoryOf, type DemoItem, items } from './catalog.ts'
import type { DemoIds } from './records.ts'

type Made = { readonly id: string }

const weekCount = 104
const entriesPerCall = 1_000

/** What each place sells of an item, beside Edison. */
const shareOfPlace = { edison: 1, reno: 0.35 } as const

const promotions = [
  {
    code: 'SPRING',
    name: 'Spring sale',
    kind: 'discount',
    weeksAgo: 31,
    weeks: 2,
    ratio: 8_000,
    uplift: 1.7,
  },
  {
    code: 'SUMMER',
    name: 'Summer feature',
    kind: 'feature',
    weeksAgo: 19,
    weeks: 1,
    ratio: null,
    uplift: 1.4,
  },
  {
    code: 'AUTUMN',
    name: 'Autumn sale',
    kind: 'discount',
    weeksAgo: 8,
    weeks: 2,
    ratio: 8_500,
    uplift: 1.6,
  },
  {
    code: 'WHITE',
    name: 'White sale',
    kind: 'discount',
    weeksAgo: -6,
    weeks: 2,
    ratio: 8_000,
    uplift: 1.7,
  },
] as const

/** Textiles are what the sales are about. */
const isPromoted = ({ sku }: DemoItem): boolean => categoryOf(sku)?.code === 'TEXTILES'

export async function createDemand(own: Direct, ids: DemoIds, today: string): Promise<void> {
  const channel = (code: string, name: string, kind: string) =>
    own<Made>({ path: '/channels', body: { code, name, kind, placeId: ids.edison } })
  const web = await channel('WEB', 'Web shop', 'web')
  await channel('AMZ', 'Amazon US', 'marketplace')
  await createPromotions(own, ids, today)
  const entries = items.flatMap((item) =>
    (['edison', 'reno'] as const).flatMap((place) => entriesOf(ids, item, place, web.id, today)),
  )
  for (let from = 0; from < entries.length; from += entriesPerCall) {
    await own({
      path: '/demand-entries',
      body: { entries: entries.slice(from, from + entriesPerCall) },
    })
  }
  for (const place of ['edison', 'reno'] as const) await stockUp(own, ids, place, today)
}

async function createPromotions(own: Direct, ids: DemoIds, today: string): Promise<void> {
  for (const { code, name, kind, weeksAgo, weeks, ratio, uplift } of promotions) {
    const startsOn = addDays(mondayOf(today), -7 * weeksAgo)
    await own({
      path: '/promotions',
      body: {
        code,
        name,
        kind,
        startsOn,
        endsOn: addDays(startsOn, 7 * weeks - 1),
        status: 'confirmed',
        expectedUpliftBps: Math.round(uplift * 10_000),
        scopes: items
          .filter(isPromoted)
          .map(({ sku }) => ({ itemId: ids.itemIds.get(sku), priceRatioBps: ratio })),
      },
    })
  }
}

function entriesOf(
  ids: DemoIds,
  item: DemoItem,
  place: 'edison' | 'reno',
  channelId: string,
  today: string,
) {
  const random = randomOf(seedOf(item.sku, place))
  const monday = mondayOf(today)
  return Array.from({ length: weekCount }, (_, at) => {
    const weeksAgo = weekCount - at
    const onDay = addDays(monday, -7 * weeksAgo + random.below(7))
    const mean = weeklyUnits(item, place, weeksAgo)
    const units = Math.max(0, Math.round(mean + Math.sqrt(1.5 * mean) * random.normal()))
    return {
      externalKey: `demo:${item.sku}:${place}:${onDay}`,
      itemId: ids.itemIds.get(item.sku),
      placeId: ids[place],
      channelId,
      onDay,
      quantity: { quantity: `${units}`, unit: 'EA' },
    }
  })
}

/**
 * An eighth of the minimum order each week, with a wave over the year and what the sales add. The wave is low and its
 * crest lies in the middle of the last quarter, by which forecasts are judged: a steep rise there makes all look biased.
 */
function weeklyUnits(item: DemoItem, place: 'edison' | 'reno', weeksAgo: number): number {
  const wave = 1 + 0.1 * Math.cos((2 * Math.PI * (weeksAgo - 7)) / 52)
  const running = promotions.find((one) => {
    return weeksAgo <= one.weeksAgo && weeksAgo > one.weeksAgo - one.weeks
  })
  const uplift = isPromoted(item) ? (running?.uplift ?? 1) : 1
  return (Number(item.moq) / 8) * shareOfPlace[place] * wave * uplift
}

/** Enough for a few weeks of some and many of others. */
async function stockUp(
  own: Direct,
  ids: DemoIds,
  place: 'edison' | 'reno',
  today: string,
): Promise<void> {
  const lines = items
    .filter(({ tracksLots }) => !tracksLots)
    .map((item) => {
      const weeks = 1 + randomOf(seedOf(item.sku, place, 'stock')).below(14)
      const units = Math.max(1, Math.round(weeks * weeklyUnits(item, place, 1)))
      return {
        itemId: ids.itemIds.get(item.sku),
        quantity: { quantity: `${units}`, unit: 'EA' },
        value: { amount: (units * usualCost(item)).toFixed(2), currency: 'USD' },
      }
    })
  await own({
    path: '/stock-adjustments',
    body: {
      placeId: ids[place],
      adjustedOn: today,
      reason: 'Counted when we moved to Landfall',
      lines,
    },
  })
}

/** In dollars: the terms' price at about its rate. */
function usualCost({ price, supplier }: DemoItem): number {
  const rate = supplier === 'NBHAOYU' ? 0.1395 : ['DOURO', 'BORMIA'].includes(supplier) ? 1.085 : 1
  return Number(price) * rate
}

function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day))
}
