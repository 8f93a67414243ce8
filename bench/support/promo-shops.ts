/** Shops with a known truth, to hold the isolation of promotions against. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { forecastWithPromotions, type IsolatedSeries, isolate } from '#flow/demand'

type ShopSeries = {
  readonly units: readonly number[]
  readonly promoted: readonly number[]
  readonly baseline: readonly number[]
  readonly uplift: number
}

type PromoShop = (options: { readonly seed: number; readonly skus?: number }) => ShopSeries[]

/** Undefined where the maker of shops is not on this machine. */
export async function shopMaker(sharedData: string): Promise<PromoShop | undefined> {
  const path = resolve(join(sharedData, '../reference/promo-shop.mjs'))
  if (!existsSync(path)) return undefined
  const { promoShop } = (await import(pathToFileURL(path).href)) as { promoShop: PromoShop }
  return promoShop
}

/**
 * Baseline WAPE: sum |estimate - truth| / sum truth over promotion weeks. Uplift error: mean
 * |estimate - truth| over series with a promotion week. Promoted WAPE: what the learned effects make of
 * the true baseline, against the true mean, over promotion weeks.
 */
export function measureShop(shop: readonly ShopSeries[]) {
  const startedAt = performance.now()
  const { series } = isolate({
    series: shop.map(({ units, promoted }, index) => ({
      id: String(index),
      group: 'shop',
      units: Float64Array.from(units),
      kinds: { promotion: Float64Array.from(promoted) },
    })),
    promotionKinds: ['promotion'],
    periodsPerYear: 52,
  })
  const milliseconds = performance.now() - startedAt
  const found = shop.flatMap((truth, index) => {
    const isolated = series[index]
    return isolated === undefined ? [] : [compared(truth, isolated)]
  })
  const total = (amountOf: (one: Comparison) => number): number =>
    found.reduce((sum, one) => sum + amountOf(one), 0)
  const promoted = found.filter(({ baseline }) => baseline > 0)
  return {
    baselineWape: total(({ missed }) => missed) / total(({ baseline }) => baseline),
    promotedWape:
      total(({ misforecast }) => misforecast) / total(({ promotedMean }) => promotedMean),
    upliftError: total(({ upliftMissed }) => upliftMissed) / promoted.length,
    doesAddUp: found.every(({ doesAddUp }) => doesAddUp),
    msPerSeries: milliseconds / shop.length,
  }
}

type Comparison = ReturnType<typeof compared>

/** Sums over the promotion weeks of one series; 0 where it has none. */
function compared({ units, promoted, baseline, uplift }: ShopSeries, isolated: IsolatedSeries) {
  const weeks = [...promoted.keys()].filter((week) => promoted[week] === 1)
  const forecast = forecastWithPromotions(
    Float64Array.from(baseline),
    { kinds: { promotion: Float64Array.from(promoted) } },
    isolated.effects,
  )
  const overWeeks = (amountIn: (week: number, truth: number) => number): number =>
    weeks.reduce((sum, week) => sum + amountIn(week, baseline[week] ?? 0), 0)
  const factor = isolated.upliftFactorByKind['promotion'] ?? 1
  return {
    missed: overWeeks((week, truth) => Math.abs((isolated.baselineUnits[week] ?? 0) - truth)),
    baseline: overWeeks((_week, truth) => truth),
    misforecast: overWeeks((week, truth) => Math.abs((forecast.units[week] ?? 0) - truth * uplift)),
    promotedMean: overWeeks((_week, truth) => truth * uplift),
    upliftMissed: weeks.length === 0 ? 0 : Math.abs(factor - uplift),
    doesAddUp: units.every((sold, week) => layersAt(isolated, week) === sold),
  }
}

function layersAt(
  { baselineUnits, upliftUnits, eventUnits }: IsolatedSeries,
  week: number,
): number {
  return (baselineUnits[week] ?? 0) + (upliftUnits[week] ?? 0) + (eventUnits[week] ?? 0)
}
