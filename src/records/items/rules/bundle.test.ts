import { expect, test } from 'vitest'

import { bundleFaults, partsOf } from './bundle.ts'

const part = (partItemId: string, partUnits = 1n) => ({ partItemId, partUnits, priceShare: 1 })
const nobody = { bundles: new Set<string>(), parts: new Set<string>() }

test.each([
  ['two parts', [part('a'), part('b', 2n)], nobody, []],
  ['no part', [], nobody, [{ code: 'bundle_without_parts' }]],
  ['itself', [part('set')], nobody, [{ code: 'part_is_itself', at: 0 }]],
  ['a part twice', [part('a'), part('a')], nobody, [{ code: 'part_twice', at: 1, firstAt: 0 }]],
  ['none of a part', [part('a', 0n)], nobody, [{ code: 'part_zero', at: 0 }]],
  [
    'a bundle as part',
    [part('a')],
    { ...nobody, bundles: new Set(['a']) },
    [{ code: 'part_is_bundle', at: 0 }],
  ],
  [
    'a bundle that is a part elsewhere',
    [part('a')],
    { ...nobody, parts: new Set(['set']) },
    [{ code: 'bundle_in_bundle' }],
  ],
])('%s', (_, parts, others, faults) => {
  expect(bundleFaults('set', parts, others)).toEqual(faults)
})

test('so many of a bundle are so many of each part, whole or not at all', () => {
  const parts = [part('a', 3n), part('b', 250n)]
  expect(partsOf(parts, 4n, 0)?.map(({ units }) => units)).toEqual([12n, 1000n])
  expect(partsOf(parts, 20n, 1)?.map(({ units }) => units)).toEqual([6n, 500n])
  expect(partsOf(parts, 5n, 1)).toBeUndefined()
})
