import { invertRateE10, rateOneE10 } from '#kernel/fx'

/** A rate as it was written down: `rateE10` is what one of the quoted currency is worth, times 1e10. */
export type QuotedRate = { readonly onDay: string; readonly rateE10: bigint }

/** No rate is greater: ten million of one for one of the other. */
export const rateE10Max = 10n ** 17n

/**
 * The rate of a day: the latest written on or before it, in either direction. When both directions
 * were written on the same day, the direct one is taken as it stands.
 *
 * @param direct latest from the document's currency to the company's, on or before the day
 * @param inverse latest the other way round, on or before the day
 * @returns `undefined` when neither was ever written, or the other way round is no rate one can keep
 */
export function rateOfDay(
  direct: QuotedRate | undefined,
  inverse: QuotedRate | undefined,
): bigint | undefined {
  if (inverse === undefined) return direct?.rateE10
  if (direct !== undefined && direct.onDay >= inverse.onDay) return direct.rateE10
  const inverted = invertRateE10(inverse.rateE10)
  return inverted > 0n && inverted <= rateE10Max ? inverted : undefined
}

/** What one unit of a currency is worth in itself. */
export const sameCurrencyRateE10 = rateOneE10
