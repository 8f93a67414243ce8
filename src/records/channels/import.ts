/** Channels by file: each row one channel, found again by its code. */
import {
  cell,
  needed,
  neededToAdd,
  optional,
  recordKind,
  unknownReference,
  withSaid,
} from '#records/imports'
import { type PlaceId, readPlaceIdsByCode } from '#records/places'

import type { ChannelId } from './queries/read-channels.ts'
import {
  type ImportedChannel,
  insertChannels,
  readStoredChannels,
  updateChannels,
} from './store/channels.ts'

const columns = {
  code: needed(cell.code(64), {
    title: 'Channel code',
    help: 'Your own code of the channel; rows with the code of a channel change that channel.',
    example: 'WEB',
    synonyms: ['Code', 'Channel', 'Sales channel', 'Shop', 'Store ID'],
  }),
  name: neededToAdd(cell.text(200), {
    title: 'Name',
    help: 'What people call it.',
    example: 'Web shop',
    synonyms: ['Channel name', 'Shop name'],
  }),
  kind: optional(
    cell.choice({
      web: ['web shop', 'online', 'ecommerce'],
      marketplace: ['amazon', 'walmart', 'ebay'],
      wholesale: ['b2b'],
      store: ['retail', 'pos'],
      subscription: [],
    }),
    {
      title: 'Kind',
      help: 'web, marketplace, wholesale, store or subscription.',
      example: 'web',
      synonyms: ['Type', 'Channel type'],
    },
  ),
  place: optional(cell.code(64), {
    title: 'Served from',
    help: 'The code of the place its orders leave from.',
    example: 'MAIN',
    synonyms: ['Place', 'Location', 'Warehouse'],
  }),
  status: optional(cell.choice({ active: ['yes', '1', 'true'], inactive: ['no', '0', 'false'] }), {
    title: 'Status',
    help: 'active or inactive.',
    example: 'active',
    synonyms: ['Active', 'State'],
  }),
}

export const channelsImport = recordKind({
  kind: 'channels',
  title: 'Channels',
  permission: 'records.write',
  columns,
  keyOf: ({ code }) => [code],
  readReferences: (ask, rows) => {
    return readPlaceIdsByCode(
      ask,
      rows.map(({ place }) => place).filter((code) => code !== undefined),
    )
  },
  readCurrent: (ask, rows, options) => {
    const codes = rows.map(({ code }) => code)
    return readStoredChannels(ask, codes, options)
  },
  after: (row, current, placeIds): ImportedChannel => {
    const channel = withSaid(current ?? { ...usual, code: row.code }, row)
    const placeId = placeIds.get(row.place ?? '')
    return placeId === undefined ? channel : { ...channel, placeId }
  },
  fieldsOf: ({ code, name, kind, place, status }) => ({ code, name, kind, place, status }),
  errorsOf: ({ row, refs }) => {
    const { place } = row
    return place === undefined || refs.has(place) ? [] : [unknownReference('place', 'place', place)]
  },
  write: async (tx, { added, changed }) => {
    await insertChannels(
      tx,
      added.map((channel) => ({ ...channel, id: tx.newId<'Channel'>() })),
    )
    await updateChannels(tx, changed)
  },
})

const usual = {
  id: '' as ChannelId,
  version: 0,
  name: '',
  kind: 'web',
  place: '',
  placeId: null as PlaceId | null,
  isCommitted: false,
  status: 'active',
} as const
