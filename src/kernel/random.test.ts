import { expect, test } from 'vitest'

import { randomOf, seedOf } from '#kernel/random'

test('one seed gives the same draws again; another gives others', () => {
  const draws = (seed: number) => {
    const { uniform } = randomOf(seed)
    return Array.from({ length: 5 }, uniform)
  }
  expect(draws(7)).toEqual(draws(7))
  expect(draws(7)).not.toEqual(draws(8))
})

test('draws have the moments they promise', () => {
  const { uniform, normal, below } = randomOf(seedOf('item', 'place', 3))
  const mean = (draw: () => number) => {
    let sum = 0
    for (let at = 0; at < 100_000; at += 1) sum += draw()
    return sum / 100_000
  }
  expect(mean(uniform)).toBeCloseTo(0.5, 2)
  expect(mean(normal)).toBeCloseTo(0, 1)
  expect(mean(() => normal() ** 2)).toBeCloseTo(1, 1)
  expect(mean(() => below(10))).toBeCloseTo(4.5, 1)
})

test('a seed tells its parts apart', () => {
  expect(seedOf('ab', 'c')).not.toBe(seedOf('a', 'bc'))
})
