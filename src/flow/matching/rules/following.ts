/**
 * Charges and taxes: what follows the goods into their cost and what goes elsewhere (rules.md 3, rows
 * 17 and 18). All amounts are in minor units of the document's currency.
 */
import { divideHalfEven } from '#kernel/decimal'
import { sumOf } from '#kernel/list'
import { splitByLargestRemainder } from '#kernel/value'

import type { Beside } from './settlement.ts'

export type ChargeLine = {
  readonly amountMinor: bigint
  readonly followsGoods: boolean
  /** Where it is expensed; always there when it does not follow the goods. */
  readonly accountId: string | null
}

export type TaxLine = { readonly amountMinor: bigint; readonly recoverableBps: bigint }

type GoodsWeight = { readonly billedUnits: bigint; readonly billedMinor: bigint }

export type Followed = {
  /** By goods line. */
  readonly followingMinor: readonly bigint[]
  readonly beside: readonly Beside[]
}

/** Spreads by value, by units when nothing has a value; with no goods to follow it is a cost variance. */
export function followGoods(
  goods: readonly GoodsWeight[],
  charges: readonly ChargeLine[],
  taxes: readonly TaxLine[],
): Followed {
  const following = [
    ...charges.filter((charge) => charge.followsGoods).map((charge) => charge.amountMinor),
    ...taxes.map((tax) => tax.amountMinor - recoverableMinor(tax)),
  ].filter((amountMinor) => amountMinor !== 0n)
  const beside: Beside[] = [
    ...charges.flatMap(({ followsGoods, accountId, amountMinor }) =>
      followsGoods || accountId === null
        ? []
        : [{ line: { accountId }, documentMinor: amountMinor }],
    ),
    ...taxes.map((tax) => ({
      line: { control: 'recoverable_tax' as const },
      documentMinor: recoverableMinor(tax),
    })),
  ]
  if (goods.length === 0) {
    const documentMinor = sumOf(following, (amountMinor) => amountMinor)
    return {
      followingMinor: [],
      beside: [...beside, { line: { control: 'landed_cost_variance' }, documentMinor }],
    }
  }
  const weights = weightsOf(goods)
  const spreads = following.map((amountMinor) => splitByLargestRemainder(amountMinor, weights))
  return {
    followingMinor: goods.map((_, index) => sumOf(spreads, (parts) => parts[index] ?? 0n)),
    beside,
  }
}

function recoverableMinor(tax: TaxLine): bigint {
  return divideHalfEven(tax.amountMinor * tax.recoverableBps, 10_000n)
}

function weightsOf(goods: readonly GoodsWeight[]): readonly bigint[] {
  const hasValue = goods.some((line) => line.billedMinor > 0n)
  if (!hasValue) return goods.map((line) => line.billedUnits)
  return goods.map((line) => (line.billedMinor > 0n ? line.billedMinor : 0n))
}

export type TaxedLine = { readonly taxCodeId: string | null; readonly amountMinor: bigint }

/**
 * What a tax should come to: its rate over the lines that name it, or over all lines where none names
 * a tax.
 */
export function expectedTaxMinor(
  tax: { readonly taxCodeId: string; readonly rateBps: bigint },
  lines: readonly TaxedLine[],
): bigint {
  const named = lines.some((line) => line.taxCodeId !== null)
  const base = named ? lines.filter((line) => line.taxCodeId === tax.taxCodeId) : lines
  return divideHalfEven(sumOf(base, (line) => line.amountMinor) * tax.rateBps, 10_000n)
}
