/**
 * Which due lines of an order go out without a person: each within the limit of its segment and without
 * anything a person should look at, together within what one supplier may get in a day, and only when
 * what is left of the order still reaches the supplier's minimum.
 */

export type DueLine = {
  readonly id: string
  readonly valueMinor: bigint
  /** In the company's currency, as the limits. */
  readonly companyValueMinor: bigint
  /** Null: its segment has none, so a person orders it. */
  readonly limitMinor: bigint | null
  readonly isPriced: boolean
  readonly isOverCap: boolean
  readonly isSwitched: boolean
  readonly isExpedited: boolean
  readonly isSupplierActive: boolean
  readonly isDecided: boolean
  readonly isSnoozed: boolean
}

export type WhyHeld =
  | 'no_limit'
  | 'not_priced'
  | 'over_limit'
  | 'over_cap'
  | 'supplier_switched'
  | 'supplier_inactive'
  | 'expedited'
  | 'snoozed'
  | 'decided'
  | 'minimum_not_met'
  | 'minimum_unknown'
  | 'over_day_limit'

export type OrderLimits = {
  /** In the currency of the lines; undefined: the supplier asks for none. */
  readonly minimumMinor: bigint | undefined
  /** Nobody knows what the minimum is worth in the currency of the lines. */
  readonly isMinimumUnknown?: boolean
  /** What may still be ordered from the supplier today, in the company's currency; undefined: any. */
  readonly leftMinor: bigint | undefined
}

export type ReleaseChoice = {
  readonly released: readonly DueLine[]
  readonly held: ReadonlyMap<string, WhyHeld>
}

/** @param lines of one order, most urgent first */
export function chooseRelease(lines: readonly DueLine[], limits: OrderLimits): ReleaseChoice {
  const held = new Map<string, WhyHeld>()
  const within: DueLine[] = []
  let left = limits.leftMinor
  for (const line of lines) {
    const why = whyHeld(line) ?? (isBeyond(line, left) ? 'over_day_limit' : undefined)
    if (why !== undefined) {
      held.set(line.id, why)
      continue
    }
    within.push(line)
    left = left === undefined ? undefined : left - line.companyValueMinor
  }
  const why = whyNotEnough(within, limits)
  if (why === undefined) return { released: within, held }
  for (const { id } of within) held.set(id, why)
  return { released: [], held }
}

function whyNotEnough(
  lines: readonly DueLine[],
  { minimumMinor, isMinimumUnknown }: OrderLimits,
): WhyHeld | undefined {
  if (isMinimumUnknown === true) return 'minimum_unknown'
  if (minimumMinor === undefined) return undefined
  const sum = lines.reduce((total, { valueMinor }) => total + valueMinor, 0n)
  return sum >= minimumMinor ? undefined : 'minimum_not_met'
}

const isBeyond = ({ companyValueMinor }: DueLine, left: bigint | undefined): boolean =>
  left !== undefined && companyValueMinor > left

/** The first thing that a person would ask about. */
function whyHeld(line: DueLine): WhyHeld | undefined {
  const { limitMinor, companyValueMinor } = line
  if (limitMinor === null) return 'no_limit'
  const reasons: readonly (readonly [boolean, WhyHeld])[] = [
    [!line.isSupplierActive, 'supplier_inactive'],
    [!line.isPriced, 'not_priced'],
    [line.isSnoozed, 'snoozed'],
    [line.isSwitched, 'supplier_switched'],
    [line.isDecided, 'decided'],
    [line.isOverCap, 'over_cap'],
    [line.isExpedited, 'expedited'],
    [companyValueMinor > limitMinor, 'over_limit'],
  ]
  return reasons.find(([isSo]) => isSo)?.[1]
}
