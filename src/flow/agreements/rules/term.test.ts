import { expect, test } from 'vitest'

import { type TermShape, termFaults } from './term.ts'

const fine: TermShape = {
  validFrom: '2026-01-01',
  validTo: null,
  moqUnits: 0n,
  multipleUnits: 1n,
  innerUnits: null,
  outerUnits: null,
  layerUnits: null,
  palletUnits: null,
  breaks: [{ fromUnits: 0n }],
}

test.each<[string, Partial<TermShape>, readonly string[]]>([
  ['nothing wrong', {}, []],
  ['valid for one day', { validTo: '2026-01-01' }, []],
  ['ends before it begins', { validTo: '2025-12-31' }, ['validity_reversed /validTo']],
  ['a multiple of zero', { multipleUnits: 0n }, ['multiple_zero /multiple']],
  ['a price from the minimum on', { moqUnits: 12n, breaks: [{ fromUnits: 12n }] }, []],
  ['a price from the multiple on', { multipleUnits: 6n, breaks: [{ fromUnits: 6n }] }, []],
  [
    'no price for the least quantity',
    { moqUnits: 12n, breaks: [{ fromUnits: 13n }] },
    ['price_for_least_missing /breaks'],
  ],
  ['no price at all', { breaks: [] }, ['price_for_least_missing /breaks']],
  [
    'one break twice',
    { breaks: [{ fromUnits: 0n }, { fromUnits: 5n }, { fromUnits: 5n }] },
    ['break_repeated /breaks/2/from'],
  ],
  ['packings in each other', { innerUnits: 6n, outerUnits: 12n, palletUnits: 480n }, []],
  [
    'an outer that cuts an inner',
    { innerUnits: 6n, outerUnits: 15n },
    ['packing_not_nested /outer'],
  ],
  [
    'a pallet that cuts an outer, with no layer between',
    { outerUnits: 12n, palletUnits: 100n },
    ['packing_not_nested /pallet'],
  ],
  ['an empty layer', { layerUnits: 0n }, ['packing_empty /layer']],
  [
    'all at once',
    { validTo: '2025-01-01', multipleUnits: 0n, innerUnits: 5n, outerUnits: 7n },
    ['validity_reversed /validTo', 'multiple_zero /multiple', 'packing_not_nested /outer'],
  ],
])('%s', (_, change, expected) => {
  const faults = termFaults({ ...fine, ...change })
  expect(faults.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(expected)
})
