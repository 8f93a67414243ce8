/** Goal: headers find their fields by themselves where that is sure, and are left to a person where not. */
import { expect, test } from 'vitest'

import * as cell from './cell-readers.ts'
import { needed, neededToAdd, optional } from './columns.ts'
import {
  distinctHeaders,
  type FileColumn,
  fittingMapping,
  mappingErrors,
  suggestMapping,
} from './mapping.ts'

const about = { help: '', example: '' }
const columns = {
  sku: needed(cell.code(64), { title: 'SKU', synonyms: ['Item', 'Product Number'], ...about }),
  name: neededToAdd(cell.text(200), { title: 'Name', synonyms: ['Item name'], ...about }),
  unit: optional(cell.unit, { title: 'Stocking unit', synonyms: ['Unit', 'UOM'], ...about }),
}

function columnsOf(...headers: string[]): readonly FileColumn[] {
  return distinctHeaders(headers).map((column) => ({ ...column, samples: [] }))
}

test('case, spaces and marks make no difference', () => {
  expect(suggestMapping(columns, columnsOf('product_number', ' ITEM NAME ', 'u.o.m.'))).toEqual({
    sku: { column: 'product_number' },
    name: { column: 'ITEM NAME' },
    unit: { column: 'u.o.m.' },
  })
})

test('a name goes before a synonym, and feeds one field only', () => {
  expect(suggestMapping(columns, columnsOf('Item', 'SKU', 'Price'))).toEqual({
    sku: { column: 'SKU' },
  })
})

test('a header that stands twice is left to a person', () => {
  const twice = columnsOf('SKU', 'sku', 'Name', '')
  expect(twice.map(({ header }) => header)).toEqual(['SKU', 'sku', 'Name', 'Column 4'])
  expect(suggestMapping(columns, twice)).toEqual({ name: { column: 'Name' } })
  expect(columnsOf('A', 'A', 'A').map(({ header }) => header)).toEqual(['A', 'A (2)', 'A (3)'])
})

test('every reason against a mapping is told', () => {
  const given = { name: { column: 'Nam' }, colour: { value: 'red' }, unit: { value: 'EA' } }
  const errors = mappingErrors(given, columns, columnsOf('SKU', 'Name'))
  expect(errors.map(({ code, field }) => `${code} ${field}`)).toEqual([
    'column_unknown name',
    'field_unknown colour',
    'field_not_mapped sku',
  ])
})

test('what each row has of its own is no one value for all', () => {
  const distinct = { ...columns, unit: { ...columns.unit, distinct: 'text' } as const }
  const given = { sku: { column: 'SKU' }, unit: { value: 'EA' } }
  expect(mappingErrors(given, distinct, columnsOf('SKU'))).toMatchObject([
    { code: 'value_not_distinct', field: 'unit' },
  ])
})

test('what is remembered is used as far as it fits', () => {
  const remembered = { sku: { column: 'Nr' }, name: { column: 'Old' }, gone: { value: '1' } }
  expect(fittingMapping(remembered, columns, columnsOf('Nr', 'Name'))).toEqual({
    sku: { column: 'Nr' },
  })
})
