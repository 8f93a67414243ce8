/** Chance from a seed, so that a walk that went wrong goes wrong again. */

export type Chance = {
  /** A whole number from `min` to `max`, both included. */
  readonly between: (min: number, max: number) => number
  readonly happens: (percent: number) => boolean
  readonly oneOf: <T>(items: readonly T[]) => T | undefined
}

/** Mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    happens: (percent) => next() * 100 < percent,
    oneOf: (items) => items[Math.floor(next() * items.length)],
  }
}
