import type { PromotionView } from '#contracts/records/promotions'

import { bpsText } from '../../look/format.ts'
import { aboutText } from './words.ts'

/**
 * One thing a promotion is about, as the API takes it; null speaks of all. An empty id is one that is
 * still to be chosen.
 */
export type Scope = {
  readonly itemId: string | null
  readonly categoryId: string | null
  readonly placeId: string | null
  readonly channelId: string | null
  readonly priceRatioBps: number | null
}

export const blank: Scope = {
  itemId: '',
  categoryId: null,
  placeId: null,
  channelId: null,
  priceRatioBps: null,
}

/** As it was read, in the shape it is sent in. */
export function toScope(scope: PromotionView['scopes'][number]): Scope {
  return {
    itemId: scope.item?.id ?? null,
    categoryId: scope.category?.id ?? null,
    placeId: scope.place?.id ?? null,
    channelId: scope.channel?.id ?? null,
    priceRatioBps: scope.priceRatioBps,
  }
}

/** 20 for a price of 80 % of the regular one, as the field shows it. */
export function percentOff(priceRatioBps: number | null): string | undefined {
  return priceRatioBps === null ? undefined : String((10_000 - priceRatioBps) / 100)
}

export function ratioOf(percent: string | undefined): number | null {
  return percent === undefined ? null : 10_000 - Math.round(Number(percent) * 100)
}

export function scopesText(value: unknown): string {
  const scopes = Array.isArray(value) ? (value as readonly Scope[]) : []
  const ratios = scopes.flatMap(({ priceRatioBps: ratio }) => (ratio === null ? [] : [ratio]))
  const about = aboutText({
    scopeCount: scopes.length,
    itemCount: scopes.filter(({ itemId }) => itemId !== null).length,
    categoryCount: scopes.filter(({ categoryId }) => categoryId !== null).length,
  })
  if (ratios.length === 0) return about
  return `${about}, ${bpsText(10_000 - Math.min(...ratios))} off at most`
}
