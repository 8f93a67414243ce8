/** From what a customer ordered to what is taken from stock: bundles in their parts, priced. */
import { type Price, splitByLargestRemainder, valueMinor } from '#kernel/value'

export type WantedLine = {
  readonly itemId: string
  readonly units: bigint
  readonly price: Price
  readonly requestedOn: string
  /** Those of a bundle; `undefined` for an item that is none. */
  readonly parts:
    | readonly {
        readonly partItemId: string
        readonly units: bigint
        readonly priceShare: number
      }[]
    | undefined
}

export type StockLine = {
  readonly lineNo: number
  readonly itemId: string
  readonly bundleItemId: string | null
  readonly bundleUnits: bigint | null
  readonly orderedUnits: bigint
  readonly price: Price
  readonly amountMinor: bigint
  readonly requestedOn: string
}

/**
 * A part bears its share of the bundle's amount, so that the parts add up to what the bundle was sold
 * for; its price is that share for all its units.
 */
export function stockLines(wanted: readonly WantedLine[]): readonly StockLine[] {
  const lines = wanted.flatMap((line): readonly Omit<StockLine, 'lineNo'>[] => {
    const { itemId, units, price, requestedOn, parts } = line
    const amountMinor = valueMinor(units, price)
    if (parts === undefined) {
      const itself = { bundleItemId: null, bundleUnits: null, orderedUnits: units }
      return [{ itemId, ...itself, price, amountMinor, requestedOn }]
    }
    const shares = splitByLargestRemainder(
      amountMinor,
      parts.map(({ priceShare }) => BigInt(priceShare)),
    )
    return parts.map((part, at) => ({
      itemId: part.partItemId,
      bundleItemId: itemId,
      bundleUnits: units,
      orderedUnits: part.units,
      price: { amountE4: (shares[at] ?? 0n) * 10_000n, perUnits: part.units },
      amountMinor: shares[at] ?? 0n,
      requestedOn,
    }))
  })
  return lines.map((line, at) => ({ ...line, lineNo: at + 1 }))
}
