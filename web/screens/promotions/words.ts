import { addDays, dayText } from '../../look/days.ts'
import { countText, type Day, decimalText } from '../../look/format.ts'
import type { Word } from '../../look/words.ts'

export const kinds = [
  { value: 'discount', label: 'Discount' },
  { value: 'feature', label: 'Feature' },
  { value: 'deal', label: 'Deal' },
  { value: 'bundle', label: 'Bundle offer' },
  { value: 'coupon', label: 'Coupon' },
  { value: 'campaign', label: 'Campaign' },
  { value: 'price_change', label: 'Price change' },
  { value: 'holiday', label: 'Holiday or event' },
] as const

export function kindWord(kind: string): string {
  return kinds.find(({ value }) => value === kind)?.label ?? kind
}

export const statusWords = {
  planned: { tone: 'proposed', label: 'Planned' },
  confirmed: { tone: 'ok', label: 'Confirmed' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
} as const satisfies Record<string, Word>

/** How many times the usual demand: `×1.8`. */
export function timesText(factor: number): string {
  return `×${decimalText(factor.toFixed(2).replace(/0$/, ''))}`
}

/** `2 Mar to 8 Mar`, or the day alone. */
export function spanText(from: Day, to: Day): string {
  return from === to ? dayText(from, true) : `${dayText(from, true)} to ${dayText(to, true)}`
}

/** The Monday on or before a day. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

type About = {
  readonly scopeCount: number
  readonly itemCount: number
  readonly categoryCount: number
}

/** What a promotion is about: `8 items`, `1 item, 2 categories`; the rest speaks of all items. */
export function aboutText({ scopeCount, itemCount, categoryCount }: About): string {
  const all = scopeCount > itemCount + categoryCount ? ['all items'] : []
  const items = counted(itemCount, 'item', 'items')
  const said = [...items, ...counted(categoryCount, 'category', 'categories'), ...all]
  return said.length === 0 ? 'nothing yet' : said.join(', ')
}

function counted(count: number, one: string, many: string): readonly string[] {
  return count === 0 ? [] : [`${countText(count)} ${count === 1 ? one : many}`]
}
