/** What may be wrong with the head of a customer order. */
import { daysBetween } from '#kernel/day'
import { amountMinorMax } from '#kernel/value'
import type { ErrorFact } from '#platform/http/problem'
import type { ChannelFacts } from '#records/channels'

import type { CreateOrderInput } from '../contract.ts'
import type { OrderPlace } from '../queries/place-facts.ts'

type HeadFacts = {
  readonly channel: ChannelFacts | undefined
  readonly place: OrderPlace | undefined
  /** Its own, or its channel's; `undefined` when neither is there. */
  readonly placeId: string | undefined
  /** In the place's calendar. */
  readonly today: string
}

export function headErrors(command: CreateOrderInput, facts: HeadFacts): readonly ErrorFact[] {
  const { channel, today } = facts
  const errors: ErrorFact[] = [...placeErrors(facts)]
  if (channel === undefined) {
    const detail = 'Name a channel that exists.'
    errors.push({ code: 'channel_unknown', detail, pointer: '/channelId' })
  } else if (channel.status === 'inactive') {
    const detail = `Choose another channel, or make ${channel.code} active again.`
    errors.push({ code: 'channel_inactive', detail, pointer: '/channelId' })
  }
  const { orderedOn = today, requestedOn } = command
  if (orderedOn > today) {
    const detail = `Give ${today} or an earlier day: an order is not of a day to come.`
    errors.push({ code: 'ordered_in_future', detail, pointer: '/orderedOn' })
  }
  return [...errors, ...requestedErrors(orderedOn, requestedOn, '/requestedOn')]
}

function placeErrors({ channel, place, placeId }: HeadFacts): readonly ErrorFact[] {
  const pointer = '/placeId'
  if (placeId === undefined) {
    const detail = 'Name the place it is served from: its channel has none.'
    return channel === undefined ? [] : [{ code: 'place_missing', detail, pointer }]
  }
  if (place === undefined) {
    return [{ code: 'place_unknown', detail: 'Name a place that exists.', pointer }]
  }
  const detail = 'Choose another place, or make this one active again.'
  return place.isActive ? [] : [{ code: 'place_inactive', detail, pointer }]
}

const daysAheadMax = 3_653

/** @param requestedOn `undefined` when it was left out */
export function requestedErrors(
  orderedOn: string,
  requestedOn: string | undefined,
  pointer: string,
): readonly ErrorFact[] {
  if (requestedOn === undefined) return []
  const days = daysBetween(orderedOn, requestedOn)
  if (days < 0) {
    const detail = `Ask for ${orderedOn} or a later day: it was ordered then.`
    return [{ code: 'requested_before_ordered', detail, pointer }]
  }
  const detail = 'Give a day within ten years of the order.'
  return days > daysAheadMax ? [{ code: 'day_too_far_off', detail, pointer }] : []
}

export function tooLarge(
  totalMinor: bigint,
): { readonly kind: 'wrong'; readonly errors: readonly ErrorFact[] } | undefined {
  if (totalMinor <= amountMinorMax) return undefined
  const detail = 'Split the order: its total is larger than we keep.'
  return {
    kind: 'wrong',
    errors: [{ code: 'order_total_too_large', detail, pointer: '/lines' }],
  }
}
