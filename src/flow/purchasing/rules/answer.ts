/**
 * May what the supplier says stand without a person? Earlier, cheaper and equal always may; later,
 * shorter and dearer within the company's limits. More than was ordered, and a refusal, never.
 *
 *   …Bps   hundredths of a percent of what was ordered
 */
import { daysBetween, laterDay } from '#kernel/day'
import type { Price } from '#kernel/value'

export type AnswerLimits = {
  readonly lateDaysMax: number
  readonly shortBpsMax: number
  readonly priceOverBpsMax: number
}

export type AskedLine = {
  readonly orderedUnits: bigint
  readonly price: Price
  readonly requestedOn: string
  /** Promised and accepted before; a promise no later than that is not late. */
  readonly promisedOn: string | null
}

/** What a supplier says to one line; for what is left out, the order stands. */
export type LineReply = {
  readonly kind: 'accept' | 'change' | 'refuse'
  readonly units?: bigint | undefined
  readonly promisedOn?: string | undefined
  readonly price?: Price | undefined
}

/** A limit that was passed, with the terms that say so. */
export type AnswerException =
  | { readonly code: 'refused' }
  | { readonly code: 'promised_late'; readonly lateDays: number; readonly lateDaysMax: number }
  | { readonly code: 'quantity_short'; readonly shortUnits: bigint; readonly shortBpsMax: number }
  | { readonly code: 'quantity_over'; readonly overUnits: bigint }
  | { readonly code: 'price_over'; readonly overBps: bigint; readonly priceOverBpsMax: number }
  /** Within the limits, but the order would be worth more than was approved. */
  | { readonly code: 'approval_needed' }

/** The line as it would stand if the reply is accepted. */
export type Promised = {
  readonly units: bigint
  readonly price: Price
  readonly promisedOn: string
  /** True when anything but the order's own terms is promised. */
  readonly isChange: boolean
}

export function promisedBy(line: AskedLine, reply: LineReply): Promised {
  const agreedOn = line.promisedOn ?? line.requestedOn
  const accepts = reply.kind === 'accept'
  const units = accepts ? line.orderedUnits : (reply.units ?? line.orderedUnits)
  const price = accepts ? line.price : (reply.price ?? line.price)
  const promisedOn = reply.promisedOn ?? agreedOn
  const isChange =
    units !== line.orderedUnits || promisedOn !== agreedOn || !isSamePrice(price, line.price)
  return { units, price, promisedOn, isChange }
}

export function exceptionsOf(
  line: AskedLine,
  reply: LineReply,
  limits: AnswerLimits,
): readonly AnswerException[] {
  if (reply.kind === 'refuse') return [{ code: 'refused' }]
  const promised = promisedBy(line, reply)
  return [
    ...checkDay(line, promised, limits),
    ...checkUnits(line, promised, limits),
    ...checkPrice(line, promised, limits),
  ]
}

function checkDay(line: AskedLine, promised: Promised, limits: AnswerLimits): AnswerException[] {
  const byOn = laterDay(line.requestedOn, line.promisedOn ?? line.requestedOn)
  const lateDays = daysBetween(byOn, promised.promisedOn)
  if (lateDays <= 0 || lateDays <= limits.lateDaysMax) return []
  return [{ code: 'promised_late', lateDays, lateDaysMax: limits.lateDaysMax }]
}

function checkUnits(line: AskedLine, promised: Promised, limits: AnswerLimits): AnswerException[] {
  const shortUnits = line.orderedUnits - promised.units
  if (shortUnits < 0n) return [{ code: 'quantity_over', overUnits: -shortUnits }]
  if (shortUnits * 10_000n <= line.orderedUnits * BigInt(limits.shortBpsMax)) return []
  return [{ code: 'quantity_short', shortUnits, shortBpsMax: limits.shortBpsMax }]
}

/** Prices per different numbers of units are compared crosswise, so that nothing is rounded. */
function checkPrice(line: AskedLine, promised: Promised, limits: AnswerLimits): AnswerException[] {
  const ordered = line.price.amountE4 * promised.price.perUnits
  const over = promised.price.amountE4 * line.price.perUnits - ordered
  if (over * 10_000n <= ordered * BigInt(limits.priceOverBpsMax)) return []
  const overBps = ordered === 0n ? 10_000n : (over * 10_000n) / ordered
  return [{ code: 'price_over', overBps, priceOverBpsMax: limits.priceOverBpsMax }]
}

function isSamePrice(a: Price, b: Price): boolean {
  return a.amountE4 * b.perUnits === b.amountE4 * a.perUnits
}
