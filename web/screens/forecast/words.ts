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

/** Members as the engine calls them, `tsb.1`, with a capital: `TSB 0.1`. */
export function memberText(member: string): string {
  const said = member
    .replace(/\.(\d)/g, ' 0.$1')
    .replace(/\b(tsb|ses)\b/g, (short) => short.toUpperCase())
  return said.charAt(0).toUpperCase() + said.slice(1)
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
