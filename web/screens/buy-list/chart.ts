/** Geometry of the two small charts of a proposal: from values to paths, without a drawing library. */

export type Frame = {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export type Scale = {
  readonly x: (at: number) => number
  readonly y: (value: number) => number
  /** Round values to draw lines at. */
  readonly ticks: readonly number[]
}

/** @param count how many places there are from left to right */
export function scaleOf(frame: Frame, count: number, values: readonly number[]): Scale {
  const least = Math.min(0, ...values)
  const most = Math.max(1, ...values)
  const step = niceStep((most - least) / 3)
  const from = Math.floor(least / step) * step
  const to = Math.ceil(most / step) * step
  const innerWidth = frame.width - frame.left - frame.right
  const innerHeight = frame.height - frame.top - frame.bottom
  return {
    x: (at) => frame.left + (at / Math.max(1, count - 1)) * innerWidth,
    y: (value) => frame.top + (1 - (value - from) / (to - from)) * innerHeight,
    ticks: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step),
  }
}

/** 1, 2 or 5 times a power of ten, at least as much as asked. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-9)))
  const times = [1, 2, 5, 10].find((each) => each * power >= least) ?? 10
  return times * power
}

export function linePath(values: readonly number[], firstAt: number, scale: Scale): string {
  return values
    .map((value, at) => {
      return `${at === 0 ? 'M' : 'L'}${fixed(scale.x(firstAt + at))},${fixed(scale.y(value))}`
    })
    .join('')
}

export function bandPath(
  low: readonly number[],
  high: readonly number[],
  firstAt: number,
  scale: Scale,
): string {
  const there = linePath(high, firstAt, scale)
  const back = low
    .map((value, at) => `L${fixed(scale.x(firstAt + at))},${fixed(scale.y(value))}`)
    .toReversed()
    .join('')
  return `${there}${back}Z`
}

function fixed(value: number): string {
  return value.toFixed(1)
}
