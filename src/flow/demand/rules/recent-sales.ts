/** On which weekdays and in which channels an item sold of late, for whoever learns its habits. */

import type { DayUnits } from './packed-days.ts'

/** The last whole weeks that are looked at. */
export const recentDays = 91

const weekDays = 7

/** After so many days a sale counts half for where customers buy. */
const halfLifeDays = 56

export type RecentSales = {
  /** Units by weekday, Monday first. */
  readonly weekdayUnits: Float64Array
  /** Days on which anything was sold. */
  readonly saleDays: number
  /** Channels in which it sold, and units of each, the latest counting most; empty where all sell in one. */
  readonly channelIds: readonly string[]
  readonly channelUnits: Float64Array
}

/**
 * @param sold one for each day and channel, in any order
 * @param endDay the first day after the last whole week
 * @param channelNos of those days among them that are recent, in their order: the channel's number, from 1
 * on; undefined where there is one channel alone
 * @param channelIds all there are, in order of their numbers
 */
export function recentSales(
  { days, units }: DayUnits,
  endDay: number,
  channelNos: readonly number[] | undefined,
  channelIds: readonly string[],
): RecentSales {
  const weekdayUnits = new Float64Array(weekDays)
  const byChannel = new Float64Array(channelNos === undefined ? 0 : channelIds.length)
  const soldOn = new Uint8Array(recentDays)
  let recent = 0
  for (let at = 0; at < days.length; at += 1) {
    const ago = endDay - (days[at] as number)
    if (ago > recentDays) continue
    const no = channelNos?.[recent]
    recent += 1
    if (ago <= 0) continue
    const sold = units[at] as number
    const weekday = (days[at] as number) % weekDays
    weekdayUnits[weekday] = (weekdayUnits[weekday] as number) + sold
    if (sold > 0) soldOn[ago - 1] = 1
    if (no !== undefined) {
      byChannel[no - 1] = (byChannel[no - 1] as number) + sold * 0.5 ** (ago / halfLifeDays)
    }
  }
  let saleDays = 0
  for (let ago = 0; ago < recentDays; ago += 1) saleDays += soldOn[ago] as number
  const inChannels = channelIds.filter(
    (_, at) => byChannel[at] !== undefined && byChannel[at] !== 0,
  )
  return {
    weekdayUnits,
    saleDays,
    channelIds: inChannels,
    channelUnits: byChannel.filter((sold) => sold !== 0),
  }
}
