import { describe, expect, test } from 'vitest'

import { chooseRelease, type DueLine } from './release.ts'

const line = (id: string, changed: Partial<DueLine> = {}): DueLine => ({
  id,
  valueMinor: 100n,
  companyValueMinor: 100n,
  limitMinor: 100n,
  isPriced: true,
  isOverCap: false,
  isSwitched: false,
  isExpedited: false,
  isSupplierActive: true,
  isDecided: false,
  isSnoozed: false,
  ...changed,
})

const free = { minimumMinor: undefined, leftMinor: undefined }
const ids = (lines: readonly DueLine[]) => lines.map(({ id }) => id)

describe('a line', () => {
  test('goes out up to its limit and not a cent beyond', () => {
    const over = line('over', { companyValueMinor: 101n })
    const { released, held } = chooseRelease([line('at'), over], free)
    expect(ids(released)).toEqual(['at'])
    expect([...held]).toEqual([['over', 'over_limit']])
  })

  test.each([
    ['no_limit', { limitMinor: null }],
    ['not_priced', { isPriced: false }],
    ['over_cap', { isOverCap: true }],
    ['supplier_switched', { isSwitched: true, isDecided: true }],
    ['supplier_inactive', { isSupplierActive: false }],
    ['expedited', { isExpedited: true }],
    ['snoozed', { isSnoozed: true, isDecided: true }],
    ['decided', { isDecided: true }],
  ] as const)('is left to a person: %s', (why, changed) => {
    const { released, held } = chooseRelease([line('it', changed)], free)
    expect([released, held.get('it')]).toEqual([[], why])
  })
})

describe('an order', () => {
  test('stays within the day of its supplier, the most urgent first', () => {
    const lines = [line('a'), line('b'), line('c', { companyValueMinor: 40n, valueMinor: 40n })]
    const { released, held } = chooseRelease(lines, { ...free, leftMinor: 150n })
    expect(ids(released)).toEqual(['a', 'c'])
    expect(held.get('b')).toBe('over_day_limit')
  })

  test('goes out whole or not at all where the rest is below the minimum', () => {
    const lines = [line('a'), line('b'), line('c', { isExpedited: true })]
    expect(ids(chooseRelease(lines, { ...free, minimumMinor: 200n }).released)).toEqual(['a', 'b'])
    const { released, held } = chooseRelease(lines, { ...free, minimumMinor: 201n })
    expect(released).toEqual([])
    expect(Object.fromEntries(held)).toEqual({
      a: 'minimum_not_met',
      b: 'minimum_not_met',
      c: 'expedited',
    })
  })

  test('waits for a person where nobody knows what the minimum is worth', () => {
    const { released, held } = chooseRelease([line('a')], { ...free, isMinimumUnknown: true })
    expect([released, Object.fromEntries(held)]).toEqual([[], { a: 'minimum_unknown' }])
  })
})
