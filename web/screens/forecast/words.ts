import type { ForecastRow, OverrideView } from '#contracts/flow/forecasting'

import { dayText } from '../../look/days.ts'
import { type Day, decimalText } from '../../look/format.ts'

export type Method = ForecastRow['method']

export const methodWords: Readonly<Record<Method, string>> = {
  none: 'None',
  slow: 'Slow seller',
  steady: 'Steady',
  seasonal: 'Seasonal',
  analog: 'Like another item',
}

const memberWords: Readonly<Record<string, string>> = {
  mean: 'Mean of all weeks',
  own: 'Its level at its own pace',
  'own capped': 'Its level at its own pace, spikes cut off',
  theta: 'Level and half its trend (Theta)',
  holt: 'Level and trend (Holt)',
  'holt-winters': 'Level, trend and season (Holt-Winters)',
  ses: 'Level at the pace that fits it',
}

const ways: Readonly<Record<string, string>> = {
  launched: 'from its first sale on',
  log: 'by ratios',
}

/** Members as the engine calls them, `launched own capped` or `tsb.1`, as a planner would. */
export function memberText(member: string): string {
  const [first = '', ...rest] = member.split(' ')
  const way = ways[first]
  if (way !== undefined) return `${memberText(rest.join(' '))}, ${way}`
  const known = memberWords[member]
  if (known !== undefined) return known
  const [kind = member, rate] = member.split('.')
  const pace = rate === undefined ? '' : ` 0.${rate}`
  const words = pacedWords[kind]
  if (words !== undefined) return `${words}${pace}`
  const said = `${kind}${pace}`
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** Those that forget at a pace: of 1 the last week alone counts. */
const pacedWords: Readonly<Record<string, string>> = {
  ses: 'Level, forgetting at',
  capped: 'Level without spikes, forgetting at',
  tsb: 'Chance and size of a sale, forgetting at',
  drift: 'Level with drift, forgetting at',
}

/** Expected units are parts of one: small ones keep a digit. */
export function expectedText(units: number | null, showsPlus = false): string {
  if (units === null || !Number.isFinite(units)) return '–'
  const text = units.toFixed(Math.abs(units) < 100 ? 1 : 0)
  return decimalText(text.replace(/^-(0(\.0)?)$/, '$1'), 0, showsPlus)
}

/** A share as percent; nothing to divide by is a dash. */
export function shareText(share: number | null, showsPlus = false): string {
  if (share === null) return '–'
  return `${decimalText((100 * share).toFixed(0).replace(/^-0$/, '0'), 0, showsPlus)} %`
}

/** Percentage points by which WAPE fell: `+4.2`, `−1.0`. */
export function addedText(share: number | null): string {
  if (share === null) return '–'
  return decimalText((100 * share).toFixed(1).replace(/^-(0\.0)$/, '$1'), 0, true)
}

export const overrideKinds = [
  { value: 'set', label: 'Set to' },
  { value: 'add', label: 'Add' },
  { value: 'multiply', label: 'Multiply by' },
] as const

/** `Set to 40 EA a week`, `Add −5 EA a week`, `Multiply by 1.2`. */
export function overrideText({ kind, amount, unit: said }: OverrideView): string {
  if (kind === 'multiply') return `Multiply by ${decimalText(String(amount))}`
  const unit = said || 'units'
  const units = decimalText(String(amount), 0, kind === 'add')
  return kind === 'set' ? `Set to ${units} ${unit} a week` : `Add ${units} ${unit} a week`
}

/** `of category Soap, spread`: whose override it is, where it is of more than the series itself. */
export function scopeText({ item, category, place, channel }: OverrideView): string | undefined {
  if (item !== null) return undefined
  const parts = [
    category === null ? [] : [`category ${category.name || category.code}`],
    channel === null ? [] : [`channel ${channel.name}`],
    place === null ? [] : [`place ${place.name}`],
  ].flat()
  return `by an override of ${parts.join(', ')}`
}

export function spanText(from: Day, to: Day): string {
  return from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`
}
