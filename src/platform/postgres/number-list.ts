/** Lists of numbers as PostgreSQL writes them: `{12,0.25,-3e-05,NaN}`. */

const [comma, minus, point, zero, nine] = [44, 45, 46, 48, 57]
/** Up to here a whole number with one digit more is exact, and so is its one division by a power of ten. */
const exactMost = 2 ** 53 / 10 - 1
const powers = Float64Array.from({ length: 23 }, (_, digits) => 10 ** digits)

/**
 * Digit by digit, since to split the text and convert each part takes several times as long, and there is
 * a year of weeks for each of a hundred thousand items. What is not plain digits goes the usual way.
 */
export function numbersOf(list: string): (number | null)[] {
  const found: (number | null)[] = []
  const end = list.length - 1
  for (let from = 1; from < end; from += 1) {
    const isBelow = list.charCodeAt(from) === minus
    const size = plainNumber(list, isBelow ? from + 1 : from, end)
    if (Number.isNaN(size)) {
      readTo = endOfNumber(list, from, end)
      found.push(otherNumber(list.slice(from, readTo)))
    } else {
      found.push(isBelow ? -size : size)
    }
    from = readTo
  }
  return found
}

/** Where the number that was read last ends. */
let readTo = 0

/** NaN where it is not plain digits, or more of them than are exact. */
function plainNumber(list: string, from: number, end: number): number {
  let value = 0
  let decimalsFrom = end
  let at = from
  for (; at < end; at += 1) {
    const code = list.charCodeAt(at)
    if (code >= zero && code <= nine && value <= exactMost) value = 10 * value + code - zero
    else if (code === comma) break
    else if (code === point) decimalsFrom = at + 1
    else return Number.NaN
  }
  readTo = at
  return decimalsFrom < at ? value / (powers[at - decimalsFrom] ?? Number.NaN) : value
}

function endOfNumber(list: string, from: number, end: number): number {
  const next = list.indexOf(',', from)
  return next < 0 ? end : next
}

function otherNumber(text: string): number | null {
  return text === 'NULL' ? null : Number(text)
}
