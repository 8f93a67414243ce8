import { expect, test } from 'vitest'

import { amountWorth, orderCurrency } from './minimum-currency.ts'

const worth = (rate: number, digits = 2) => ({ rateE10: BigInt(Math.round(rate * 1e10)), digits })

test.each([
  ['euros in dollars', 100_000n, worth(1.085), worth(1), 108_500n],
  ['dollars in euros, up to the next cent', 100_000n, worth(1), worth(1.085), 92_166n],
  ['yen in dollars', 150_000n, worth(0.0065, 0), worth(1), 97_500n],
  ['euros in yen, both against the dollar', 100_000n, worth(1.085), worth(0.0065, 0), 166_924n],
  ['nothing', 0n, worth(1.085), worth(1), 0n],
] as const)('%s is the least that is worth as much', (_, amount, from, to, expected) => {
  expect(amountWorth(amount, from, to)).toBe(expected)
})

test('without a rate nobody knows what it is worth', () => {
  expect(amountWorth(1n, undefined, worth(1))).toBeUndefined()
  expect(amountWorth(1n, worth(1), undefined)).toBeUndefined()
})

test.each([
  ['nothing is due', [], 'EUR'],
  ['a due line is priced in it', ['USD', 'USD', 'EUR'], 'EUR'],
  ['most are priced in another', ['USD', 'GBP', 'USD'], 'USD'],
  ['two are as many', ['USD', 'GBP'], 'GBP'],
])('the order to fill up when %s', (_, due, expected) => {
  expect(orderCurrency('EUR', due)).toBe(expected)
})
