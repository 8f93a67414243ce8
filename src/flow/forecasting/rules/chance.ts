/**
 * Seeded chance for inner loops: the generator of `#kernel/random` (sfc32) with its state in an array, which costs a
 * third of it because no number is boxed.
 */

const words = 4
const warmUps = 12
const wholeRange = 4_294_967_296

export type Chance = Int32Array

export function makeChance(): Chance {
  return new Int32Array(words)
}

/** Starts anew from a seed of 32 bits (splitmix32). */
export function seedChance(chance: Chance, seed: number): void {
  let state = seed | 0
  for (let word = 0; word < 3; word += 1) {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    chance[word] = mixed ^ (mixed >>> 15)
  }
  chance[3] = 1
  for (let warm = 0; warm < warmUps; warm += 1) nextBits(chance)
}

/** The next 32 bits, as a signed number. */
export function nextBits(chance: Chance): number {
  const a = chance[0] as number
  const b = chance[1] as number
  const c = chance[2] as number
  const counter = chance[3] as number
  const sum = (((a + b) | 0) + counter) | 0
  chance[3] = counter + 1
  chance[0] = b ^ (b >>> 9)
  chance[1] = (c + (c << 3)) | 0
  chance[2] = (((c << 21) | (c >>> 11)) + sum) | 0
  return sum
}

/** The next `count` numbers at once: that costs a third of asking for one at a time. */
export function fillBits(chance: Chance, into: Int32Array, count: number): void {
  let a = chance[0] as number
  let b = chance[1] as number
  let c = chance[2] as number
  let counter = chance[3] as number
  for (let at = 0; at < count; at += 1) {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    into[at] = sum
  }
  chance[0] = a
  chance[1] = b
  chance[2] = c
  chance[3] = counter
}

/** In [0, 1). */
export function nextUniform(chance: Chance): number {
  return uniformOf(nextBits(chance))
}

export function uniformOf(bits: number): number {
  return (bits >>> 0) / wholeRange
}

/** Nearly normal, mean 0 and deviation 1, within 3.5: the sum of the four bytes of one number. */
export function bellOf(bits: number): number {
  const sum = (bits & 0xff) + ((bits >>> 8) & 0xff) + ((bits >>> 16) & 0xff) + (bits >>> 24)
  return (sum - 510) / bytesDeviation
}

/** Of the sum of four bytes: the root of 4 (256 x 256 - 1) / 12. */
const bytesDeviation = Math.sqrt((4 * (256 * 256 - 1)) / 12)
