/** What the rule that orders within limits said of a line, in words. */

export function outcomeText(outcome: string): string {
  if (outcome === 'released') return 'Ordered by rule, within the limit of its segment.'
  if (outcome === 'waits_for_approval') return 'Ordered by rule; the order waits for an approval.'
  return `Left to you: ${heldText(outcome)}.`
}

export function heldText(outcome: string): string {
  return heldWords[outcome] ?? 'it could not be ordered by rule'
}

const heldWords: Readonly<Record<string, string>> = {
  no_limit: 'its segment has no limit for orders by rule',
  not_priced: 'no price is known',
  over_limit: 'its value is over the limit of its segment',
  over_cap: 'the supplier’s least order is beyond a limit',
  supplier_switched: 'a person chose another supplier',
  supplier_inactive: 'the supplier is not active',
  expedited: 'stock runs out before it can come',
  snoozed: 'somebody looks at it later',
  decided: 'a person decided about it',
  minimum_not_met: 'what could go out is below the supplier’s minimum',
  minimum_unknown: 'the supplier’s minimum is in a currency without a rate',
  over_day_limit: 'the supplier had its share of today',
}
