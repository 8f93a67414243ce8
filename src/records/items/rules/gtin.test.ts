import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { checkDigit, gtin14, isGtin } from './gtin.ts'

describe('numbers of each length from the GS1 specifications and from shops', () => {
  test.each([
    ['96385074', true],
    ['036000291452', true],
    ['4006381333931', true],
    ['9780201379624', true],
    ['10614141000415', true],
    ['4006381333932', false],
    ['400638133393', false],
    ['', false],
    ['123', false],
    ['4006381333931 ', false],
    ['40063813339３1', false],
  ])('%s is %s', (text, expected) => {
    expect(isGtin(text)).toBe(expected)
  })
})

const body = fc
  .tuple(fc.constantFrom(7, 11, 12, 13), fc.infiniteStream(fc.nat(9)))
  .map(([length, digits]) => [...digits.take(length)].join(''))

test('a number with its check digit is one; any other last digit is none', () => {
  fc.assert(
    fc.property(body, fc.integer({ min: 1, max: 9 }), (digits, shift) => {
      const check = checkDigit(digits)
      expect(isGtin(`${digits}${check}`)).toBe(true)
      expect(isGtin(`${digits}${(check + shift) % 10}`)).toBe(false)
    }),
  )
})

test('zeros in front change nothing', () => {
  fc.assert(
    fc.property(body, (digits) => {
      const gtin = `${digits}${checkDigit(digits)}`
      expect(isGtin(gtin14(gtin))).toBe(true)
    }),
  )
})
