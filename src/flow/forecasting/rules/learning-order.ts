/**
 * What a category teaches is made of sums, and sums of floats know their order. So series are put in
 * an order of their own content before they teach: neither their names nor the order in which they
 * come then changes a digit.
 */
export function byContent(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return a.length - b.length
  for (let at = 0; at < a.length; at += 1) {
    // Unknown periods, which are NaN, come first.
    const [left, right] = [a[at] ?? 0, b[at] ?? 0]
    const step = rank(left) - rank(right) || (Number.isNaN(left) ? 0 : left - right)
    if (step !== 0) return step
  }
  return 0
}

function rank(units: number): number {
  return Number.isNaN(units) ? 0 : 1
}
