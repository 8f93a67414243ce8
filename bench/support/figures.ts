/** The value below which this share of the sorted figures lies, by nearest rank. */
export function percentile(figures: readonly number[], share: number): number {
  if (figures.length === 0) return 0
  const sorted = [...figures].sort((a, b) => a - b)
  const rank = Math.max(1, Math.ceil(share * sorted.length))
  return sorted[rank - 1] ?? 0
}

export function rounded(figure: number, digits = 1): number {
  return Number(figure.toFixed(digits))
}
