import fc from 'fast-check'
import { expect, test } from 'vitest'

import { mergePacks, packsText, parsePacks } from './pack-list.ts'

test.each([
  ['CASE=12; PALLET = 480', 'CASE=12; PALLET=480'],
  ['SHOT=1/25,', 'SHOT=1/25'],
  ['B=2;A=1', 'A=1; B=2'],
])('%s is read', (text, written) => {
  expect(packsText(parsePacks(text) ?? [])).toBe(written)
})

test.each(['CASE', 'CASE=0', 'CASE=1/0', 'CASE=-1', 'CASE=1.5', '=3', 'A B=3'])(
  '%s is no list of packs',
  (text) => {
    expect(parsePacks(text)).toBeUndefined()
  },
)

test('what is written is read back', () => {
  const whole = fc.bigInt({ min: 1n, max: 999_999_999n })
  const pack = fc.record({
    unit: fc.stringMatching(/^[A-Z][A-Z0-9]{0,8}$/),
    numerator: whole,
    denominator: whole,
  })
  fc.assert(
    fc.property(fc.uniqueArray(pack, { selector: ({ unit }) => unit }), (packs) => {
      expect(packsText(parsePacks(packsText(packs)) ?? [])).toBe(packsText(packs))
    }),
  )
})

test('packs that are not named stay, and keep what is not said of them', () => {
  const current = [{ unit: 'CASE', numerator: 12n, denominator: 1n, gtin: '1' }]
  const named = [{ unit: 'BOX', numerator: 6n, denominator: 1n, gtin: '' }]
  expect(mergePacks(current, named).map(({ unit }) => unit)).toEqual(['BOX', 'CASE'])
})
