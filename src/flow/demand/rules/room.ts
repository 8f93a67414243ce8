/**
 * Room for what is only needed on the way, used again by one series after the other: thousands are made
 * at once, and a fresh array for each of their steps costs more than the steps. Nothing may keep it.
 */
export function makeRoom(): (length: number) => Float64Array {
  let room = new Float64Array(0)
  return (length) => {
    if (room.length < length) room = new Float64Array(2 * length)
    return room.subarray(0, length)
  }
}

const zerosByLength = new Map<number, Float64Array>()

/** The same zeros for all that have none else; nobody writes to them. */
export function zeros(length: number): Float64Array {
  const found = zerosByLength.get(length)
  if (found !== undefined) return found
  const made = new Float64Array(length)
  zerosByLength.set(length, made)
  return made
}
