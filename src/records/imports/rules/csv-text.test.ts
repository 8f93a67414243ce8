/** Goal: what we write opens safely in a spreadsheet and comes back as it was. */
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { csvLine, guardCell, unguardCell } from './csv-text.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+49 30 123-4', "'+49 30 123-4"],
  ['@home', "'@home"],
  ['-2', '-2'],
  ['-2,50', '-2,50'],
  ["'=1", "''=1"],
  ["it's", "it's"],
])('%s goes out as %s', (text, written) => {
  expect(guardCell(text)).toBe(written)
  expect(unguardCell(written)).toBe(text)
})

test('no cell is a formula, and each comes back as it was', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `=${rest}`),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', "'", '=', '+', ' ', 'a') }),
  )
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const [read = []] = parse(csvLine(cells), { record_delimiter: '\r\n' }) as string[][]
      expect(read.map(unguardCell)).toEqual(cells)
      expect(read.filter((cell) => /^[=@]/.test(cell))).toEqual([])
    }),
  )
})
