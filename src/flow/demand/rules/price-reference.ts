/** What a price is to be held against. */
import { at } from './promotion-linear.ts'

/**
 * The regular price of each period: the highest price of the periods before it, in the first period
 * the price itself. Periods without a price (NaN or not above 0) leave it as it was.
 */
export function regularPrices(price: Float64Array): Float64Array {
  const regular = new Float64Array(price.length)
  let highest = Number.NaN
  for (let period = 0; period < price.length; period += 1) {
    const now = at(price, period)
    regular[period] = Number.isNaN(highest) ? now : highest
    if (now > 0 && !(now <= highest)) highest = now
  }
  return regular
}

/** Price over regular price; 1 where either is not known. */
export function priceRatios(price: Float64Array, regular: Float64Array): Float64Array {
  return price.map((now, period) => {
    const ratio = now / at(regular, period)
    return ratio > 0 && Number.isFinite(ratio) ? ratio : 1
  })
}
