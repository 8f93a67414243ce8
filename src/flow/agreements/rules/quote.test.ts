import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { breakFor, chooseTerms, roundUnits, type Term } from './quote.ts'

const euro = { rateE10: 10_000_000_000n, fromDigits: 2, toDigits: 2 }

/** Nordic, for all places: 10.00 a piece, 9.50 from a hundred on. */
const fitting: Term = {
  termId: 'nordic',
  supplierId: 'nordic',
  itemId: 'item',
  placeId: null,
  currency: 'EUR',
  rank: 1,
  validFrom: '2026-01-01',
  moqUnits: 0n,
  multipleUnits: 1n,
  leadTimeDays: 14,
  breaks: [
    { fromUnits: 0n, priceE4: 10_000_000n, pricedUnits: 1n },
    { fromUnits: 100n, priceE4: 9_500_000n, pricedUnits: 1n },
  ],
  exchange: euro,
}
const at = (priceE4: bigint, pricedUnits = 1n) => [{ fromUnits: 0n, priceE4, pricedUnits }]

describe('rounding: to the minimum, then up to the multiple', () => {
  test.each([
    [1n, 0n, 1n, 1n],
    [1n, 12n, 1n, 12n],
    [13n, 12n, 12n, 24n],
    [24n, 12n, 12n, 24n],
    [1n, 10n, 12n, 12n],
    [0n, 0n, 6n, 0n],
  ])('%i with minimum %i and multiple %i is %i', (units, moqUnits, multipleUnits, expected) => {
    expect(roundUnits(units, { moqUnits, multipleUnits })).toBe(expected)
  })

  test('never below what is asked or the minimum, always a multiple, never a step too far', () => {
    const count = fc.bigInt({ min: 0n, max: 10n ** 12n })
    fc.assert(
      fc.property(count, count, fc.bigInt({ min: 1n, max: 10_000n }), (units, moq, multiple) => {
        const rounded = roundUnits(units, { moqUnits: moq, multipleUnits: multiple })
        expect(rounded >= units && rounded >= moq).toBe(true)
        expect(rounded - units < multiple || rounded - moq < multiple).toBe(true)
        expect(rounded % multiple).toBe(0n)
      }),
    )
  })
})

describe('the break', () => {
  test.each([
    [0n, 10_000_000n],
    [99n, 10_000_000n],
    [100n, 9_500_000n],
    [5_000n, 9_500_000n],
  ])('for %i units', (units, priceE4) => {
    expect(breakFor(units, fitting.breaks)?.priceE4).toBe(priceE4)
  })

  test('there is none below the first', () => {
    expect(breakFor(4n, [{ fromUnits: 5n, priceE4: 1n, pricedUnits: 1n }])).toBeUndefined()
  })
})

describe('the choice', () => {
  const chosen = (units: bigint, ...terms: readonly Term[]) => {
    const choice = chooseTerms(units, terms)
    return choice.kind === 'chosen'
      ? [choice.offer.term.termId, choice.passedOver.map((each) => each.reason)]
      : ['none', choice.passedOver.map((each) => each.reason)]
  }
  const other = (change: Partial<Term>): Term => {
    return { ...fitting, termId: 'other', supplierId: 'other', ...change }
  }

  test.each<[string, bigint, Partial<Term>, string, string]>([
    [
      'the place itself before all places',
      1n,
      { placeId: 'main' },
      'other',
      'other_terms_name_the_place',
    ],
    [
      'the place even with a worse rank',
      1n,
      { placeId: 'main', rank: 9 },
      'other',
      'other_terms_name_the_place',
    ],
    ['the better rank, though dearer', 1n, { rank: 2, breaks: at(1n) }, 'nordic', 'lower_rank'],
    ['the lower price', 1n, { breaks: at(9_999_999n) }, 'other', 'dearer'],
    [
      'the lower price by the piece, not by the case',
      1n,
      { breaks: at(95_000_000n, 10n) },
      'other',
      'dearer',
    ],
    [
      'the price at the rounded quantity',
      1n,
      {
        moqUnits: 100n,
        breaks: [...at(10_000_001n), { fromUnits: 100n, priceE4: 9_000_000n, pricedUnits: 1n }],
      },
      'other',
      'dearer',
    ],
    [
      'the lower price in the same currency',
      1n,
      { breaks: at(10_000_000n), exchange: { ...euro, rateE10: 9_000_000_000n } },
      'other',
      'dearer',
    ],
    [
      'yen have no cents',
      1n,
      { breaks: at(15_000_000n), exchange: { rateE10: 60_000_000n, fromDigits: 0, toDigits: 2 } },
      'other',
      'dearer',
    ],
    [
      'a price without a rate comes last',
      1n,
      { breaks: at(1n), exchange: undefined },
      'nordic',
      'dearer',
    ],
    ['at the same price the shorter lead time', 1n, { leadTimeDays: 3 }, 'other', 'same_price'],
  ])('takes %s', (_, units, change, winner, reason) => {
    expect(chosen(units, fitting, other(change))).toEqual([winner, [reason]])
    expect(chosen(units, other(change), fitting)).toEqual([winner, [reason]])
  })

  test('newer terms of a supplier replace its older ones, even when dearer', () => {
    const newer = { ...fitting, termId: 'newer', validFrom: '2026-02-01', breaks: at(20_000_000n) }
    expect(chosen(1n, fitting, newer)).toEqual(['newer', ['newer_terms_of_the_supplier']])
  })

  test('newer terms for one place leave those for all places in force', () => {
    const forPlace = { ...fitting, termId: 'main', placeId: 'main', validFrom: '2025-01-01' }
    expect(chosen(1n, fitting, forPlace)).toEqual(['main', ['other_terms_name_the_place']])
  })

  test('terms without a price for so few are passed over', () => {
    const wholesale = { ...fitting, breaks: [{ ...fitting.breaks[1], fromUnits: 500n }] } as Term
    expect(chosen(1n, wholesale)).toEqual(['none', ['no_price_for_the_quantity']])
  })

  test('nobody sells it', () => {
    expect(chosen(1n)).toEqual(['none', []])
  })

  test('the order in which terms are read changes nothing; each other is passed over once', () => {
    const term = fc.record({
      rank: fc.integer({ min: 1, max: 2 }),
      placeId: fc.constantFrom(null, 'main'),
      leadTimeDays: fc.integer({ min: 1, max: 3 }),
      moqUnits: fc.bigInt({ min: 0n, max: 20n }),
      breaks: fc.bigInt({ min: 1n, max: 3n }).map((price) => at(price)),
    })
    fc.assert(
      fc.property(
        fc.array(term, { maxLength: 6 }),
        fc.bigInt({ min: 1n, max: 30n }),
        (some, units) => {
          const terms = some.map((each, index) => ({
            ...fitting,
            ...each,
            termId: `term ${index}`,
            supplierId: `supplier ${index}`,
          }))
          const choice = chooseTerms(units, terms)
          const again = chooseTerms(units, terms.toReversed())
          expect(winnerOf(again)).toBe(winnerOf(choice))
          const told = [...choice.passedOver.map((each) => each.termId), winnerOf(choice)]
          expect(told.filter(Boolean).toSorted()).toEqual(terms.map(({ termId }) => termId))
        },
      ),
    )
  })
})

function winnerOf(choice: ReturnType<typeof chooseTerms>): string | undefined {
  return choice.kind === 'chosen' ? choice.offer.term.termId : undefined
}
