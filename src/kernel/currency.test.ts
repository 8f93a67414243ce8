import { expect, test } from 'vitest'

import { currencyCodes, isCurrency, minorDigits } from './currency.ts'

test.each([
  ['EUR', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['CLF', 4],
  ['XAU', undefined],
  ['eur', undefined],
] as const)('%s has %s decimals', (code, digits) => {
  expect(minorDigits(code)).toBe(digits)
})

test('there are as many currencies as ISO 4217 lists, each once', () => {
  expect(new Set(currencyCodes).size).toBe(currencyCodes.length)
  expect(currencyCodes.length).toBeGreaterThan(160)
  expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code) && isCurrency(code))).toBe(true)
})

test('what the platform knows of today is here', () => {
  const known = Intl.supportedValuesOf('currency').filter((code) =>
    /^(EUR|USD|XCG|PLN|JPY)$/.test(code),
  )
  expect(known.filter((code) => !isCurrency(code))).toEqual([])
})
