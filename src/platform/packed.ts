/**
 * Lists of numbers of many rows in one parameter, in the bytes that PostgreSQL reads arrays from. To write
 * numbers as text and read them again is most of what it costs to store a hundred thousand series.
 *
 * All lists lie in one array, one after the other; each row says from where to where its own reaches:
 * `(${packed.bytes}::float8[])[g.units_from:g.units_to]`. A Buffer goes to the server as it is.
 */
export type Packed = {
  readonly bytes: Buffer
  /** First and last place of each row, counted from 1, as the text of an array. */
  readonly from: string
  readonly to: string
}

const headWords = 5
const floatOid = { 4: 700, 8: 701 } as const

/** As `double precision[]`, to the last digit. */
export function packDoubles<Row>(rows: readonly Row[], pick: (row: Row) => Float64Array): Packed {
  const lists = rows.map(pick)
  const words = wordsFor(lists, 8)
  let word = headWords
  for (const list of lists) word = writeDoubles(words, word, list)
  return packed(words, lists)
}

/** As `real[]`: seven digits. */
export function packReals<Row>(rows: readonly Row[], pick: (row: Row) => Float64Array): Packed {
  const lists = rows.map(pick)
  const words = wordsFor(lists, 4)
  const values = new Float32Array(words.buffer)
  let word = headWords
  for (const list of lists) word = writeReals(words, values, word, list)
  return packed(words, lists)
}

const double = new Float64Array(1)
const halves = new Uint32Array(double.buffer)

/** Says where the next list begins. A function of its own, since one that is called often is soon compiled. */
function writeDoubles(words: Uint32Array, from: number, list: Float64Array): number {
  let word = from
  for (let at = 0; at < list.length; at += 1, word += 3) {
    double[0] = list[at] as number
    words[word] = 8
    words[word + 1] = halves[1] as number
    words[word + 2] = halves[0] as number
  }
  return word
}

function writeReals(
  words: Uint32Array,
  values: Float32Array,
  from: number,
  list: Float64Array,
): number {
  let word = from
  for (let at = 0; at < list.length; at += 1, word += 2) {
    words[word] = 4
    values[word + 1] = list[at] as number
  }
  return word
}

/** One dimension, nothing null, the type, how many there are, and that they are counted from 1. */
function wordsFor(lists: readonly Float64Array[], bytes: 4 | 8): Uint32Array<ArrayBuffer> {
  const count = lists.reduce((sum, list) => sum + list.length, 0)
  const words = new Uint32Array(headWords + count * (1 + bytes / 4))
  words.set([1, 0, floatOid[bytes], count, 1])
  return words
}

function packed(words: Uint32Array<ArrayBuffer>, lists: readonly Float64Array[]): Packed {
  let [from, to, end] = ['', '', 0]
  for (const { length } of lists) {
    from += `,${end + 1}`
    end += length
    to += `,${end}`
  }
  // Words were written as this machine has them; the wire wants the highest byte first.
  const bytes = Buffer.from(words.buffer).swap32()
  return { bytes, from: `{${from.slice(1)}}`, to: `{${to.slice(1)}}` }
}
