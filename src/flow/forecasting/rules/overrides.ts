/** What people know better than the history: laid over the forecast, each kept with its reason. */

export type Override = OwnOverride | SpreadOverride

export type OwnOverride = {
  /** Days, both inside: `YYYY-MM-DD` counted as day numbers from the first forecast day. */
  readonly fromDay: number
  readonly toDay: number
  readonly kind: 'set' | 'add' | 'multiply'
  /** Base units a week for `set` and `add`; ten-thousandths for `multiply`. */
  readonly amount: number
}

/** This item-place's part in an override of all that is of a category, at a place or in a channel. */
export type SpreadOverride = {
  readonly kind: 'spread'
  /** By what each week is multiplied, from the week so many after the first forecast week on. */
  readonly fromWeek: number
  readonly factors: ArrayLike<number>
  /** Only what is sold there is multiplied. */
  readonly channelId: string | null
}

export type Channels = {
  readonly channelIds: readonly string[]
  /** One for each, adding up to 1. */
  readonly shares: ArrayLike<number>
}

export type Overridden = {
  readonly units: Float64Array
  /** Where a channel was overridden: the shares of the first period, one for each, then of the next. */
  readonly channelShares: Float64Array
}

const unity = 10_000
const none: Channels = { channelIds: [], shares: [] }

/**
 * Lays overrides over a forecast, the older first, so that a later one has the last word. One that
 * covers a part of a period changes that part of it. Never below zero.
 *
 * @param periodDays days of a period; `set` and `add` speak of weeks and are scaled to it
 */
export function withOverrides(
  units: Float64Array,
  periodDays: number,
  overrides: readonly Override[],
): Float64Array {
  return layOverrides(units, periodDays, overrides).units
}

/** As `withOverrides`, and what becomes of the shares of channels where one was overridden by itself. */
export function layOverrides(
  units: Float64Array,
  periodDays: number,
  overrides: readonly Override[],
  { channelIds, shares }: Channels = none,
): Overridden {
  const after = units.slice()
  const isByChannel = overrides.some((one) => one.kind === 'spread' && one.channelId !== null)
  const count = isByChannel ? channelIds.length : 0
  const channelShares = Float64Array.from(
    { length: units.length * count },
    (_, at) => shares[at % count] ?? 0,
  )
  for (const override of overrides) {
    if (override.kind !== 'spread') layOwn(after, periodDays, override)
    else if (override.channelId === null) laySpread(after, override)
    else layOnChannel(after, channelShares, channelIds, override)
  }
  return { units: after, channelShares }
}

function layOwn(
  after: Float64Array,
  periodDays: number,
  { fromDay, toDay, kind, amount }: OwnOverride,
): void {
  for (let period = 0; period < after.length; period += 1) {
    const share = sharedDays(period * periodDays, periodDays, fromDay, toDay) / periodDays
    if (share === 0) continue
    const before = after[period] ?? 0
    const said = saidUnits(before, kind, amount, periodDays)
    after[period] = Math.max(0, before + share * (said - before))
  }
}

function laySpread(after: Float64Array, { fromWeek, factors }: SpreadOverride): void {
  for (let period = 0; period < after.length; period += 1) {
    after[period] = (after[period] ?? 0) * (factors[period - fromWeek] ?? 1)
  }
}

function layOnChannel(
  after: Float64Array,
  channelShares: Float64Array,
  channelIds: readonly string[],
  { channelId, fromWeek, factors }: SpreadOverride,
): void {
  const own = channelIds.indexOf(channelId ?? '')
  if (own < 0) return
  for (let period = 0; period < after.length; period += 1) {
    const first = period * channelIds.length
    const shares = channelShares.subarray(first, first + channelIds.length)
    const whole = multiplyShare(shares, own, factors[period - fromWeek] ?? 1)
    after[period] = (after[period] ?? 0) * whole
  }
}

/** @returns by what all shares together were multiplied; they add up to 1 again */
function multiplyShare(shares: Float64Array, own: number, factor: number): number {
  const whole = Math.max(0, 1 + (shares[own] ?? 0) * (factor - 1))
  if (factor === 1 || whole === 0) return whole
  shares[own] = (shares[own] ?? 0) * factor
  for (let at = 0; at < shares.length; at += 1) shares[at] = (shares[at] ?? 0) / whole
  return whole
}

/**
 * By what each member's week is multiplied, so that all together are what is said of them: each in
 * proportion. Nothing can be made of a week in which nothing was expected.
 *
 * @param totalUnits of all together, as it is without this override
 */
export function spreadFactors(
  totalUnits: Float64Array,
  periodDays: number,
  said: OwnOverride,
): Float64Array {
  const after = withOverrides(totalUnits, periodDays, [said])
  return after.map((units, period) => {
    const before = totalUnits[period] ?? 0
    return before > 0 ? units / before : 1
  })
}

/** The periods on which something is asked of what has nothing to be spread over. */
export function hasNothingToSpread(
  totalUnits: Float64Array,
  periodDays: number,
  said: OwnOverride,
): boolean {
  const after = withOverrides(totalUnits, periodDays, [said])
  return after.some((units, period) => units > 0 && !((totalUnits[period] ?? 0) > 0))
}

function saidUnits(
  before: number,
  kind: OwnOverride['kind'],
  amount: number,
  periodDays: number,
): number {
  if (kind === 'multiply') return (before * amount) / unity
  const inPeriod = (amount * periodDays) / 7
  return kind === 'set' ? inPeriod : before + inPeriod
}

function sharedDays(start: number, days: number, fromDay: number, toDay: number): number {
  return Math.max(0, Math.min(start + days - 1, toDay) - Math.max(start, fromDay) + 1)
}
