import { expect, test } from 'vitest'

import { toppedText } from './top-up-words.ts'

const dollars = (amount: string) => ({ amount, currency: 'USD' })

const order = {
  place: { id: '1', code: 'MAIN', name: 'Main' },
  status: 'topped',
  orderOn: '2026-01-05',
  minimum: dollars('1250.00'),
  asked: { amount: '1000.00', currency: 'EUR' },
  due: dollars('900.00'),
  value: dollars('1260.00'),
  most: dollars('1260.00'),
  takesDays: null,
  loadCount: 0,
  loadPercent: 0,
} as const

test('the meter says what was added, and what nobody knows the worth of', () => {
  expect(toppedText(order)).toBe('$360.00 added to what is due')
  expect(toppedText({ ...order, status: 'reached' })).toBe('')
  expect(toppedText({ ...order, status: 'no_rate', minimum: null })).toBe(
    'asks for €1,000.00; no rate to USD is known, so it is not filled up',
  )
})
