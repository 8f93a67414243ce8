/** Reasons as people read them: each says what to do, made of the very terms of the check. */
import type { Measure } from '#kernel/quantity'
import type { ErrorFact } from '#platform/http/problem'
import { type MoneyWire, moneyToWire, type QuantityWire, quantityToWire } from '#platform/wire'

import type { NotOpen, NotPostable } from './actions/match-invoice.ts'
import type { CheckView } from './contract-views.ts'
import type { Check, Facts, ReasonCode } from './rules/check.ts'

/** What amounts and counts of a check are in. */
export type FactUnits = {
  readonly currency: string
  readonly companyCurrency: string
  /** Of the item of the line; absent where the check is not about goods. */
  readonly measure?: Pick<Measure, 'unit' | 'unitDecimals'> | undefined
}

type WireFact = string | number | MoneyWire | QuantityWire

/** `excessMinor` becomes money `excess`, `excessUnits` a quantity `excess`, `allowedBps` stays. */
export function factsToWire(facts: Facts, units: FactUnits): Record<string, WireFact> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => toWire(name, fact, units)))
}

function toWire(name: string, fact: bigint | string, units: FactUnits): [string, WireFact] {
  if (typeof fact === 'string') return [name, fact]
  if (name.endsWith('CompanyMinor')) {
    return [name.slice(0, -'CompanyMinor'.length), moneyToWire(fact, units.companyCurrency)]
  }
  if (name.endsWith('Minor')) return [name.slice(0, -5), moneyToWire(fact, units.currency)]
  if (name.endsWith('Bps')) return [name, Number(fact)]
  const { measure } = units
  if (!name.endsWith('Units') || measure === undefined) return [name, fact.toString()]
  return [name.slice(0, -'Units'.length), quantityToWire(fact, measure)]
}

/** Facts as they are kept with a hold, where whole numbers are text. */
export function factsFromJson(kept: Readonly<Record<string, string>>): Facts {
  return Object.fromEntries(
    Object.entries(kept).map(([name, text]) => [
      name,
      /(Minor|Units|Bps)$/.test(name) ? BigInt(text) : text,
    ]),
  )
}

export function checkToWire(check: Check, units: FactUnits): CheckView {
  const facts = factsToWire(check.facts, units)
  return {
    check: check.check,
    outcome: check.outcome,
    code: check.code,
    owner: check.owner,
    invoiceLineId: check.invoiceLineId,
    facts,
    detail: check.outcome === 'fails' ? reasonSentence(check.code, facts) : '',
  }
}

const sentences: Readonly<Record<ReasonCode, (say: (name: string) => string) => string>> = {
  price_above_order: (say) =>
    `Ask the supplier for a corrected price, or release it: ${say('excess')} more than the ${say('ordered')} ordered.`,
  awaiting_receipt: (say) =>
    `Receive the goods: ${say('billedInAll')} are billed and none has come. The match follows by itself.`,
  billed_beyond_receipt: (say) =>
    `Receive the missing ${say('excess')}, or ask the supplier for a credit note.`,
  billed_beyond_order: (say) =>
    `Raise the order or turn the bill down: ${say('billedInAll')} are billed of ${say('ceiling')} that may come.`,
  line_total_above_order: (say) =>
    `Compare the bills of this line: ${say('billedInAll')} in all, ${say('excess')} more than ordered.`,
  order_not_open: (say) =>
    `Ask the buyer about order ${say('orderNumber')}: it is ${say('lifecycle').replace('_', ' ')}.`,
  charge_not_expected: (say) =>
    `Ask the buyer whether ${say('billed')} for ${say('chargeCode')} was agreed: ${say('expected')} was expected.`,
  tax_differs: (say) =>
    `Check the tax ${say('taxCode')}: ${say('billed')} is billed, its rate gives ${say('expected')}.`,
  total_differs: (say) =>
    `Check the amounts typed: the lines add up to ${say('lines')}, the foot says ${say('total')}.`,
  duplicate_number: (say) => `Compare with ${say('twins')}: it has the same number.`,
}

export function reasonSentence(code: string, facts: Readonly<Record<string, WireFact>>): string {
  const sentence = sentences[code as ReasonCode]
  return sentence === undefined ? '' : sentence((name) => spoken(facts[name]))
}

function spoken(fact: WireFact | undefined): string {
  if (fact === undefined) return ''
  if (typeof fact !== 'object') return `${fact}`
  return 'amount' in fact ? `${fact.amount} ${fact.currency}` : `${fact.quantity} ${fact.unit}`
}

export function notOpenError(outcome: NotOpen): ErrorFact {
  const { status } = outcome
  return { code: 'not_open', status, detail: notOpenSentences[status] }
}

const notOpenSentences = {
  captured: 'Match the invoice first.',
  held: 'Release or reject the invoice first: it is held.',
  posted: 'There is nothing left to do: the invoice is posted.',
  rejected: 'Capture the invoice anew: it was rejected.',
  reversed: 'Capture the invoice anew: it was reversed.',
} as const

export const selfRelease: ErrorFact = {
  code: 'self_release',
  detail: 'Ask another person to release it: nobody releases an invoice they captured.',
}

export function notPostableErrors(outcome: NotPostable): readonly ErrorFact[] {
  return outcome.missing.map((what) => ({
    code: `${what}_missing`,
    detail:
      what === 'rate'
        ? 'Enter an exchange rate for the day of the invoice or an earlier one.'
        : 'Open a fiscal period on or after the day of the invoice.',
  }))
}
