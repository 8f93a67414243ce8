import type { ProposalSupplierRow, ProposalView } from '#contracts/flow/planning'

import { dayText } from '../../look/days.ts'
import { difference } from '../../look/decimal.ts'
import { countText, moneyText } from '../../look/format.ts'
import { outcomeText } from '../../look/rule-outcomes.ts'

type TopUp = ProposalSupplierRow['topUps'][number]

/** `+ 1,820.00 added`; or what stands between the order and its minimum. */
export function toppedText(topUp: TopUp): string {
  const { status, due, value, minimum, asked, most, takesDays } = topUp
  if (status === 'reached') return ''
  if (status === 'no_rate' || minimum === null) {
    const lack = `no rate to ${due.currency} is known`
    return `asks for ${moneyText(asked)}; ${lack}, so it is not filled up`
  }
  if (status === 'topped') {
    const amount = difference(value.amount, due.amount)
    return `${moneyText({ amount, currency: value.currency })} added to what is due`
  }
  const reach = `${moneyText(due)} due of ${moneyText(minimum)}, at most ${moneyText(most)} within limits`
  return takesDays === null ? reach : `${reach}; it takes ${countText(takesDays)} days of stock`
}

/** `20 ft, 78 % full` or `2 × 20 ft, the last 96 % full`. */
export function loadText(name: string, { loadCount, loadPercent }: TopUp): string {
  const full = `${Math.round(loadPercent)} % full`
  return loadCount === 1 ? `${name}, ${full}` : `${loadCount} × ${name}, the last ${full}`
}

export function daysText(count: number): string {
  return count === 1 ? '1 day' : `${countText(count)} days`
}

/** Why it is ordered before its own day, and what the rule that orders by itself said of it. */
export function orderNotes({ pulledFrom, ruleOutcome }: ProposalView): readonly string[] {
  return [
    ...(pulledFrom === null
      ? []
      : [
          `Ordered with others of the supplier; by itself it would wait until ${dayText(pulledFrom)}.`,
        ]),
    ...(ruleOutcome === null ? [] : [outcomeText(ruleOutcome)]),
  ]
}

/** `12 lines ordered by rule`; empty when none was. */
export function releasedText(result: Readonly<Record<string, number>>): string {
  const count = (result['release:released'] ?? 0) + (result['release:waits_for_approval'] ?? 0)
  if (count === 0) return ''
  return `${count === 1 ? '1 line' : `${countText(count)} lines`} ordered by rule`
}
