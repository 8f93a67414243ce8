import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { activityWire, codeWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import { idWire, textWire } from '#platform/wire'

export const channelKindWire = z.enum(['web', 'marketplace', 'wholesale', 'store', 'subscription'])

const fields = {
  code: codeWire,
  name: textWire(200),
  kind: channelKindWire,
  /** The place its orders leave from unless they name another; null for none. */
  placeId: idWire.nullable(),
  /** Its share is promised by contract. */
  isCommitted: z.boolean(),
}

export const createChannelBody = z
  .strictObject({
    ...fields,
    kind: channelKindWire.optional(),
    placeId: idWire.nullable().optional(),
    isCommitted: z.boolean().optional(),
  })
  .meta({ id: 'CreateChannel' })

export const changeChannelBody = z
  .strictObject({ ...fields, status: activityWire })
  .partial()
  .meta({ id: 'ChangeChannel' })

export const channelView = z
  .strictObject({
    id: idWire,
    code: z.string(),
    name: z.string(),
    kind: channelKindWire,
    placeId: idWire.nullable(),
    isCommitted: z.boolean(),
    status: activityWire,
    version: z.int(),
  })
  .meta({ id: 'Channel' })

export const channelPage = page(channelView)
export const channelParams = z.strictObject({ channelId: idWire })

export const listChannelsQuery = listQuery({
  filters: {
    /** The start of the code or name, upper or lower case. */
    q: searchWire.optional(),
    kind: channelKindWire.optional(),
    placeId: idWire.optional(),
    status: activityWire.optional(),
  },
  sorts: ['code', 'name'],
})

export type ChannelView = z.infer<typeof channelView>
export type ListChannelsQuery = z.infer<typeof listChannelsQuery>
