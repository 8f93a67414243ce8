/** Goal: the generator of inner loops is the one that all others use. */
import { expect, test } from 'vitest'

import { randomOf } from '#kernel/random'
import { makeChance, nextNormal, nextUniform, seedChance } from './chance.ts'

test.each([0, 1, 7, 0x7fffffff, 0xffffffff, -5])('seed %d draws what the kernel draws', (seed) => {
  const chance = makeChance()
  seedChance(chance, seed)
  const random = randomOf(seed)
  for (let at = 0; at < 1_000; at += 1) expect(nextUniform(chance)).toBe(random.uniform())
  expect(nextNormal(chance)).toBe(random.normal())
})
