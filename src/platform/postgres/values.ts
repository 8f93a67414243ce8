/**
 * How PostgreSQL's values arrive: int8 as bigint, days as `YYYY-MM-DD`, numeric as decimal string,
 * instants as Date. Handed to each pool, never set for the whole process.
 */
import pg from 'pg'

import { numbersOf } from './number-list.ts'

type Parse = (text: string) => unknown

const oid = {
  int8: 20,
  int8Array: 1016,
  float4Array: 1021,
  float8Array: 1022,
  date: 1082,
  dateArray: 1182,
  numericArray: 1231,
  uuidArray: 2951,
}

const asText: Parse = (text) => text

const parsers: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [oid.int8, BigInt],
  [oid.date, asText],
  [oid.int8Array, arrayOf((text) => BigInt(text))],
  [oid.float4Array, numbersOf],
  [oid.float8Array, numbersOf],
  [oid.dateArray, arrayOf(asText)],
  [oid.numericArray, arrayOf(asText)],
  [oid.uuidArray, arrayOf(asText)],
])

/** Arrays of numbers, days and ids hold neither quotes nor commas within an element. */
function arrayOf(parse: Parse): Parse {
  return (text) => {
    const inside = text.slice(1, -1)
    if (inside === '') return []
    return inside.split(',').map((element) => (element === 'NULL' ? null : parse(element)))
  }
}

export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: string) {
    const parse = format === 'binary' ? undefined : parsers.get(id)
    return parse ?? pg.types.getTypeParser(id, format === 'binary' ? 'binary' : 'text')
  },
}
