import { randomOf } from '#support/sample'

/** Chance from a seed, so that a walk that went wrong goes wrong again. */
export type Chance = {
  /** A whole number from `min` to `max`, both included. */
  readonly between: (min: number, max: number) => number
  readonly happens: (percent: number) => boolean
  readonly oneOf: <T>(items: readonly T[]) => T | undefined
}

export function chanceOf(seed: number): Chance {
  const next = randomOf(seed)
  return {
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    happens: (percent) => next() * 100 < percent,
    oneOf: (items) => items[Math.floor(next() * items.length)],
  }
}
