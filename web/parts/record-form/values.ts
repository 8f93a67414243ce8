import { dayText } from '../../look/days.ts'
import { bpsText, countText, decimalText, type MoneyWire, moneyText } from '../../look/format.ts'
import type { RecordField, Values } from './types.ts'

/** Compares wire values; order of keys is the same on both sides, since we wrote both. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null)
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

/** Required fields that say nothing yet, in a sentence; undefined when there are none. */
export function missingText(fields: readonly RecordField[], values: Values): string | undefined {
  const missing = fields.filter(({ key, isRequired }) => isRequired && isEmpty(values[key]))
  if (missing.length === 0) return undefined
  return `Still missing: ${missing.map(({ label }) => label).join(', ')}.`
}

/** What a new record is made with: fields that say something. */
export function newBody(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [key, trimmed(value)])
      .filter(([, value]) => !isEmpty(value)),
  )
}

/** What a change sends: only what is other than before; null takes a value away. */
export function changeBody(changes: Values): Values {
  return Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [key, trimmed(value) ?? null]),
  )
}

/** A value as people read it, for sentences and for the difference of a conflict. */
export function valueText(field: RecordField | undefined, value: unknown): string {
  if (isEmpty(value)) return 'nothing'
  switch (field?.kind) {
    case 'choice':
      return field.options.find((option) => option.value === value)?.label ?? String(value)
    case 'flag':
      return value === true ? 'yes' : 'no'
    case 'whole':
      return [countText(Number(value)), field.suffix].filter(Boolean).join(' ')
    case 'percent':
      return bpsText(Number(value))
    case 'decimal':
      return decimalText(String(value))
    case 'money':
      return moneyOf(value)
    case 'day':
      return dayText(String(value))
    case 'own':
      return field.textOf?.(value) ?? 'changed'
    case 'list':
    case 'text':
    case undefined:
      return typeof value === 'string' ? value : JSON.stringify(value)
  }
}

function moneyOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? moneyText(value as MoneyWire) : String(value)
}

function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value
}
