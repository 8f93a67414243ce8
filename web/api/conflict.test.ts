import { expect, test } from 'vitest'

import { differenceOf } from './conflict.ts'
import { reasonAt } from './problem.ts'

const change = {
  code: 'changed_meanwhile',
  detail: '',
  changedBy: 'Lena Brandt',
  changedAt: '2026-11-24T09:41:00Z',
  currentVersion: 4,
}

const problem = { status: 412, code: 'version_mismatch', title: '', detail: '' }

test('a field that changed twice is shown from first to last', () => {
  const errors = [
    { ...change, changedBy: 'Tom Reyes', fields: [{ field: 'name', was: 'A', is: 'B' }] },
    {
      ...change,
      fields: [
        { field: 'name', was: 'B', is: 'C' },
        { field: 'terms', was: 30, is: 45 },
      ],
    },
  ]
  expect(differenceOf({ ...problem, errors })).toEqual({
    who: 'Lena Brandt',
    at: '2026-11-24T09:41:00Z',
    etag: '"4"',
    fields: [
      { field: 'name', was: 'A', theirs: 'C' },
      { field: 'terms', was: 30, theirs: 45 },
    ],
  })
})

test('a version nobody knows has no difference', () => {
  const errors = [{ code: 'version_unknown', detail: '' }]
  expect(differenceOf({ ...problem, errors }).fields).toEqual([])
  expect(differenceOf({ ...problem, errors }).etag).toBeUndefined()
})

test('a reason stands beside its field', () => {
  const errors = [{ code: 'required', detail: 'Fill this in.', pointer: '/lines/0/price' }]
  expect(reasonAt({ ...problem, errors }, '/lines/0/price')).toBe('Fill this in.')
  expect(reasonAt({ ...problem, errors }, '/lines/1/price')).toBeUndefined()
})
