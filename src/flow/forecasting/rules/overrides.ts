/** What people know better than the history: laid over the forecast, each kept with its reason. */

export type Override = {
  /** Days, both inside: `YYYY-MM-DD` counted as day numbers from the first forecast day. */
  readonly fromDay: number
  readonly toDay: number
  readonly kind: 'set' | 'add' | 'multiply'
  /** Base units a week for `set` and `add`; ten-thousandths for `multiply`. */
  readonly amount: number
}

const unity = 10_000

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
  const after = units.slice()
  for (const { fromDay, toDay, kind, amount } of overrides) {
    for (let period = 0; period < after.length; period += 1) {
      const share = sharedDays(period * periodDays, periodDays, fromDay, toDay) / periodDays
      if (share === 0) continue
      const before = after[period] ?? 0
      const said = saidUnits(before, kind, amount, periodDays)
      after[period] = Math.max(0, before + share * (said - before))
    }
  }
  return after
}

function saidUnits(
  before: number,
  kind: Override['kind'],
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
