/** Readers for the values that cells hold. Each refusal says what to write instead. */
import { isCurrency } from '#kernel/currency'
import { isDay } from '#kernel/day'
import { formatDecimal, parseDecimal } from '#kernel/decimal'
import { parseRateE10 } from '#kernel/fx'

import type { CellFormat, CellRead, CellReader } from './columns.ts'

export function read<T>(value: T): CellRead<T> {
  return { kind: 'read', value }
}

export function refused(code: string, detail: string): CellRead<never> {
  return { kind: 'refused', code, detail }
}

/** Text with its line breaks, of at most `charactersMax` UTF-16 units. */
export function text(charactersMax: number): CellReader<string> {
  return (given) =>
    given.length <= charactersMax
      ? read(given)
      : refused('too_long', `Shorten this to at most ${charactersMax} characters.`)
}

/** A name that other records refer by: one line, no control characters. */
export function code(charactersMax: number): CellReader<string> {
  return (given) => {
    if (given.length > charactersMax) {
      return refused('too_long', `Shorten this code to at most ${charactersMax} characters.`)
    }
    return /\p{C}/u.test(given)
      ? refused(
          'not_a_code',
          'Write this code on one line, without tabs, line breaks and unseen characters.',
        )
      : read(given)
  }
}

/**
 * One of a closed list, in any case.
 *
 * @param values each with the other words it goes by
 */
export function choice<const Value extends string>(
  values: Readonly<Record<Value, readonly string[]>>,
): CellReader<Value> {
  const names = Object.keys(values) as Value[]
  const valueByWord = new Map<string, Value>()
  for (const name of names) {
    for (const word of [name, ...values[name]]) valueByWord.set(plain(word), name)
  }
  return (given) => {
    const value = valueByWord.get(plain(given))
    return value === undefined
      ? refused('not_a_choice', `Write one of: ${names.join(', ')}.`)
      : read(value)
  }
}

/** yes or no, in the ways files say it. */
export const yesNo: CellReader<boolean> = (given) => {
  const word = plain(given)
  if (['yes', 'y', 'true', 't', '1', 'x', 'ja', 'oui', 'si'].includes(word)) return read(true)
  if (['no', 'n', 'false', 'f', '0', 'nein', 'non'].includes(word)) return read(false)
  return refused('not_yes_or_no', 'Write yes or no.')
}

/** A number without decimals; `12.00` is one. */
export function wholeNumber(limits: {
  readonly min: number
  readonly max: number
}): CellReader<number> {
  return (given, format) => {
    const plainText = plainDecimal(given, format)
    const parsed = plainText === undefined ? undefined : parseDecimal(plainText, 0)
    if (parsed?.kind !== 'parsed') {
      return refused('not_a_whole_number', 'Write a number without decimals, in digits.')
    }
    return parsed.scaled < BigInt(limits.min) || parsed.scaled > BigInt(limits.max)
      ? refused('out_of_range', `Write a number from ${limits.min} to ${limits.max}.`)
      : read(Number(parsed.scaled))
  }
}

/** A decimal as the wire writes it, `-12.5`, zeros at its end dropped. */
export function decimal(limits: {
  readonly decimalsMax: number
  readonly negative?: boolean
}): CellReader<string> {
  const { decimalsMax } = limits
  return (given, format) => {
    const plainText = plainDecimal(given, format)
    if (plainText === undefined) return refused('not_a_number', decimalHelp(format))
    const parsed = parseDecimal(plainText, decimalsMax)
    if (parsed.kind === 'refused') return refused(...decimalRefusal(parsed.reason, limits, format))
    if (parsed.scaled < 0n && limits.negative !== true) {
      return refused('negative', 'Write a number that is not below zero.')
    }
    return read(formatDecimal(parsed.scaled, decimalsMax, 0))
  }
}

function decimalRefusal(
  reason: 'not_a_decimal' | 'too_many_decimals' | 'too_large',
  { decimalsMax }: { readonly decimalsMax: number },
  format: CellFormat,
): [string, string] {
  switch (reason) {
    case 'not_a_decimal':
      return ['not_a_number', decimalHelp(format)]
    case 'too_many_decimals':
      return ['too_many_decimals', `Write at most ${decimalsMax} decimals.`]
    case 'too_large':
      return ['too_large', 'Write a smaller number.']
  }
}

