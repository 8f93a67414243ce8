import { expect, test } from 'vitest'

import { closesCircle } from './category-tree.ts'

const tree = [
  { id: 'bikes', parentId: null },
  { id: 'road', parentId: 'bikes' },
  { id: 'racing', parentId: 'road' },
]

test.each([
  ['racing', 'bikes', false],
  ['bikes', null, false],
  ['bikes', 'bikes', true],
  ['bikes', 'racing', true],
  ['road', 'racing', true],
])('%s below %s: a circle is %s', (id, parentId, expected) => {
  expect(closesCircle(tree, id, parentId)).toBe(expected)
})

test('a circle that is there already does not run for ever', () => {
  const broken = [
    { id: 'a', parentId: 'b' },
    { id: 'b', parentId: 'a' },
  ]
  expect(closesCircle(broken, 'c', 'a')).toBe(false)
})
