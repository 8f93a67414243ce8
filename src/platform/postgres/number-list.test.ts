import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'

import { numbersOf } from './number-list.ts'

test.each([
  ['{}', []],
  ['{0}', [0]],
  ['{12,0.25,-3,-0.5,7}', [12, 0.25, -3, -0.5, 7]],
  ['{NULL,1,NULL}', [null, 1, null]],
  ['{NaN,Infinity,-Infinity}', [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
  ['{1e+20,1.5e-07,3}', [1e20, 1.5e-7, 3]],
  [
    '{90071992547409931,123456789012345678.5}',
    ['90071992547409931', '123456789012345678.5'].map(Number),
  ],
])('%s', (text, numbers) => {
  expect(numbersOf(text)).toEqual(numbers)
})

test('each is the number that its text says, to the last digit', () => {
  const random = randomOf(7)
  const numbers = Array.from({ length: 5_000 }, (_, at) => {
    const value = (random.uniform() - 0.5) * 10 ** ((at % 30) - 12)
    return at % 3 === 0 ? Math.round(value) : value
  })
  expect(numbersOf(`{${numbers.join(',')}}`)).toEqual(numbers.map((one) => Number(String(one))))
})