function decimalHelp(format: CellFormat): string {
  return format.decimalMark === undefined
    ? 'Write a number such as 1234.56, or say which decimal mark this file uses.'
    : `Write a number such as 1234${format.decimalMark}56.`
}

/**
 * A number with a point and a digit before it, or `undefined`. Marks between groups of three digits
 * are dropped only where the file's decimal mark was said.
 */
function plainDecimal(given: string, format: CellFormat): string | undefined {
  const { decimalMark } = format
  const compact = given.replace(/[\s\u00a0\u202f']/g, '').replace(/^\u2212/, '-')
  const pointed = decimalMark === undefined ? compact : dropGroups(compact, decimalMark)
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(pointed) ?? []
  if (whole === '' && fraction === '') return undefined
  return `${sign === '-' ? '-' : ''}${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`
}

function dropGroups(compact: string, decimalMark: '.' | ','): string {
  const groupMark = decimalMark === '.' ? ',' : '.'
  const [whole = '', ...fractions] = compact.split(decimalMark)
  const grouped = new RegExp(`^[+-]?\\d{1,3}(?:\\${groupMark}\\d{3})+$`)
  const digits = grouped.test(whole) ? whole.replaceAll(groupMark, '') : whole
  return [digits, ...fractions].join('.')
}

/** A day as `YYYY-MM-DD`; a time of day behind it is left out. */
export const day: CellReader<string> = (given, format) => {
  const found = isoDay(given) ?? orderedDay(given, format)
  if (found !== undefined && isDay(found)) return read(found)
  return refused(
    'not_a_day',
    format.dateOrder === undefined
      ? 'Write a day that exists as 2026-01-31, or say the order of day and month in this file.'
      : 'Write a day that exists, such as 2026-01-31.',
  )
}

const timeOfDay = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/

function isoDay(given: string): string | undefined {
  const [, year, month, dayOfMonth] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(given.replace(timeOfDay, '')) ?? []
  return year && month && dayOfMonth && joinDay(year, month, dayOfMonth)
}

function orderedDay(given: string, { dateOrder }: CellFormat): string | undefined {
  const [, a, b, year] =
    /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(given.replace(timeOfDay, '')) ?? []
  if (dateOrder === undefined || !a || !b || !year) return undefined
  return dateOrder === 'dmy' ? joinDay(year, b, a) : joinDay(year, a, b)
}

function joinDay(year: string, month: string, dayOfMonth: string): string {
  return `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
}

/** A currency of ISO 4217, in any case. */
export const currency: CellReader<string> = (given) => {
  const upper = given.toUpperCase()
  return isCurrency(upper)
    ? read(upper)
    : refused('not_a_currency', 'Write a currency code of ISO 4217, such as EUR.')
}

/** How much one currency is worth in another, as `rateE10`. */
export const rate: CellReader<bigint> = (given, format) => {
  const parsed = parseRateE10(plainDecimal(given, format) ?? '')
  if (parsed.kind === 'refused') {
    return refused('not_a_rate', 'Write a rate such as 1.0850, with at most 10 decimals.')
  }
  return parsed.scaled > 0n
    ? read(parsed.scaled)
    : refused('not_a_rate', 'Write a rate above zero.')
}

/** An address of e-mail. */
export const email: CellReader<string> = (given) =>
  given.length <= 254 && emailPattern.test(given)
    ? read(given)
    : refused('not_an_email', 'Write one e-mail address, such as orders@example.com.')

const emailPattern = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[A-Za-z0-9-]{2,}$/

/** The code of a stocking unit or pack, such as EA or CASE. */
export const unit: CellReader<string> = (given) =>
  unitPattern.test(given)
    ? read(given)
    : refused('not_a_unit', 'Write a unit code of up to 16 letters and digits, such as EA.')

const unitPattern = /^[A-Za-z0-9][A-Za-z0-9_./-]{0,15}$/

/** A country of ISO 3166 by its two letters. */
export const country: CellReader<string> = (given) => {
  const upper = given.toUpperCase()
  return /^[A-Z]{2}$/.test(upper)
    ? read(upper)
    : refused('not_a_country', 'Write a country by its two letters of ISO 3166, such as DE.')
}

/** An IANA time zone, such as Europe/Berlin. */
export const timeZone: CellReader<string> = (given) => {
  try {
    return read(new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone)
  } catch {
    return refused('not_a_time_zone', 'Write an IANA time zone, such as Europe/Berlin.')
  }
}

function plain(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_')
}
