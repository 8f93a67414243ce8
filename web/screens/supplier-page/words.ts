import type { SupplierPageView } from '#contracts/flow/purchasing'

import { dayText, promisedText } from '../../look/days.ts'
import { moneyText } from '../../look/format.ts'
import type { Tone } from '../../look/theme.ts'
import { countOfLines, isAnswerable, type PageLine, type SaidById, standingOf } from './said.ts'

/** `5 lines, $24,312.00, FCA Trieste, by Mon 18 Jan 2027, to Edison.` */
export function orderSentence(page: SupplierPageView): string {
  const terms = [
    countOfLines(page.lines.length),
    moneyText(page.total),
    page.incoterm,
    daysText(page),
    `to ${page.place.name}`,
  ]
  return `${terms.filter((term) => term !== '').join(', ')}.`
}

/** `by Mon 18 Jan 2027`, or `from 18 Jan 2027 to 2 Feb 2027` where the lines have their own days. */
function daysText(page: SupplierPageView): string {
  const days = askedDays(page)
  const [first = page.requestedOn] = days
  const last = days.at(-1) ?? first
  if (first === last) return `by ${promisedText(first, true)}`
  return `from ${dayText(first, true)} to ${dayText(last, true)}`
}

function askedDays(page: SupplierPageView): readonly string[] {
  const standing = page.lines.filter(({ state }) => state !== 'cancelled')
  return [...new Set(standing.map(({ requestedOn }) => requestedOn))].sort()
}

/** When a line is to be there, where not all are to be there on one day. */
export function lineDayText(line: PageLine, page: SupplierPageView): string | undefined {
  return askedDays(page).length > 1 ? `by ${promisedText(line.requestedOn, true)}` : undefined
}

export function lineName({ description, sku }: PageLine): string {
  return description || sku
}

export function lineCode({ supplierSku, sku }: PageLine): string {
  return supplierSku === '' ? sku : `${supplierSku}, ours ${sku}`
}

/** `Lines 1 and 3` */
function linesText(lines: readonly PageLine[]): string {
  const numbers = lines.map(({ lineNo }) => `${lineNo}`)
  if (numbers.length === 1) return `Line ${numbers[0]}`
  return `Lines ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`
}

/** What happens after sending, before it is sent. */
export function followsText({ page, said }: { page: SupplierPageView; said: SaidById }): string {
  const open = page.lines.filter(isAnswerable)
  const of = (isAccepted: boolean) =>
    open.filter((line) => {
      const now = said[line.id]
      return now !== undefined && (now.kind === 'accept') === isAccepted
    })
  const [accepted, different] = [of(true), of(false)]
  const unsaid = open.filter((line) => standingOf(line, said) === undefined)
  const parts = [
    accepted.length > 0
      ? `${linesText(accepted)} ${accepted.length === 1 ? 'is' : 'are'} confirmed at once.`
      : '',
    different.length > 0
      ? `${page.buyerName} reads ${linesText(different).toLowerCase()} and answers.`
      : '',
    unsaid.length > 0 ? `${linesText(unsaid)} can be answered later by the same link.` : '',
    'You can change your answer until goods have come.',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

export function linkText({ expiresAt }: SupplierPageView): string {
  return dayText(expiresAt.slice(0, 10), true)
}

export type Badge = { readonly tone: Tone; readonly text: string }

/** Where a line stands, said now or before. */
export function badgeOf(line: PageLine, said: SaidById): Badge {
  if (line.state === 'cancelled') return { tone: 'neutral', text: 'Cancelled' }
  if (line.state === 'short_closed') return { tone: 'neutral', text: 'Closed' }
  const kind = standingOf(line, said)?.kind
  if (kind === 'accept') return { tone: 'ok', text: 'Accepted' }
  if (kind === 'change') return { tone: 'proposed', text: 'With changes' }
  if (kind === 'refuse') return { tone: 'crit', text: 'Refused' }
  return { tone: 'neutral', text: 'To answer' }
}
