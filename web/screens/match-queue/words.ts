import type { CheckView } from '#contracts/flow/matching'

import {
  bpsText,
  isZero,
  type MoneyWire,
  moneyText,
  type QuantityWire,
  quantityText,
} from '../../look/format.ts'
import type { Tone } from '../../look/theme.ts'
import { sentence, type Word } from '../../look/words.ts'

export const ownerWords: Readonly<Record<string, string>> = {
  buyer: 'Buyer',
  receiver: 'Receiving',
  ap_clerk: 'Payables',
}

export const reasonWords: Readonly<Record<string, string>> = {
  price_above_order: 'Price above the order',
  awaiting_receipt: 'Waits for receipt',
  billed_beyond_receipt: 'More than came',
  billed_beyond_order: 'More than ordered',
  line_total_above_order: 'Line total above the order',
  order_not_open: 'Order not open',
  charge_not_expected: 'Charge not expected',
  tax_differs: 'Tax differs',
  total_differs: 'Total differs',
  duplicate_number: 'Number used before',
}

/** The one badge of a queued invoice. */
export function reasonsWord(codes: readonly string[]): Word {
  const [code, ...more] = [...new Set(codes)]
  if (code === undefined) return { tone: 'neutral', label: 'Not matched yet' }
  if (more.length > 0) return { tone: 'crit', label: `${more.length + 1} reasons` }
  const tone = code === 'awaiting_receipt' ? 'info' : 'crit'
  return { tone, label: reasonWords[code] ?? sentence(code) }
}

const checkNames: Readonly<Record<string, string>> = {
  price: 'Price',
  quantity: 'Quantity',
  ordered: 'Order limit',
  line_total: 'Line total',
  order: 'Order',
  charge: 'Charge',
  tax: 'Tax',
  total: 'Total',
  duplicate: 'Number used before',
}

export function checkName(check: CheckView, lineNo: number | undefined): string {
  const name = checkNames[check.check] ?? sentence(check.check)
  return lineNo === undefined ? name : `${name}, line ${lineNo}`
}

export const outcomeTones: Readonly<Record<CheckView['outcome'], Tone>> = {
  fails: 'crit',
  in_tolerance: 'warn',
  fits: 'ok',
}

type Say = (name: string) => string

/** The terms of each check, so that its outcome can be followed. */
const terms: Readonly<Record<string, (say: Say) => string>> = {
  price: (say) => `billed ${say('billed')}, ordered ${say('ordered')}`,
  quantity: (say) => `billed ${say('billedInAll')} in all, ${say('received')} came`,
  ordered: (say) => `billed ${say('billedInAll')} in all, ${say('ceiling')} may come`,
  line_total: (say) => `billed ${say('billedInAll')} in all, worth ${say('ordered')}`,
  order: (say) => `${say('orderNumber')} is ${say('lifecycle').replace('_', ' ')}`,
  charge: (say) => `${say('chargeCode')}: billed ${say('billed')}, expected ${say('expected')}`,
  tax: (say) => `${say('taxCode')}: billed ${say('billed')}, its rate gives ${say('expected')}`,
  total: (say) => `the foot says ${say('total')}, the lines add up to ${say('lines')}`,
  duplicate: (say) => (say('twins') === '' ? 'no other has this number' : `also ${say('twins')}`),
}

export function checkTerms({ check, facts, outcome }: CheckView): string {
  const say: Say = (name) => factText(facts[name])
  const text = terms[check]?.(say) ?? ''
  if (outcome === 'fits') return text
  const allowed = [
    typeof facts.allowedBps === 'number' ? bpsText(facts.allowedBps) : '',
    isNothing(facts.allowed) ? '' : say('allowed'),
  ].filter((each) => each !== '')
  const limit = allowed.length > 0 ? `; ${allowed.join(' and at most ')} may pass` : ''
  return `${text}${limit}`
}

function isNothing(fact: CheckView['facts'][string] | undefined): boolean {
  if (typeof fact !== 'object') return fact === undefined
  return isZero('amount' in fact ? fact.amount : fact.quantity)
}

export function excessOf(check: CheckView | undefined): string {
  return factText(check?.facts.excess)
}

function factText(fact: string | number | MoneyWire | QuantityWire | undefined): string {
  if (fact === undefined) return ''
  if (typeof fact !== 'object') return `${fact}`
  return 'amount' in fact ? moneyText(fact) : quantityText(fact)
}
