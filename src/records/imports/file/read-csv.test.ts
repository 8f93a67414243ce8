/**
 * Goal: any file is either read row by row, with the row numbers a spreadsheet shows, or refused with
 * the one thing to do about it.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { importColumnsMax, importRowBytesMax, importRowsMax } from '../limits.ts'
import { csvLine, unguardCell } from '../rules/csv-text.ts'
import { delimiters } from '../rules/delimiter.ts'
import { type FileOptions, type FileRow, openCsv, UnreadableFileError } from './read-csv.ts'

let folder: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'landfall-csv-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(content: string | Uint8Array, options: FileOptions = {}) {
  count += 1
  const path = join(folder, `${count}.csv`)
  await writeFile(path, content)
  const file = await openCsv(path, options)
  const rows: FileRow[] = []
  for await (const row of file.rows) rows.push(row)
  return { ...file, rows }
}

async function refusal(content: string | Uint8Array, options: FileOptions = {}) {
  try {
    await read(content, options)
  } catch (error) {
    if (error instanceof UnreadableFileError) return error.error
    throw error
  }
  throw new Error('the file was read')
}

describe('cells', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    ['in quotes', '"a,b",c', ['a,b', 'c']],
    ['with quotes within', '"say ""hi""",c', ['say "hi"', 'c']],
    ['with a line break within', '"a\r\nb",c', ['a\r\nb', 'c']],
    ['with a quote in the open', '5" pipe,c', ['5" pipe', 'c']],
    ['that a spreadsheet would run', '=1+1,@x', ['=1+1', '@x']],
    ['with spaces around', ' a , b', [' a ', ' b']],
    ['of other scripts', 'Größe,数量', ['Größe', '数量']],
  ]
  test.each(cases)('%s', async (_, line, cells) => {
    const { rows } = await read(`x,y\n${line}\n`)
    expect(rows).toEqual([{ rowNo: 2, cells }])
  })
})

test('rows are numbered as a spreadsheet numbers them', async () => {
  const { rows } = await read('x,y\r\n\r\n"a\nb",1\n,\rc,2')
  expect(rows.map(({ rowNo }) => rowNo)).toEqual([3, 5])
})

test('a byte order mark, a line that says the delimiter, and blank lines before the header', async () => {
  expect((await read('\ufeffx;y\n1;2')).header).toEqual(['x', 'y'])
  const said = await read('sep=|\nx|y\n1|2')
  expect([said.delimiter, said.header, said.rows[0]?.rowNo]).toEqual(['|', ['x', 'y'], 3])
  expect((await read('\n\nx,y\n1,2')).rows[0]?.rowNo).toBe(4)
})

test('whatever is written as CSV is read back, by any delimiter and encoding', async () => {
  const unit = fc.constantFrom(
    '"',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r\n',
    'a',
    ' ',
    'ß',
    '数',
    '😀',
    '=',
  )
  const cell = fc.string({ unit, maxLength: 8 })
  const row = fc.array(cell, { minLength: 3, maxLength: 3 }).filter((cells) => !isBlank(cells))
  const rows = fc.array(row, { minLength: 1, maxLength: 20 })
  const encode = fc.constantFrom(
    (text: string) => Buffer.from(text),
    (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  )
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom(...delimiters), encode, async (given, mark, bytes) => {
      const text = [['x', 'y', 'z'], ...given].map((cells) => csvLine(cells, mark)).join('')
      const { rows: found, delimiter } = await read(bytes(text))
      expect(delimiter).toBe(mark)
      expect(found.map(({ cells }) => cells.map(unguardCell))).toEqual(given)
    }),
    { numRuns: 60 },
  )
})

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

describe('an encoding', () => {
  const text = 'name\nGröße\n'
  test('UTF-16 is known by its mark', async () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    expect((await read(little)).rows[0]?.cells).toEqual(['Größe'])
    const big = Buffer.from(little).swap16()
    expect((await read(big)).rows[0]?.cells).toEqual(['Größe'])
  })

  test('windows-1252 is read when it is said', async () => {
    const bytes = Buffer.from('name\nGr\u00f6\u00dfe\n', 'latin1')
    expect((await read(bytes, { encoding: 'windows-1252' })).rows[0]?.cells).toEqual(['Größe'])
  })

  test('bytes that are no UTF-8 are told with their row', async () => {
    const bytes = Buffer.concat([
      Buffer.from('name\nfine\n"two\nlines"\n'),
      Buffer.from([0xff, 10]),
    ])
    expect(await refusal(bytes)).toMatchObject({ code: 'not_utf8', row: 4 })
  })

  test('the row is right far into a file', async () => {
    const many = Buffer.from(`name\n${'Größe\n'.repeat(99_998)}`)
    const bytes = Buffer.concat([many, Buffer.from([0x47, 0xf6, 0x0a]), Buffer.from('more\n')])
    expect(await refusal(bytes)).toMatchObject({ code: 'not_utf8', row: 100_000 })
  })

  test('UTF-16 without a mark is no text', async () => {
    expect(await refusal(Buffer.from('name\nx\n', 'utf16le'))).toMatchObject({ code: 'not_text' })
  })
})

describe('a file is refused', () => {
  const cases: readonly [string, string | Uint8Array, string][] = [
    ['with nothing in it', '', 'file_empty'],
    ['with blank lines only', ' \n\r\n', 'file_empty'],
    ['that is a spreadsheet', Buffer.from('PK\u0003\u0004rest'), 'not_csv'],
    ['with a quote that never ends', 'x\n"a\nb\n', 'quote_not_closed'],
    ['with a row without end', `x\n"${'a'.repeat(importRowBytesMax + 10)}"\n`, 'quote_not_closed'],
    ['with a NUL', 'x\na\0b\n', 'not_text'],
    ['with too many columns', `${'x,'.repeat(importColumnsMax)}x\n1`, 'too_many_columns'],
    ['with too many rows', `x\n${'1\n'.repeat(importRowsMax + 1)}`, 'too_many_rows'],
  ]
  test.each(cases)('%s', async (_, content, code) => {
    expect((await refusal(content)).code).toBe(code)
  })

  test('and read up to the limit', async () => {
    expect((await read(`x\n${'1\n'.repeat(importRowsMax)}`)).rows).toHaveLength(importRowsMax)
    expect((await read(`${'x,'.repeat(importColumnsMax - 1)}x\n1`)).header).toHaveLength(
      importColumnsMax,
    )
  })
})
