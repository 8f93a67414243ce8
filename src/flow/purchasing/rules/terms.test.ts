/** Goal: an approval is bound to what it approved, and two versions tell exactly how they differ. */
import { describe, expect, test } from 'vitest'

import { canonicalTerms, differencesOf, keepTerms, type Terms, totalMinor } from './terms.ts'

const terms: Terms = {
  companyId: 'C',
  supplierId: 'S',
  placeId: 'P',
  currency: 'EUR',
  requestedOn: '2026-02-01',
  paymentTermsDays: 30,
  incoterm: 'FCA',
  supplierNote: '',
  lines: [
    {
      id: 'L1',
      lineNo: 1,
      itemId: 'I1',
      enteredQuantity: '10',
      enteredUnit: 'EA',
      orderedUnits: 10n,
      cancelledUnits: 0n,
      price: { amountE4: 2_500_000n, perUnits: 1n },
      requestedOn: '2026-02-01',
      promisedOn: null,
      state: 'open',
    },
  ],
}

const [first] = terms.lines
const withLine = (given: object): Terms => ({
  ...terms,
  lines: first === undefined ? [] : [{ ...first, ...given }],
})

describe('what an approval approves', () => {
  const material: readonly [string, Terms][] = [
    ['another supplier', { ...terms, supplierId: 'X' }],
    ['another price', withLine({ price: { amountE4: 2_500_001n, perUnits: 1n } })],
    ['another quantity', withLine({ orderedUnits: 11n })],
    ['another day', withLine({ requestedOn: '2026-02-02' })],
    ['other payment terms', { ...terms, paymentTermsDays: 60 }],
    ['another word to the supplier', { ...terms, supplierNote: 'By air.' }],
  ]
  test.each(material)('is something else with %s', (_, changed) => {
    expect(canonicalTerms(changed)).not.toBe(canonicalTerms(terms))
  })

  test('does not depend on what the supplier promises or how a quantity was typed', () => {
    const answered = withLine({ promisedOn: '2026-02-09', enteredQuantity: '10.0' })
    expect(canonicalTerms(answered)).toBe(canonicalTerms(terms))
  })
})

test('a total leaves out what was given up', () => {
  expect(totalMinor(terms.lines)).toBe(2_500n)
  expect(totalMinor(withLine({ cancelledUnits: 4n, state: 'short_closed' }).lines)).toBe(1_500n)
  expect(totalMinor(withLine({ state: 'cancelled' }).lines)).toBe(0n)
})

test('two versions tell field by field how they differ', () => {
  const after = {
    ...withLine({ orderedUnits: 12n, enteredQuantity: '12', promisedOn: '2026-02-09' }),
    incoterm: '',
  }
  expect(differencesOf(keepTerms(terms), keepTerms(after))).toEqual([
    { lineNo: null, field: 'incoterm', before: 'FCA', after: '' },
    { lineNo: null, field: 'totalMinor', before: '2500', after: '3000' },
    { lineNo: 1, field: 'quantity', before: '10 EA', after: '12 EA' },
    { lineNo: 1, field: 'promisedOn', before: null, after: '2026-02-09' },
  ])
  const { lines: _, ...head } = terms
  expect(differencesOf(keepTerms(terms), keepTerms({ ...head, lines: [] }))).toContainEqual({
    lineNo: 1,
    field: 'line',
    before: '10 EA',
    after: null,
  })
})
