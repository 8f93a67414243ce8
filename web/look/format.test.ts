import { describe, expect, test } from 'vitest'

import {
  compareDecimals,
  percentOf,
  product,
  quotient,
  readDecimal,
  rounded,
  sumOf,
} from './decimal.ts'
import {
  amountText,
  currencyDigits,
  daysText,
  moneyText,
  plusMinusText,
  priceText,
  separatorsOf,
  shortMoneyText,
  unitsText,
} from './format.ts'

const money = (amount: string, currency = 'USD') => ({ amount, currency })

describe('figures', () => {
  test('money keeps every digit of the wire', () => {
    expect(moneyText(money('44955.20'))).toBe('$44,955.20')
    expect(moneyText(money('-2832.00', 'CNY'))).toBe('−¥2,832.00')
    expect(moneyText(money('9007199254740993.01'))).toBe('$9,007,199,254,740,993.01')
    expect(moneyText(money('12.5', 'EUR'), true)).toBe('+€12.50')
    expect(moneyText(money('-0.00'))).toBe('$0.00')
    expect(moneyText(money('12.00', 'CHF'))).toBe('CHF\u00a012.00')
  })

  test('each currency has the digits of ISO 4217', () => {
    expect(['JPY', 'EUR', 'KWD', 'CLF'].map(currencyDigits)).toEqual([0, 2, 3, 4])
    expect(moneyText(money('1234', 'JPY'))).toBe('¥1,234')
    expect(amountText(money('7', 'BHD'))).toBe('7.000')
    expect(currencyDigits('no code')).toBe(2)
  })

  test('a price shows what goes below the minor unit, and no more', () => {
    const price = { amount: '50.2600', currency: 'USD', per: '1', unit: 'EA' }
    expect(priceText(price)).toBe('$50.26 per EA')
    expect(priceText({ ...price, amount: '50.26055', per: '144' })).toBe(
      '$50.26055 per 144\u00a0EA',
    )
  })

  test('quantities lose only zeros that say nothing', () => {
    expect(unitsText('1200.000')).toBe('1,200')
    expect(unitsText('-0.50')).toBe('−0.5')
    expect(unitsText('300', true)).toBe('+300')
  })

  test('a span of days never breaks from its figure, nor a spread from its sign', () => {
    expect(daysText(-3, true)).toBe('−3\u00a0d')
    expect(plusMinusText(daysText('2.40'))).toBe('±\u00a02.4\u00a0d')
  })

  test('headlines are short', () => {
    expect(shortMoneyText(money('4820000.00'))).toBe('$4.82M')
    expect(shortMoneyText(money('212480.00'))).toBe('$212.5k')
    expect(shortMoneyText(money('-980.00'))).toBe('−$980')
  })
})

describe('what a person types', () => {
  const english = separatorsOf('en-US')
  const german = separatorsOf('de-DE')

  test.each([
    ['1,200', english, '1200'],
    ['1,200.50', english, '1200.50'],
    ['12,5', english, '12.5'],
    ['.5', english, '0.5'],
    ['−3', english, '-3'],
    ['1.200', german, '1200'],
    ['1.200,5', german, '1200.5'],
    ['12.5', german, '12.5'],
    ['1 200,5', german, '1200.5'],
  ])('%s', (typed, separators, expected) => {
    expect(readDecimal(typed, separators)).toBe(expected)
  })

  test.each(['', 'x', '1.2.3', '1,20,300', '1e3', '--1'])('%s is no number', (typed) => {
    expect(readDecimal(typed, english)).toBeUndefined()
  })
})

describe('sums', () => {
  test('are exact', () => {
    expect(sumOf(['0.1', '0.2', '-0.30'])).toBe('0.00')
    expect(sumOf([])).toBe('0')
    expect(product('1200', '50.2605')).toBe('60312.6000')
    expect(compareDecimals('2.50', '2.5')).toBe(0)
    expect(compareDecimals('-1', '0.001')).toBe(-1)
  })

  test('round half to even', () => {
    expect(rounded('0.125', 2)).toBe('0.12')
    expect(rounded('0.135', 2)).toBe('0.14')
    expect(rounded('-0.125', 2)).toBe('-0.12')
    expect(rounded('7', 2)).toBe('7.00')
  })
  test('quotients go half to even, exactly', () => {
    expect(quotient('1', '8', 2)).toBe('0.12')
    expect(quotient('3', '8', 2)).toBe('0.38')
    expect(quotient('-1', '8', 2)).toBe('-0.12')
    expect(quotient('1.251', '10', 2)).toBe('0.13')
    expect(quotient('100000000000000000000', '3', 2)).toBe('33333333333333333333.33')
    expect(quotient('5', '0', 2)).toBe('0.00')
  })

  test('a bar is full only when nothing is missing', () => {
    expect(percentOf('479', '480')).toBe(99)
    expect(percentOf('480', '480')).toBe(100)
    expect(percentOf('500', '480')).toBe(100)
    expect(percentOf('0.001', '480')).toBe(0)
    expect(percentOf('5', '0')).toBe(0)
  })
})
