import { type Decimal, separators } from './format.ts'

/**
 * Exact sums over the wire's decimals, for the feet of tables and for previews. Anything that is
 * posted is computed by the server; the browser only adds up what it shows.
 */

type Scaled = { readonly value: bigint; readonly digits: number }

export function sumOf(values: readonly Decimal[]): Decimal {
  const parsed = values.map(scaled)
  const digits = parsed.reduce((most, each) => Math.max(most, each.digits), 0)
  return written({ value: parsed.reduce((sum, each) => sum + at(each, digits), 0n), digits })
}

export function difference(from: Decimal, less: Decimal): Decimal {
  return sumOf([from, negated(less)])
}

export function product(left: Decimal, right: Decimal): Decimal {
  const [a, b] = [scaled(left), scaled(right)]
  return written({ value: a.value * b.value, digits: a.digits + b.digits })
}

/** Half even, as the books round, to so many digits after the point. */
export function rounded(value: Decimal, digits: number): Decimal {
  const exact = scaled(value)
  if (exact.digits <= digits) return written({ value: at(exact, digits), digits })
  const unit = 10n ** BigInt(exact.digits - digits)
  const isNegative = exact.value < 0n
  const magnitude = isNegative ? -exact.value : exact.value
  const [whole, rest] = [magnitude / unit, magnitude % unit]
  const goesUp = rest * 2n > unit || (rest * 2n === unit && whole % 2n === 1n)
  const size = goesUp ? whole + 1n : whole
  return written({ value: isNegative ? -size : size, digits })
}

/** `value` by `by`, half even, to so many digits; zero by zero is zero. */
export function quotient(value: Decimal, by: Decimal, digits: number): Decimal {
  const [a, b] = [scaled(value), scaled(by)]
  if (b.value === 0n) return written({ value: 0n, digits })
  // Two digits more than wanted, the last of them odd when a rest was cut off: a tie stays a tie.
  const spare = digits + 2
  const top = at(a, Math.max(a.digits, b.digits)) * 10n ** BigInt(spare)
  const below = at(b, Math.max(a.digits, b.digits))
  const cut = (top / below) * 10n + (top % below === 0n ? 0n : top < 0n !== below < 0n ? -1n : 1n)
  return rounded(written({ value: cut, digits: spare + 1 }), digits)
}

export function negated(value: Decimal): Decimal {
  return value.startsWith('-') ? value.slice(1) : `-${value}`
}

/** Below zero when `left` is smaller, above when it is larger. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const gap = scaled(difference(left, right)).value
  return gap < 0n ? -1 : gap > 0n ? 1 : 0
}

/** Percent of `whole` that `part` is, rounded down: never 100 before the last unit is there. */
export function percentOf(part: Decimal, whole: Decimal): number {
  const [a, b] = [scaled(part), scaled(whole)]
  const digits = Math.max(a.digits, b.digits)
  const total = at(b, digits)
  if (total <= 0n || a.value <= 0n) return 0
  const percent = (100n * at(a, digits)) / total
  return percent > 100n ? 100 : Number(percent)
}

/**
 * What a person typed as a decimal, or undefined when it is none. Reads the separators of the
 * reader's locale; a lone separator that can't part thousands is taken as the point, so `12,5` and
 * `12.5` both work.
 */
export function readDecimal(typed: string, { group, point } = separators): Decimal | undefined {
  const text = typed
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/^\u2212/, '-')
  const [sign, body] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text]
  const plain = plainDecimal(body, group, point)
  return plain === undefined ? undefined : `${sign}${plain}`
}

function plainDecimal(body: string, group: string, point: string): Decimal | undefined {
  if (isGrouped(body, group, point)) return body.replaceAll(group, '').replace(point, '.')
  const dotted = body.replace(',', '.')
  if (!/^(\d+\.?\d*|\.\d+)$/.test(dotted)) return undefined
  return dotted.replace(/^\./, '0.').replace(/\.$/, '')
}

function isGrouped(body: string, group: string, point: string): boolean {
  const [whole = '', fraction, ...more] = body.split(point)
  if (more.length > 0 || (fraction !== undefined && !/^\d*$/.test(fraction))) return false
  const [head = '', ...rest] = whole.split(group)
  return rest.length > 0 && /^\d{1,3}$/.test(head) && rest.every((part) => /^\d{3}$/.test(part))
}

function scaled(value: Decimal): Scaled {
  const fraction = value.split('.')[1] ?? ''
  return { value: BigInt(value.replace('.', '') || '0'), digits: fraction.length }
}

function at({ value, digits }: Scaled, wanted: number): bigint {
  return value * 10n ** BigInt(wanted - digits)
}

function written({ value, digits }: Scaled): Decimal {
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  return `${value < 0n ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`
}
