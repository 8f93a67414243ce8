import { expect, test } from 'vitest'

import { unitBits, unitsAbove, unpackDays } from './packed-days.ts'

const packed = (...days: readonly (readonly [day: number, units: number])[]) => {
  const bytes = Buffer.alloc(8 * days.length)
  for (const [at, [day, units]] of days.entries()) {
    bytes.writeBigInt64BE((BigInt(day) << BigInt(unitBits)) + BigInt(units + unitsAbove), 8 * at)
  }
  return bytes
}

test('days and units come out as they went in, given back and of old as well', () => {
  const { days, units } = unpackDays(
    packed([20_457, 12], [20_458, 0], [20_459, -3], [-8, 5], [65_535, 7e13], [-65_536, -7e13]),
  )
  expect([...days]).toEqual([20_457, 20_458, 20_459, -8, 65_535, -65_536])
  expect([...units]).toEqual([12, 0, -3, 5, 7e13, -7e13])
})

test('nothing is no day', () => {
  expect(unpackDays(packed())).toEqual({ days: new Int32Array(), units: new Float64Array() })
})
