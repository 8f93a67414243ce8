/**
 * Columns of many rows at once, as PostgreSQL reads arrays.
 *
 * The driver looks at each value by itself and quotes it, and the server reads all of it again; with hundreds of
 * thousands of rows that is most of what a statement costs. Ids, whole numbers and JSON therefore go in the
 * server's own bytes, days and codes as text without quotes. Other text that people may write goes the driver's way.
 */

/** As text it holds neither commas, quotes, braces nor spaces. */
export type Plain = string | number | bigint | boolean | null

export function plainColumn<Row>(rows: readonly Row[], pick: (row: Row) => Plain): string {
  let text = ''
  for (const row of rows) {
    const value = pick(row)
    text += value === '' ? ',""' : `,${value ?? 'NULL'}`
  }
  return `{${text.slice(1)}}`
}

/** Numbers or ids, in an array of any kind. */
export type PlainList = { readonly join: (separator: string) => string }

/** A list of each row: `${listColumn(…)}::text[]`, of which each is the text of an array. */
export function listColumn<Row>(rows: readonly Row[], pick: (row: Row) => PlainList): string {
  let text = ''
  for (const row of rows) text += `,"{${pick(row).join(',')}}"`
  return `{${text.slice(1)}}`
}

/** As `uuid[]`. @throws RangeError of what is no id */
export function idColumn<Row>(rows: readonly Row[], pick: (row: Row) => string | null): Buffer {
  return packedColumn(rows, pick, { oid: 2950, words: 4, write: writeId })
}

/** As `bigint[]`. @throws RangeError of what is no whole number, or too large */
export function bigintColumn<Row>(
  rows: readonly Row[],
  pick: (row: Row) => bigint | number | null,
): Buffer {
  return packedColumn(rows, pick, { oid: 20, words: 2, write: writeBigint })
}

/** As `int[]`. @throws RangeError of what is no whole number, or too large */
export function integerColumn<Row>(
  rows: readonly Row[],
  pick: (row: Row) => number | null,
): Buffer {
  return packedColumn(rows, pick, { oid: 23, words: 1, write: writeInteger })
}

/** As `jsonb[]`, of texts. */
export function jsonColumn<Row>(rows: readonly Row[], pick: (row: Row) => string): Buffer {
  const texts = rows.map(pick)
  const heads = 4 * headWords + texts.length * jsonHead
  const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), heads)
  const bytes = Buffer.allocUnsafe(size)
  for (const [word, value] of [1, 0, 3802, texts.length, 1].entries()) {
    bytes.writeInt32BE(value, 4 * word)
  }
  let at = 4 * headWords
  for (const text of texts) {
    const length = bytes.write(text, at + jsonHead)
    bytes.writeInt32BE(length + 1, at)
    bytes[at + 4] = jsonVersion
    at += jsonHead + length
  }
  return bytes
}

/** Words of a head: one dimension, some may be null, the type, how many there are, counted from 1. */
const headWords = 5
const isNull = -1
/** How long a text is, and in which form. */
const [jsonHead, jsonVersion] = [5, 1]

type Kind<Value> = {
  readonly oid: number
  /** Of four bytes each, in one value. */
  readonly words: number
  readonly write: (into: Int32Array, at: number, value: Value) => void
}

function packedColumn<Row, Value>(
  rows: readonly Row[],
  pick: (row: Row) => Value | null,
  { oid, words, write }: Kind<Value>,
): Buffer {
  const column = new Int32Array(headWords + rows.length * (1 + words))
  column.set([1, 1, oid, rows.length, 1])
  let at = headWords
  for (const row of rows) {
    const value = pick(row)
    if (value === null) {
      column[at] = isNull
      at += 1
    } else {
      column[at] = 4 * words
      write(column, at + 1, value)
      at += 1 + words
    }
  }
  // Words were written as this machine has them; the wire wants the highest byte first.
  return Buffer.from(column.buffer, 0, 4 * at).swap32()
}

const idLength = 36
const notHex = 1 << 16
/** Of each character up to `f`, what it stands for. */
const hexDigits = Int32Array.from({ length: 103 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16)
  return Number.isNaN(digit) ? notHex : digit
})

function writeId(into: Int32Array, at: number, id: string): void {
  if (id.length !== idLength) throw new RangeError('Not an id.')
  into[at] = wordOf(hex(id, 0), hex(id, 4))
  into[at + 1] = wordOf(hex(id, 9), hex(id, 14))
  into[at + 2] = wordOf(hex(id, 19), hex(id, 24))
  into[at + 3] = wordOf(hex(id, 28), hex(id, 32))
}

function wordOf(high: number, low: number): number {
  if ((high | low) >= notHex) throw new RangeError('Not an id.')
  return (high << 16) | low
}

/** Of four characters, at least `notHex` where one of them is no digit. */
function hex(id: string, at: number): number {
  return (
    (digitAt(id, at) << 12) |
    (digitAt(id, at + 1) << 8) |
    (digitAt(id, at + 2) << 4) |
    digitAt(id, at + 3)
  )
}

function digitAt(id: string, at: number): number {
  return hexDigits[id.charCodeAt(at)] ?? notHex
}

const wordSize = 2 ** 32

function writeBigint(into: Int32Array, at: number, value: bigint | number): void {
  const near = Number(value)
  if (Number.isSafeInteger(near)) {
    into[at] = Math.floor(near / wordSize)
    into[at + 1] = near
  } else {
    const exact = BigInt(value)
    if (BigInt.asIntN(64, exact) !== exact) throw new RangeError(`${value} is too large.`)
    into[at] = Number(exact >> 32n)
    into[at + 1] = Number(BigInt.asIntN(32, exact))
  }
}

function writeInteger(into: Int32Array, at: number, value: number): void {
  if ((value | 0) !== value) throw new RangeError(`${value} is no whole number, or too large.`)
  into[at] = value
}
