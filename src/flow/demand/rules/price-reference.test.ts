/** Goal: a price is held against the highest price before it, gaps and first periods included. */
import { expect, test } from 'vitest'

import { priceRatios, regularPrices } from './price-reference.ts'

test.each([
  { name: 'a cut', price: [4, 4, 3, 4], regular: [4, 4, 4, 4], ratio: [1, 1, 0.75, 1] },
  {
    name: 'a rise counts from the next period',
    price: [4, 5, 5],
    regular: [4, 4, 5],
    ratio: [1, 1.25, 1],
  },
  { name: 'a gap', price: [4, Number.NaN, 2], regular: [4, 4, 4], ratio: [1, 1, 0.5] },
  {
    name: 'a gap at first',
    price: [Number.NaN, 4, 2],
    regular: [Number.NaN, 4, 4],
    ratio: [1, 1, 0.5],
  },
  { name: 'no price of 0', price: [0, 4, 4], regular: [0, 4, 4], ratio: [1, 1, 1] },
])('$name', ({ price, regular, ratio }) => {
  const found = regularPrices(Float64Array.from(price))
  expect([...found]).toEqual(regular)
  expect([...priceRatios(Float64Array.from(price), found)]).toEqual(ratio)
})
