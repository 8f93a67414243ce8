import { expect, test } from 'vitest'

import { type ItemTerms, itemFaults, type PackTerms } from './item-terms.ts'

const fine: ItemTerms = {
  unit: 'EA',
  gtin: '4006381333931',
  tracksLots: false,
  tracksExpiry: false,
  packs: [],
}
const box: PackTerms = { unit: 'BOX', numerator: 12n, denominator: 1n, gtin: '' }

test.each<[string, Partial<ItemTerms>, readonly string[]]>([
  ['nothing wrong', {}, []],
  ['no GTIN at all', { gtin: '' }, []],
  ['a pack with a GTIN of its own', { packs: [{ ...box, gtin: '14006381333938' }] }, []],
  ['a wrong check digit', { gtin: '4006381333930' }, ['gtin_malformed /gtin']],
  ['expiry without lots', { tracksExpiry: true }, ['expiry_without_lots /tracksExpiry']],
  ['expiry with lots', { tracksExpiry: true, tracksLots: true }, []],
  [
    'the stocking unit as a pack',
    { packs: [{ ...box, unit: 'EA' }] },
    ['pack_is_stocking_unit /packs/0/unit'],
  ],
  ['one pack twice', { packs: [box, box] }, ['pack_repeated /packs/1/unit']],
  [
    'one number for item and pack, written in two lengths',
    { packs: [{ ...box, gtin: '04006381333931' }] },
    ['gtin_repeated /packs/0/gtin'],
  ],
  [
    'all at once',
    { gtin: '1', tracksExpiry: true, packs: [{ ...box, unit: 'EA', gtin: '2' }] },
    [
      'gtin_malformed /gtin',
      'expiry_without_lots /tracksExpiry',
      'gtin_malformed /packs/0/gtin',
      'pack_is_stocking_unit /packs/0/unit',
    ],
  ],
])('%s', (_, change, expected) => {
  const faults = itemFaults({ ...fine, ...change })
  expect(faults.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(expected)
})
