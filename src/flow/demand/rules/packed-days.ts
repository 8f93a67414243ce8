/**
 * Days with units, as the database packs them into bytes: one number of eight bytes for each. To write hundreds of
 * numbers for each item as text, and read them again, takes longer than to find them.
 */

/** Bits of the units; a day stands above them. */
export const unitBits = 47
/** Added to the units, so that what was given back is no less than zero. */
export const unitsAbove = 2 ** (unitBits - 1)

const [size, word] = [8, 2 ** 32]
const daysShift = unitBits - 32
const highUnits = 2 ** daysShift - 1

export type DayUnits = {
  /** Since the first Monday. */
  readonly days: Int32Array
  readonly units: Float64Array
}

/** In the order they were packed in. */
export function unpackDays(packed: Buffer): DayUnits {
  const count = packed.length / size
  const days = new Int32Array(count)
  const units = new Float64Array(count)
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length)
  for (let at = 0; at < count; at += 1) {
    const high = view.getInt32(size * at)
    days[at] = high >> daysShift
    units[at] = (high & highUnits) * word + view.getUint32(size * at + 4) - unitsAbove
  }
  return { days, units }
}
