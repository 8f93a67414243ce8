import { minorDigits } from '#kernel/currency'

import type { PlanInputs } from '../queries/items-to-plan.ts'
import type { TopUpGroup } from '../queries/top-up-groups.ts'
import { amountWorth, orderCurrency, type Worth } from '../rules/minimum-currency.ts'
import type { Proposal } from '../store/proposals.ts'
import type { RatesByCurrency } from './term-choice.ts'

type Given = {
  readonly shown: readonly Proposal[]
  readonly inputs: PlanInputs
  readonly rates: RatesByCurrency
}

/**
 * A supplier's order with its minimum in the currency of what is due from it, at the day's rates to the company's
 * currency. Where a rate is missing the minimum is 0: the load is still filled.
 */
export function inOrderCurrency(
  group: TopUpGroup,
  orderOn: string,
  { shown, inputs, rates }: Given,
): { readonly group: TopUpGroup; readonly isKnown: boolean } {
  const { minimum, placeId } = group
  if (minimum === null) return { group, isKnown: true }
  const due = shown.filter((one) => {
    // What was only added to fill it up does not say what it is an order of.
    return one.suggestedUnits > 0n && (one.pulledFromOn ?? one.orderBy) <= orderOn
  })
  const currency = orderCurrency(
    minimum.currency,
    due.map((one) => one.currency),
  )
  if (currency === minimum.currency) return { group, isKnown: true }
  const company = inputs.rules.find((rule) => rule.placeId === placeId)?.currency ?? ''
  const worth = (code: string) => worthOf(code, rates.get(company))
  const asked = BigInt(minimum.minimumMinor)
  const amount = amountWorth(asked, worth(minimum.currency), worth(currency))
  return {
    group: { ...group, minimum: { ...minimum, currency, minimumMinor: Number(amount ?? 0n) } },
    isKnown: amount !== undefined || asked === 0n,
  }
}

function worthOf(
  currency: string,
  rates: ReadonlyMap<string, bigint> | undefined,
): Worth | undefined {
  const rateE10 = rates?.get(currency)
  return rateE10 === undefined ? undefined : { rateE10, digits: minorDigits(currency) ?? 2 }
}
