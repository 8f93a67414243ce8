import type { ProposalRow, ProposalView } from '#contracts/flow/planning'

import { dayText } from '../../look/days.ts'
import { countText, daysText, decimalText, plusMinusText, unitsText } from '../../look/format.ts'
import type { WhyBlock } from '../../look/why-table.tsx'

/** What a message asks of an open order; undefined for what is to be ordered. */
export function messageLabel({ kind, order }: ProposalRow): string | undefined {
  const number = order?.number ?? 'draft'
  switch (kind) {
    case 'expedite':
      return `Expedite ${number}`
    case 'defer':
      return `Put off ${number}`
    case 'reduce':
      return `Reduce ${number}`
    case 'cancel':
      return `Cancel from ${number}`
    default:
      return undefined
  }
}

/** What a line asks for, to be picked from. */
export const kindWords = [
  { value: 'buy', label: 'To buy' },
  { value: 'transfer', label: 'To move' },
  { value: 'expedite', label: 'To expedite' },
  { value: 'defer', label: 'To put off' },
  { value: 'reduce', label: 'To reduce' },
  { value: 'cancel', label: 'To cancel' },
]

export const isOrderable = ({ kind, supplier }: ProposalRow): boolean =>
  kind === 'buy' && supplier !== null

/** It is bought or moved, not asked of an open order. */
export const comesFromSomewhere = ({ kind }: ProposalRow): boolean =>
  kind === 'buy' || kind === 'transfer'

export function sourceText({ supplier, fromPlace }: ProposalRow): string {
  return fromPlace?.name ?? supplier?.name ?? 'nobody'
}

export function nameOf({ item, place }: ProposalRow): string {
  return `${item.name} at ${place.name}`
}

export function linesText(count: number): string {
  return count === 1 ? '1 line' : `${countText(count)} lines`
}

export function suppliersText(count: number): string {
  return count === 1 ? '1 supplier' : `${countText(count)} suppliers`
}

type Why = NonNullable<ProposalView['why']>
type Term = Why['cover'][number]
type Facts = Term['facts']

/** The terms of a why as a table: what must be covered, what is there, what makes an order of it. */
export function whyBlocks(why: Why): readonly WhyBlock[] {
  const block = (id: string, terms: readonly Term[], sumLabel: string): WhyBlock => ({
    id,
    sumLabel,
    terms: terms.map((term, at) => ({
      id: `${id}-${at}`,
      value: term.quantity.quantity,
      ...wordsOf(term, why),
    })),
  })
  return [
    block('cover', why.cover, 'Must be covered'),
    block('have', why.have, 'Needed'),
    block('size', why.size, 'Suggested'),
    ...(why.top.length === 0 ? [] : [block('top', why.top, 'To order')]),
  ]
}

const placesText = (count: string): string => (count === '1' ? 'it' : `${count} places`)

type Words = { readonly label: string; readonly source: string }

function wordsOf({ code, facts }: Term, why: Why): Words {
  const told = words[code]
  return told === undefined ? { label: code, source: '' } : told(facts, why)
}

const number = (facts: Facts, name: string): string => {
  const value = facts[name]
  return value === null || value === undefined ? '' : unitsText(String(value))
}

const day = (facts: Facts, name: string): string => {
  const value = facts[name]
  return typeof value === 'string' ? dayText(value) : ''
}

const words: Readonly<Record<string, (facts: Facts, why: Why) => Words>> = {
  baseline: (facts, why) => ({
    label: `Baseline demand, ${number(facts, 'days')} days`,
    source: `${facts['forecaster'] ? `Forecast by ${facts['forecaster']}; ` : ''}${perDayText(facts, why)}${spanText(facts, why)}`,
  }),
  uplift: () => ({ label: 'Promotions', source: 'What promotions of these days add' }),
  event: () => ({ label: 'Holidays and events', source: 'What they add to these days' }),
  adjustment: () => ({
    label: 'Changed by people',
    source: 'Overrides of the forecast',
  }),
  safety: (facts) => ({
    label: 'Safety stock',
    source: `${targetText(facts)}; ${ruledText(facts)}${channelText(facts)}, lead time ${plusMinusText(daysText(String(facts['leadDeviationDays'] ?? '')))}`,
  }),
  committed: () => ({ label: 'Owed to customers', source: 'Ordered and due, not shipped yet' }),
  ordered: () => ({
    label: 'Ordered for later days',
    source: 'By customers, beyond what the forecast foresees',
  }),
  transfers: () => ({
    label: 'For other places',
    source: 'What leaves for places that are fed from here',
  }),
  moved: (facts) => ({
    label: `Moved before, ${day(facts, 'onDay')}`,
    source: 'An earlier transfer of the same need',
  }),
  usable: () => ({ label: 'Usable on hand', source: 'Without what is held' }),
  supply: (facts) => ({
    label: `Comes ${day(facts, 'onDay')}`,
    source: `${facts['orderNumber'] ?? 'Draft order'}, ${firmnessWords[String(facts['firmness'])] ?? ''}`,
  }),
  order_up_to: () => ({ label: 'Ordered ahead', source: 'So that orders are fewer' }),
  cap_cover: (facts) => ({
    label: `At most ${number(facts, 'coverDaysMax')} days of stock`,
    source: `No more than ${number(facts, 'cap')} may come`,
  }),
  cap_shelf_life: (facts) => ({
    label: `Sold within ${number(facts, 'shelfLifeDays')} days`,
    source: `No more than ${number(facts, 'cap')} may come, or it spoils`,
  }),
  cap_cash: (facts) => ({
    label: 'Cash limit',
    source: `No more than ${number(facts, 'cap')} may come, at the offer’s price`,
  }),
  cap_maximum: (facts) => ({
    label: `Maximum ${number(facts, 'max')}`,
    source: `No more than ${number(facts, 'cap')} may come`,
  }),
  minimum: (facts) => ({
    label: `Minimum order ${number(facts, 'moq')}`,
    source: 'The supplier’s terms',
  }),
  multiple: (facts) => ({
    label: `Packs of ${number(facts, 'multiple')}`,
    source: 'Whole packs only',
  }),
  shared: (facts) => ({
    label: `Its share of ${number(facts, 'available')}`,
    source: `Too little there for ${placesText(number(facts, 'placeCount'))}: whoever would run out first gets more`,
  }),
  waits: (facts) => ({
    label: `Leaves ${day(facts, 'onDay')}`,
    source: 'When more is there',
  }),
  price_break: (facts) => ({
    label: `Price break from ${number(facts, 'from')}`,
    source: 'More for no more money',
  }),
  layer: (facts) => ({ label: `Layer of ${number(facts, 'layer')}`, source: 'Full layers' }),
  pallet: (facts) => ({ label: `Pallet of ${number(facts, 'pallet')}`, source: 'Full pallets' }),
  top_up_minimum: (facts) => ({
    label: 'Topped up',
    source: `To the supplier’s minimum of ${number(facts, 'minimum')} ${String(facts['currency'] ?? '')}`,
  }),
  fill_load: (facts) => ({
    label: 'Filled up',
    source: `So that ${String(facts['loadName'] ?? '') || 'the load'} is full`,
  }),
}

