import { expect, test } from 'vitest'

import { controls, usualChart } from './controls.ts'

test('the usual chart has each control once, each under a code of its own', () => {
  expect(usualChart.map((account) => account.control).sort()).toEqual([...controls].sort())
  expect(new Set(usualChart.map((account) => account.code)).size).toBe(usualChart.length)
})
