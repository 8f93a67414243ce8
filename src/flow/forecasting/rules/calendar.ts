/** What a category knows of time: the profile of its long season, and the tide of its past. */

import { turnProfile } from './profile.ts'
import { turnTide } from './tide.ts'

export type Calendar = {
  /** Multipliers of the season, mean 1; place 0 is the first forecast step. */
  readonly profile: Float64Array | undefined
  /** Multipliers of past periods, latest first. */
  readonly tide: Float64Array | undefined
}

export const noCalendar: Calendar = { profile: undefined, tide: undefined }

/** The calendar as it is seen from so many periods before the end; `fitSeries` takes such a view, also from 0. */
export function calendarFrom({ profile, tide }: Calendar, periodsEarlier: number): Calendar {
  return {
    profile: profile && turnProfile(profile, periodsEarlier),
    tide: tide && turnTide(tide, periodsEarlier),
  }
}

/** `calendarFrom` for many series that end together: each view is made once. */
export function calendarViews(calendar: Calendar): (periodsEarlier: number) => Calendar {
  const views = new Map<number, Calendar>()
  return (periodsEarlier) => {
    const view = views.get(periodsEarlier) ?? calendarFrom(calendar, periodsEarlier)
    views.set(periodsEarlier, view)
    return view
  }
}
