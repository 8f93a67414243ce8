import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { activityWire, codeWire, noteWire, timeZoneWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import { idWire, textWire } from '#platform/wire'

export const placeKindWire = z.enum(['warehouse', '3pl', 'store', 'hub'])

export const createPlaceBody = z
  .strictObject({
    code: codeWire,
    name: textWire(200),
    /** The company whose stock and books it is, for good. */
    companyId: idWire,
    kind: placeKindWire.optional(),
    /** Its own calendar; the company's when left out. */
    timeZone: timeZoneWire.optional(),
    address: noteWire(1000).optional(),
  })
  .meta({ id: 'CreatePlace' })

export const changePlaceBody = z
  .strictObject({
    code: codeWire.optional(),
    name: textWire(200).optional(),
    kind: placeKindWire.optional(),
    timeZone: timeZoneWire.optional(),
    address: noteWire(1000).optional(),
    status: activityWire.optional(),
  })
  .meta({ id: 'ChangePlace' })

export const placeView = z
  .strictObject({
    id: idWire,
    code: z.string(),
    name: z.string(),
    kind: placeKindWire,
    companyId: idWire,
    timeZone: z.string(),
    address: z.string(),
    status: activityWire,
    version: z.int(),
  })
  .meta({ id: 'Place' })

export const placePage = page(placeView)
export const placeParams = z.strictObject({ placeId: idWire })

export const listPlacesQuery = listQuery({
  filters: {
    /** The start of the code or name, upper or lower case. */
    q: searchWire.optional(),
    companyId: idWire.optional(),
    kind: placeKindWire.optional(),
    status: activityWire.optional(),
  },
  sorts: ['code', 'name'],
})

export const createStatusBody = z
  .strictObject({
    code: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/, {
      error: 'Give a code of small letters, digits and underscores, such as on_hold.',
    }),
    name: textWire(100),
    /** For good: usable stock may be promised, issued and costed to sales; held stock may not. */
    isUsable: z.boolean(),
  })
  .meta({ id: 'CreateStockStatus' })

export const changeStatusBody = z
  .strictObject({ name: textWire(100).optional() })
  .meta({ id: 'ChangeStockStatus' })

export const statusView = z
  .strictObject({
    id: idWire,
    code: z.string(),
    name: z.string(),
    isUsable: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'StockStatus' })

export const statusPage = page(statusView)
export const statusParams = z.strictObject({ statusId: idWire })
export const listStatusesQuery = listQuery({ filters: {}, sorts: ['code'] })

export type PlaceView = z.infer<typeof placeView>
export type ListPlacesQuery = z.infer<typeof listPlacesQuery>
export type StatusView = z.infer<typeof statusView>
export type ListStatusesQuery = z.infer<typeof listStatusesQuery>
