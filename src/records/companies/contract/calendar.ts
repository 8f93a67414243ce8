import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire, instantWire } from '#platform/wire'

export const periodStatusWire = z.enum(['open', 'closed'])

export const periodView = z
  .strictObject({
    id: idWire,
    companyId: idWire,
    name: z.string(),
    startsOn: dayWire,
    endsOn: dayWire,
    status: periodStatusWire,
    closedAt: instantWire.nullable(),
    version: z.int(),
  })
  .meta({ id: 'FiscalPeriod' })

export const periodPage = page(periodView)
export const periodParams = z.strictObject({ periodId: idWire })

export const listPeriodsQuery = listQuery({
  filters: {
    companyId: idWire.optional(),
    status: periodStatusWire.optional(),
    /** The period with this day. */
    day: dayWire.optional(),
  },
  sorts: ['startsOn'],
})

/** A year of months before the first period, or after the last. */
export const extendCalendarBody = z
  .strictObject({ direction: z.enum(['earlier', 'later']) })
  .meta({ id: 'ExtendCalendar' })

export const extendedView = z
  .strictObject({ addedPeriods: z.int(), startsOn: dayWire, endsOn: dayWire })
  .meta({ id: 'ExtendedCalendar' })

export type PeriodView = z.infer<typeof periodView>
export type ListPeriodsQuery = z.infer<typeof listPeriodsQuery>