/** The quantity of the term over its days, so that a reader who multiplies comes out where it does. */
function perDayText(facts: Facts, { cover }: Why): string {
  const days = Number(facts['days'])
  const term = cover.find((one) => one.facts === facts)
  if (term === undefined || !(days > 0)) return ''
  return `about ${unitsText((Number(term.quantity.quantity) / days).toFixed(2))} a day; `
}

/** The days that are covered, one after the other: today, which is still to be sold, is one of them. */
function spanText(facts: Facts, { needOn }: Why): string {
  const of = (name: string) => Number(facts[name] ?? 0)
  const [waitDays, leadDays, reviewDays] = [of('waitDays'), of('leadDays'), of('reviewDays')]
  const untilNext = of('days') - 1 - waitDays - leadDays
  // It leaves later than it was needed.
  if (untilNext < 0) return `from today to ${dayText(needOn)}`
  return [
    'today',
    ...(waitDays > 0 ? [`${daysText(waitDays)} until it is ordered`] : []),
    `${daysText(leadDays)} lead${leadText(facts)}`,
    ...(untilNext > 0 ? [nextText(untilNext, reviewDays)] : []),
  ].join(' + ')
}

/** Until the next order comes; less where the last of these days want nothing more. */
function nextText(days: number, reviewDays: number): string {
  if (days > reviewDays) return `${daysText(days)} until the next order`
  return days === reviewDays
    ? `${daysText(days)} review`
    : `${days} of ${daysText(reviewDays)} review`
}

const firmnessWords: Readonly<Record<string, string>> = {
  requested: 'a draft',
  ordered: 'ordered, not confirmed',
  confirmed: 'confirmed',
  shipped: 'on its way',
}

const ruledWords: Readonly<Record<string, string>> = {
  critical: 'as a critical item',
  high: 'as an item of high importance',
  category: 'by the rule of its category',
  every_other: 'by the rule for every other',
}

/** Whether the lead time is learned or only agreed: the two may lie days apart. */
function leadText(facts: Facts): string {
  const count = Number(facts['leadLineCount'] ?? 0)
  const lines = count === 1 ? '1 delivered line' : `${decimalText(String(count))} delivered lines`
  switch (facts['leadBasis']) {
    case 'terms':
      return facts['leadLineCount'] === 0
        ? ' (by terms: nothing learned when planned)'
        : ' (by terms)'
    case 'terms_as_kept':
      return ` (terms as kept, learned from ${lines})`
    case 'lane':
      return ` (learned from ${lines})`
    default:
      return ''
  }
}

/** By which rule of the policy: `AX`, `as a critical item, AX`. */
function ruledText(facts: Facts): string {
  const segment = String(facts['segment'] ?? '')
  const by = ruledWords[String(facts['ruledBy'])]
  const named = by === undefined ? segment : `${by}, ${segment}`
  return facts['ruleIsOfPlace'] === 1 ? `${named}, the place’s own` : named
}

/** Which channel asked for its own target, and what part of demand is its. */
function channelText(facts: Facts): string {
  const { channel } = facts
  if (typeof channel !== 'string') return ''
  const share = decimalText(String(Math.round(Number(facts['channelShareBps']) / 100)))
  const asked = targetOf(facts['channelTargetKind'], facts['channelTargetBps'])
  const kept = facts['channelBy'] === 'committed' ? 'kept for its part' : 'weighed with the others'
  return `; ${channel} asks for ${asked} with ${share} % of demand, ${kept}`
}

function targetText(facts: Facts): string {
  return `For ${targetOf(facts['targetKind'], facts['targetBps'])}`
}

function targetOf(kind: Facts[string] | undefined, bps: Facts[string] | undefined): string {
  const words = kind === 'fill_rate' ? 'of units from stock' : 'of cycles without a gap'
  return `${Number(bps ?? 0) / 100} % ${words}`
}
