/** Goal: an answer that makes an order dearer than agreed is seen as such, and nothing else is. */
import { describe, expect, test } from 'vitest'

import { isRaiseBeyond, needsApproval } from './approval-need.ts'

test.each([
  [500n, null, false],
  [0n, 0n, true],
  [500n, 500n, false],
  [501n, 500n, true],
])('a total of %d with a threshold of %s: %s', (totalMinor, over, expected) => {
  expect(needsApproval(totalMinor, over)).toBe(expected)
})

describe('other terms', () => {
  test.each([
    ['never approved, dearer', 500n, 501n, undefined, 500, true],
    ['never approved, as dear', 500n, 500n, undefined, 0, false],
    ['cheaper than approved', 1_000n, 900n, 1_000n, 0, false],
    ['dearer than approved', 1_000n, 1_001n, 1_000n, 0, true],
    ['dearer than now, not than approved', 800n, 1_000n, 1_000n, 0, false],
    ['dearer within the limit', 1_000n, 1_050n, 1_000n, 500, false],
    ['dearer past the limit', 1_000n, 1_051n, 1_000n, 500, true],
    ['raised little by little', 1_050n, 1_100n, 1_000n, 500, true],
    ['above what was approved, and cheaper now', 1_100n, 1_080n, 1_000n, 0, false],
  ])('%s', (_name, beforeMinor, afterMinor, approvedMinor, overBpsMax, expected) => {
    expect(isRaiseBeyond({ beforeMinor, afterMinor, approvedMinor, overBpsMax })).toBe(expected)
  })
})
