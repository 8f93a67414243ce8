/** Bars of a distribution: days, or runs of days when there are many. */

export type Bin = { readonly fromDays: number; readonly toDays: number; readonly share: number }

const binsMax = 60

/** Bins of equal width over all days that have a share; zero stands at the start of a bin. */
export function binsOf(firstDays: number, shares: readonly number[]): readonly Bin[] {
  const width = Math.max(1, Math.ceil(shares.length / binsMax))
  const start = Math.floor(firstDays / width) * width
  const bins: { fromDays: number; toDays: number; share: number }[] = []
  shares.forEach((share, at) => {
    const index = Math.floor((firstDays + at - start) / width)
    const fromDays = start + index * width
    bins[index] ??= { fromDays, toDays: fromDays + width - 1, share: 0 }
    const bin = bins[index]
    bin.share += share
  })
  return bins
}

export function binText({ fromDays, toDays }: Bin): string {
  return fromDays === toDays ? `${fromDays}` : `${fromDays} to ${toDays}`
}
