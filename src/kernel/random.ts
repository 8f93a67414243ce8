/** Seeded chance: the same seed gives the same draws on every machine, so a forecast can be repeated. */

/** Draws, one after the other. `uniform` is in [0, 1), `normal` has mean 0 and deviation 1. */
export type Random = {
  readonly uniform: () => number
  readonly normal: () => number
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number
}

/** Source: sfc32 (Chris Doty-Humphrey, PractRand), started from one 32-bit seed by splitmix32. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
  let [a, b, c, counter] = [next(), next(), next(), 1]
  const uniform = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 4_294_967_296
  }
  for (let warm = 0; warm < 12; warm += 1) uniform()
  const normal = (): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    return radius * Math.cos(2 * Math.PI * uniform())
  }
  return { uniform, normal, below: (limit) => Math.floor(uniform() * limit) }
}

/** One seed out of names and numbers, such as (item, place, run). Source: FNV-1a, 32 bits. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const character of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return hash >>> 0
}
