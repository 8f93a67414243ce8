/** Goal: a review calendar has one order day in each span, and it is one on which orders may be made. */
import { expect, test } from 'vitest'

import { firstOfEachReview } from './review-days.ts'

const always = () => true
const days = (isDay: (day: number) => boolean) =>
  Array.from({ length: 28 }, (_, day) => day).filter(isDay)

test.each([
  ['each day', 1, 0, always, 28],
  ['each Monday, from a Monday', 7, 0, always, [0, 7, 14, 21]],
  ['each Monday, from a Wednesday', 7, 2, always, [5, 12, 19, 26]],
  ['every other Monday', 14, 7, always, [7, 21]],
  ['where only Thursdays are', 7, 0, (day: number) => (day + 700) % 7 === 3, [3, 10, 17, 24]],
  ['every ten days', 10, 4, always, [6, 16, 26]],
] as const)('reviews %s', (_, reviewDays, day0, mayOrder, expected) => {
  const found = days(firstOfEachReview(reviewDays, day0, mayOrder))
  if (typeof expected === 'number') expect(found).toHaveLength(expected)
  else expect(found).toEqual(expected)
})
