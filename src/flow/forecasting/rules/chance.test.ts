/** Goal: the generator of inner loops is the one that all others use. */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'
import {
  bellOf,
  fillBits,
  makeChance,
  nextBits,
  nextUniform,
  seedChance,
  uniformOf,
} from './chance.ts'

test.each([0, 1, 7, 0x7fffffff, 0xffffffff, -5])('seed %d draws what the kernel draws', (seed) => {
  const chance = makeChance()
  seedChance(chance, seed)
  const random = randomOf(seed)
  for (let at = 0; at < 1_000; at += 1) expect(nextUniform(chance)).toBe(random.uniform())
  const many = new Int32Array(1_000)
  fillBits(chance, many, many.length)
  for (const bits of many) expect(uniformOf(bits)).toBe(random.uniform())
  expect(nextUniform(chance)).toBe(random.uniform())
})

test('the bell has mean 0 and deviation 1', () => {
  const chance = makeChance()
  seedChance(chance, 3)
  let [sum, square] = [0, 0]
  for (let at = 0; at < 40_000; at += 1) {
    const value = bellOf(nextBits(chance))
    sum += value / 40_000
    square += value ** 2 / 40_000
  }
  expect(Math.abs(sum)).toBeLessThan(0.02)
  expect(Math.abs(square - 1)).toBeLessThan(0.02)
})
