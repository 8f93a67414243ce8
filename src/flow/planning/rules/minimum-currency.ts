/** A supplier may ask for a minimum in another currency than that of its prices: its order is held against what that is worth. */
import { powerOfTen } from '#kernel/decimal'

/** A currency as the company sees it: what one of it is worth, times 1e10, and its decimals. */
export type Worth = { readonly rateE10: bigint; readonly digits: number }

/**
 * The currency of the order that is to reach the minimum: the minimum's own where a due line is priced in it, else that
 * of most due lines, the first by name of equals.
 *
 * @param due currencies of the due lines
 */
export function orderCurrency(asked: string, due: readonly string[]): string {
  if (due.length === 0 || due.includes(asked)) return asked
  const counts = [...Map.groupBy(due, (currency) => currency)]
  counts.sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
  return counts[0]?.[0] ?? asked
}

/**
 * The least amount that is worth as much, in minor units; never less, since the supplier would not take it.
 *
 * @returns undefined where the rate of one of them is not known
 */
export function amountWorth(
  amountMinor: bigint,
  from: Worth | undefined,
  to: Worth | undefined,
): bigint | undefined {
  if (from === undefined || to === undefined) return undefined
  const dividend = amountMinor * from.rateE10 * powerOfTen(to.digits)
  const divisor = to.rateE10 * powerOfTen(from.digits)
  return (dividend + divisor - 1n) / divisor
}
