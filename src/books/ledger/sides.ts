import { type MoneyWire, moneyToWire } from '#platform/wire'

/** An amount on its side: a debit is positive, a credit negative; nothing is on the debit side. */
export function sidesOf(
  amountMinor: bigint,
  currency: string,
): { readonly debit: MoneyWire | null; readonly credit: MoneyWire | null } {
  return amountMinor < 0n
    ? { debit: null, credit: moneyToWire(-amountMinor, currency) }
    : { debit: moneyToWire(amountMinor, currency), credit: null }
}
