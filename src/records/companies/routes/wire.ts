import { parseRateE10 } from '#kernel/fx'
import { type Refused, refused } from '#platform/change'
import { type MoneyWire, moneyFromWire } from '#platform/wire'

type Read<T> = { readonly kind: 'read'; readonly value: T } | Refused

/**
 * A threshold in the company's own currency; null and left out stay what they are.
 *
 * @param name of the field, for the reasons
 */
export function thresholdFromWire(
  given: MoneyWire | null | undefined,
  currency: string,
  name: 'approvalOver' | 'receiptOrderOver' = 'approvalOver',
): Read<bigint | null | undefined> {
  if (given === null || given === undefined) return { kind: 'read', value: given }
  if (given.currency !== currency) {
    const detail = `Give the threshold in ${currency}, the currency of the company.`
    const pointer = `/${name}/currency`
    return refused({ code: 'currency_mismatch', detail, pointer })
  }
  const read = moneyFromWire(given, `/${name}`)
  if (read.kind === 'refused') return read
  if (read.value >= 0n) return read
  const detail = 'Give a threshold that is not negative; zero lets nothing pass it.'
  return refused({ code: 'amount_negative', detail, pointer: `/${name}/amount` })
}

export function rateFromWire(rate: string): Read<bigint> {
  const parsed = parseRateE10(rate)
  if (parsed.kind === 'parsed') return { kind: 'read', value: parsed.scaled }
  const detail = 'Write the rate as digits with a point, of at most 10 decimals, such as "1.085".'
  return refused({ code: 'rate_malformed', detail, pointer: '/rate' })
}
