/** What all that is of a category, at a place or in a channel is expected to sell, week by week. */
import { daysBetween } from '#kernel/day'
import type { Ask } from '#platform/work'

import {
  beforeAllMembers,
  type GroupMember,
  type GroupScope,
  groupMembers,
  soleChannel,
} from '../queries/group-members.ts'
import { type Before, overridesFor } from '../queries/overrides-for.ts'
import { type Channels, layOverrides, type Overridden, type Override } from '../rules/overrides.ts'
import { horizonWeeks } from './forecast-series-batch.ts'

const weekDays = 7
const chunkMembers = 5_000

export type GroupTotals = {
  /** Stocking units of all by week, from this Monday on. */
  readonly from: string
  readonly units: Float64Array
  readonly memberCount: number
  /** The first of them, at most `listedMembers`. */
  readonly members: readonly GroupMember[]
}

export const listedMembers = 2_000

/**
 * @param before as it was before this override was made; else as it is now
 * @returns undefined where nothing is forecast of it
 */
export async function groupTotals(
  ask: Ask,
  scope: GroupScope,
  asOf: string,
  { before, isLocked = false }: { readonly before?: Before; readonly isLocked?: boolean } = {},
): Promise<GroupTotals | undefined> {
  const sole = scope.channelId === null ? undefined : await soleChannel(ask, asOf)
  const units = new Float64Array(horizonWeeks)
  const members: GroupMember[] = []
  let from: string | undefined
  let memberCount = 0
  let after = beforeAllMembers
  for (;;) {
    const some = await groupMembers(ask, scope, { after, limit: chunkMembers }, isLocked)
    const overrides = await overridesFor(ask, some, asOf, before)
    for (const member of some) {
      from ??= member.startsOn
      const said = overrides.get(`${member.itemId} ${member.placeId}`) ?? []
      addMember(units, from, member, said, scope.channelId, sole)
    }
    memberCount += some.length
    members.push(...some.slice(0, Math.max(0, listedMembers - members.length)))
    after = some.at(-1)?.id ?? after
    if (some.length < chunkMembers) break
  }
  return from === undefined ? undefined : { from, units, memberCount, members }
}

function addMember(
  units: Float64Array,
  from: string,
  member: GroupMember,
  overrides: readonly Override[],
  channelId: string | null,
  sole: string | undefined,
): void {
  const channels = channelsOf(member, sole)
  const laid = layOverrides(expectedOf(member), weekDays, overrides, channels)
  const own = channels.channelIds.indexOf(channelId ?? '')
  const scale = 10 ** -member.unitDecimals
  const late = Math.round(daysBetween(from, member.startsOn) / weekDays)
  for (const [week, sold] of laid.units.entries()) {
    const at = week + late
    if (at < 0 || at >= units.length || !isSold(member, week)) continue
    const share = channelId === null ? 1 : shareIn(laid, channels, own, week)
    units[at] = (units[at] ?? 0) + sold * scale * share
  }
}

function shareIn(laid: Overridden, channels: Channels, own: number, week: number): number {
  if (own < 0) return 0
  const { channelShares } = laid
  return channelShares[week * channels.channelIds.length + own] ?? channels.shares[own] ?? 0
}

function expectedOf({ baseline, uplift, event, outside }: GroupMember): Float64Array {
  return Float64Array.from(baseline, (units, week) => {
    const theirs = outside[week] ?? Number.NaN
    return Number.isNaN(theirs) ? units + (uplift[week] ?? 0) + (event[week] ?? 0) : theirs
  })
}

/** A week wholly before its first or after its last day of sale has nothing, whatever is said of it. */
function isSold({ baseline, unbound }: GroupMember, week: number): boolean {
  return !((unbound?.[week] ?? 0) > 0 && baseline[week] === 0)
}

export function channelsOf(
  { channelIds, channelShares }: Pick<GroupMember, 'channelIds' | 'channelShares'>,
  sole: string | undefined,
): Channels {
  if (channelIds !== null && channelIds.length > 0) {
    return { channelIds, shares: channelShares ?? [] }
  }
  return sole === undefined ? { channelIds: [], shares: [] } : { channelIds: [sole], shares: [1] }
}
