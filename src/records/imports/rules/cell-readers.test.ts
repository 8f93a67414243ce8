/**
 * Goal: what stands in a cell is read as its owner meant it, or refused with what to write instead;
 * nothing is guessed.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { formatDecimal } from '#kernel/decimal'

import * as cell from './cell-readers.ts'
import type { CellFormat, CellReader } from './columns.ts'

const german: CellFormat = { decimalMark: ',', dateOrder: 'dmy' }
const american: CellFormat = { decimalMark: '.', dateOrder: 'mdy' }

function readBy<T>(reader: CellReader<T>, text: string, format: CellFormat = {}): T | string {
  const read = reader(text, format)
  return read.kind === 'read' ? read.value : read.code
}

const amount = cell.decimal({ decimalsMax: 4 })

describe('a number', () => {
  const cases: readonly [string, CellFormat, string][] = [
    ['12.5', {}, '12.5'],
    ['.0500', {}, '0.05'],
    ['007', {}, '7'],
    ['1 234.5', {}, '1234.5'],
    ['+3', {}, '3'],
    ['1,234', {}, 'not_a_number'],
    ['12,5', {}, 'not_a_number'],
    ['1,234.5', american, '1234.5'],
    ['12,34.5', american, 'not_a_number'],
    ['1.234,5', german, '1234.5'],
    ['12,5', german, '12.5'],
    ['1e3', {}, 'not_a_number'],
    ['-1', {}, 'negative'],
    ['1.23456', {}, 'too_many_decimals'],
    ['1.23450', {}, '1.2345'],
    ['9'.repeat(20), {}, 'too_large'],
    ['.', {}, 'not_a_number'],
    ['=1+1', {}, 'not_a_number'],
  ]
  test.each(cases)('%s in %o is %s', (text, format, expected) => {
    expect(readBy(amount, text, format)).toBe(expected)
  })

  test('is read back as it was written, grouped or not, by either mark', () => {
    const scaled = fc.bigInt({ min: 0n, max: 10n ** 12n })
    fc.assert(
      fc.property(scaled, fc.boolean(), (given, isGerman) => {
        const plain = formatDecimal(given, 4, 0)
        const [whole = '', fraction] = plain.split('.')
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, isGerman ? '.' : ',')
        const mark = isGerman ? ',' : '.'
        const written = fraction === undefined ? grouped : `${grouped}${mark}${fraction}`
        expect(readBy(amount, written, isGerman ? german : american)).toBe(plain)
      }),
    )
  })
})

describe('a day', () => {
  const cases: readonly [string, CellFormat, string][] = [
    ['2026-01-31', {}, '2026-01-31'],
    ['2022-05-30 00:00:00.000', {}, '2022-05-30'],
    ['2022-05-30T10:15:00Z', {}, '2022-05-30'],
    ['2026/1/5', {}, '2026-01-05'],
    ['31.01.2026', {}, 'not_a_day'],
    ['31.01.2026', german, '2026-01-31'],
    ['1/31/2026', american, '2026-01-31'],
    ['31/1/2026', american, 'not_a_day'],
    ['2026-02-30', german, 'not_a_day'],
    ['45321', {}, 'not_a_day'],
  ]
  test.each(cases)('%s in %o is %s', (text, format, expected) => {
    expect(readBy(cell.day, text, format)).toBe(expected)
  })
})

const others: readonly [string, CellReader<unknown>, string, unknown][] = [
  ['yes', cell.yesNo, 'YES', true],
  ['no', cell.yesNo, '0', false],
  ['neither', cell.yesNo, 'maybe', 'not_yes_or_no'],
  [
    'a choice in any case',
    cell.choice({ moving_average: ['wac'] }),
    'Moving Average',
    'moving_average',
  ],
  ['a synonym', cell.choice({ moving_average: ['wac'] }), 'WAC', 'moving_average'],
  ['no choice', cell.choice({ fifo: [] }), 'lifo', 'not_a_choice'],
  ['a whole number', cell.wholeNumber({ min: 0, max: 9 }), '9.00', 9],
  ['a fraction', cell.wholeNumber({ min: 0, max: 9 }), '8.5', 'not_a_whole_number'],
  ['too great a number', cell.wholeNumber({ min: 0, max: 9 }), '10', 'out_of_range'],
  ['a currency', cell.currency, 'eur', 'EUR'],
  ['no currency', cell.currency, 'DEM', 'not_a_currency'],
  ['a rate', cell.rate, '1.0850', 10_850_000_000n],
  ['a rate of zero', cell.rate, '0', 'not_a_rate'],
  ['a time zone', cell.timeZone, 'Europe/Berlin', 'Europe/Berlin'],
  ['no time zone', cell.timeZone, 'Mars/Olympus', 'not_a_time_zone'],
  ['an address', cell.email, 'a@b.example', 'a@b.example'],
  ['two addresses', cell.email, 'a@b.example, c@d.example', 'not_an_email'],
  ['a code with a line break', cell.code(64), 'A\nB', 'not_a_code'],
  ['a code at its limit', cell.code(3), 'ABC', 'ABC'],
  ['a code beyond it', cell.code(3), 'ABCD', 'too_long'],
  ['text with a line break', cell.text(9), 'a\nb', 'a\nb'],
]
test.each(others)('%s', (_, reader, text, expected) => {
  expect(readBy(reader, text)).toBe(expected)
})
