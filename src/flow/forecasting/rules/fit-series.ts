/** One series from raw units to the paths of its members and their blend. */

import { blendMembers, type MemberWeights } from './blend.ts'
import type { Calendar } from './calendar.ts'
import { copyKnown, fillUnknown, launchOf } from './clean.ts'
import { judgedStepsMax } from './grid.ts'
import { classOf, type Fitted, fitMembers, type SeriesClass } from './members.ts'
import { placeOf, shareProfile } from './profile.ts'
import { findSeason, ownSeasonMax } from './season.ts'
import { takeTideOut } from './tide.ts'
import type { Workspace } from './workspace.ts'

/** What a category has taught. */
export type Knowledge = {
  readonly weights: MemberWeights
  /** As of the last period; look at it through `calendarFrom`. */
  readonly calendar: Calendar
  /** How wide draws are spread, as a multiple of what each series' own errors say. */
  readonly spread: Readonly<Record<SeriesClass, number>>
}

export const usualSpread: Knowledge['spread'] = { slow: 1, steady: 1, seasonal: 1 }

/**
 * Cleans the first `length` periods of `units` and fits all members; `space.paths` then holds their paths in units.
 * Reads nothing beyond `length`. Gives false when the series has never sold: its forecast is zero.
 */
export function fitSeries(
  space: Workspace,
  fitted: Fitted,
  units: Float64Array,
  length: number,
  cycle: number,
  horizon: number,
  calendar: Calendar,
): boolean {
  const { whole } = space
  fitted.wholeLength = copyKnown(units, length, whole)
  fitted.cycle = 0
  const launch = launchOf(whole, fitted.wholeLength)
  fitted.length = fitted.wholeLength - launch
  const known = fillUnknown(whole, fitted.wholeLength, space.season, 0)
  if (known === 0 || !isAnySold(whole, fitted.wholeLength)) return false
  copySinceLaunch(space, fitted)
  fitted.kind = classOf(space.units, fitted.length, cycle)
  if (fitted.kind === 'seasonal') {
    fitted.cycle = cycle
    refillUnknown(space, units, length, fitted)
    fitMembers(space, fitted, horizon)
    return true
  }
  const { tide, profile } = calendar
  const hasProfile = profile !== undefined && cycle > ownSeasonMax && profile.length === cycle
  if (tide !== undefined) takeTideOut(whole, fitted.wholeLength, tide)
  if (hasProfile) takeProfileOut(space, fitted, profile, horizon)
  if (hasProfile || tide !== undefined) copySinceLaunch(space, fitted)
  fitMembers(space, fitted, horizon)
  if (hasProfile) putProfileBack(space, fitted, horizon)
  return true
}

function copySinceLaunch({ whole, units }: Workspace, { wholeLength, length }: Fitted): void {
  const launch = wholeLength - length
  for (let at = 0; at < length; at += 1) units[at] = whole[launch + at] as number
}

/** The blend of the members, in `space.path`. */
export function blendFitted(
  space: Workspace,
  fitted: Fitted,
  weights: MemberWeights,
  horizon: number,
): void {
  blendMembers(space, weights[fitted.kind], horizon)
}

function isAnySold(units: Float64Array, length: number): boolean {
  for (let at = 0; at < length; at += 1) if ((units[at] as number) > 0) return true
  return false
}

function takeProfileOut(
  space: Workspace,
  fitted: Fitted,
  profile: Float64Array,
  horizon: number,
): void {
  const { whole, season } = space
  const length = fitted.wholeLength
  const cycle = profile.length
  const lag = Math.min(horizon, judgedStepsMax, length >> 2) >> 1
  shareProfile(space, length, profile, Math.max(1, lag))
  let place = placeOf(0, length, cycle)
  for (let at = 0; at < length; at += 1) {
    whole[at] = (whole[at] as number) / (season[place] as number)
    place = place + 1 === cycle ? 0 : place + 1
  }
  fitted.cycle = cycle
  fitted.isMultiplicative = true
}

function putProfileBack({ paths, season }: Workspace, fitted: Fitted, horizon: number): void {
  const { memberCount, cycle } = fitted
  for (let member = 0; member < memberCount; member += 1) {
    for (let step = 0; step < horizon; step += 1) {
      const at = member * horizon + step
      paths[at] = (paths[at] as number) * (season[step % cycle] as number)
    }
  }
}

/** Unknown periods of a seasonal series take the season's expectation, not the plain level's. */
function refillUnknown(
  space: Workspace,
  units: Float64Array,
  length: number,
  fitted: Fitted,
): void {
  const start = length - fitted.length
  let unknown = 0
  for (let at = start; at < length; at += 1) if (Number.isNaN(units[at])) unknown += 1
  if (unknown === 0) return
  findSeason(space, space.units, fitted.length, fitted.cycle, false)
  const mean = space.units.subarray(0, fitted.length).reduce((sum, value) => sum + value, 0)
  const scale = mean / fitted.length
  if (!(scale > 0)) return
  for (let at = 0; at < fitted.cycle; at += 1) {
    space.season[at] = Math.max(0.05, 1 + (space.season[at] as number) / scale)
  }
  for (let at = start; at < length; at += 1) space.units[at - start] = units[at] as number
  fillUnknown(space.units, fitted.length, space.season, fitted.cycle)
}
