/**
 * Goal: goods move up to today, and today is told by the calendar of the place.
 *
 * Method: one instant, seen from places on both sides of midnight.
 */
import { expect, test } from 'vitest'

import { aheadErrors } from './not-ahead.ts'

const nowMs = Date.parse('2026-03-02T23:30:00.000Z')

test.each([
  ['UTC', '2026-03-02'],
  ['Europe/Berlin', '2026-03-03'],
  ['America/New_York', '2026-03-02'],
  ['Pacific/Kiritimati', '2026-03-03'],
])('in %s the last day is %s', (timeZone, today) => {
  const errorsOn = (day: string) =>
    aheadErrors(nowMs, { placeName: 'Pier', timeZone }, { day, code: 'ahead', pointer: '/day' })
  expect(errorsOn(today)).toEqual([])
  const dayAfter = `2026-03-0${Number(today.slice(-1)) + 1}`
  expect(errorsOn(dayAfter)).toEqual([
    {
      code: 'ahead',
      today,
      detail: `Choose a day up to ${today}: that is today at Pier.`,
      pointer: '/day',
    },
  ])
})
