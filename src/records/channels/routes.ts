import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'
import type { PlaceId } from '#records/places'

import { changeChannel } from './actions/change-channel.ts'
import { createChannel } from './actions/create-channel.ts'
import {
  changeChannelBody,
  channelPage,
  channelParams,
  channelView,
  createChannelBody,
  listChannelsQuery,
} from './contract.ts'
import { listChannels, readChannel } from './queries/list-channels.ts'
import type { ChannelId } from './queries/read-channels.ts'

const tag = 'channels'

export const routes: readonly Route[] = [
  question({
    path: '/channels',
    tag,
    summary: 'List channels',
    permission: 'records.read',
    query: listChannelsQuery,
    responses: { 200: channelPage },
    run: async (ask, { query }) => reply(200, await listChannels(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/channels',
    tag,
    summary: 'Add a channel',
    permission: 'records.write',
    body: createChannelBody,
    responses: { 201: channelView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const placeId = body.placeId as PlaceId | null | undefined
      const outcome = await createChannel(tx, { ...body, placeId })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readChannel(tx, outcome.channelId)
      invariant(view !== undefined, 'a channel just added is there')
      return reply(201, view, { version: view.version, location: `/channels/${view.id}` })
    },
  }),
  question({
    path: '/channels/:channelId',
    tag,
    summary: 'Read a channel',
    permission: 'records.read',
    params: channelParams,
    responses: { 200: channelView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readChannel(ask, params.channelId as ChannelId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/channels/:channelId',
    tag,
    summary: 'Change, deactivate or activate a channel',
    permission: 'records.write',
    params: channelParams,
    body: changeChannelBody,
    responses: { 200: channelView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const channelId = params.channelId as ChannelId
      const placeId = body.placeId as PlaceId | null | undefined
      const changes = { ...body, placeId }
      const outcome = await changeChannel(tx, { channelId, seenVersion: ifMatch, changes })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readChannel(tx, channelId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
