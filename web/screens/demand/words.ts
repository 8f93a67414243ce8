import type { MarkView } from '#contracts/flow/demand'

import { dayText } from '../../look/days.ts'
import { type Day, decimalText } from '../../look/format.ts'

export type PersonMarkKind = MarkView['kind']

/** What a person may say of weeks, as a choice. */
export const personMarks: readonly { readonly value: PersonMarkKind; readonly label: string }[] = [
  { value: 'excluded', label: 'Leave out' },
  { value: 'one_off', label: 'One-off order' },
  { value: 'spike', label: 'Spike' },
  { value: 'stock_out', label: 'Was out of stock' },
  { value: 'promotion', label: 'Was promoted' },
]

/** What a mark does to the weeks, for the sentence before it is done. */
export const markDoes: Readonly<Record<PersonMarkKind, string>> = {
  excluded: 'These weeks count as usual ones, whatever they show.',
  one_off: 'The largest sale of these weeks is taken out.',
  spike: 'These weeks count up to what stands out.',
  stock_out: 'What was not sold for want of stock is added to these weeks.',
  promotion: 'These weeks are told apart as promoted.',
}

export const markNames: Readonly<Record<string, string>> = {
  stock_out: 'Stock-out',
  spike: 'Spike',
  promotion: 'Promotion',
  one_off: 'One-off',
  excluded: 'Excluded',
  event: 'Event',
}

/** Whole units, or a digit where there are parts. */
export function unitsText(units: number): string {
  return decimalText(units.toFixed(1).replace(/\.0$/, '').replace(/^-0$/, '0'))
}

export function spanText(from: Day, to: Day): string {
  return from === to ? dayText(from, true) : `${dayText(from, true)} to ${dayText(to, true)}`
}
