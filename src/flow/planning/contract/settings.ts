/** How planning goes by itself: when each night, and whether it orders. */
import { z } from 'zod'

import { currencyWire } from '#platform/wire'

const settings = {
  /** From this hour on, in the time zone of the first company; null: no run begins by itself. */
  nightHour: z.int().min(0).max(23).nullable(),
  /** Off: nothing is ordered without a person, whatever limits a policy has. */
  isReleasing: z.boolean(),
  /** At most so much a day from one supplier, in the company's minor units; null: no limit but each line's. */
  releaseDayMaxMinor: z.int().min(0).max(1e15).nullable(),
}

export const changePlanSettingsBody = z
  .strictObject(settings)
  .partial()
  .meta({ id: 'ChangePlanSettings' })

export const planSettingsView = z
  .strictObject({
    ...settings,
    timeZone: z.string(),
    /** Of the first company; null before there is one. */
    currency: currencyWire.nullable(),
    version: z.int(),
  })
  .meta({ id: 'PlanSettings' })

export type PlanSettingsView = z.infer<typeof planSettingsView>
