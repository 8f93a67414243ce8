/** Goal: a channel is found by its code, served from a place that is there, and changed by one at a time. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { checked, countsOf, imported } from '#support/import-file'

import { changeChannel } from './actions/change-channel.ts'
import { type CreateChannel, createChannel } from './actions/create-channel.ts'
import { listChannels } from './queries/list-channels.ts'
import { type ChannelId, readChannelsByCode } from './queries/read-channels.ts'

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
  const work = org.work(anybody)
  await imported(work, 'companies', ['Code,Name,Currency,Periods from', 'ACME,Acme,EUR,2025-01-01'])
  await imported(work, 'places', ['Code,Name,Company', 'MAIN,Main,ACME'])
})
afterAll(() => org.close())

const create = (command: CreateChannel) =>
  org
    .as('buyer')
    .transact((tx) => createChannel(tx, command), { keep: ({ kind }) => kind === 'created' })

async function created(code: string): Promise<ChannelId> {
  const outcome = await create({ code, name: `Shop ${code}` })
  invariant(outcome.kind === 'created', 'the channel is new')
  return outcome.channelId
}

test('a code is taken once, even by two at once', async () => {
  const twins = [create({ code: 'TWIN', name: 'One' }), create({ code: 'TWIN', name: 'Other' })]
  const outcomes = await Promise.all(twins)
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['created', 'refused'])
  const nowhere = '00000000-0000-7000-8000-0000000000ff' as never
  expect(await create({ code: 'TWIN', name: 'Third', placeId: nowhere })).toMatchObject({
    errors: [{ code: 'code_taken' }, { code: 'place_unknown' }],
  })
})

test('of two changes at once the second is told of the first', async () => {
  const channelId = await created('B2B')
  const change = (name: string, seenVersion?: number) =>
    org
      .as('planner')
      .transact((tx) => changeChannel(tx, { channelId, seenVersion, changes: { name } }))
  const outcomes = await Promise.all([change('One', 1), change('Other', 1)])
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'stale'])
  expect(await change('Third')).toEqual({ kind: 'changed' })
  const all = await readChannelsByCode(org.as('viewer').ask(), ['B2B', 'NONE'])
  expect([...all.values()]).toMatchObject([{ name: 'Third', kind: 'web', status: 'active' }])
})

test('an inactive channel leaves the list of the active', async () => {
  const channelId = await created('GONE')
  const off = { channelId, changes: { status: 'inactive' } } as const
  expect(await org.as('buyer').transact((tx) => changeChannel(tx, off))).toEqual({
    kind: 'changed',
  })
  const active = { sort: 'code', limit: 50, status: 'active', q: 'go' } as const
  expect((await listChannels(org.as('viewer').ask(), active)).items).toEqual([])
  const writing = org.as('viewer').transact((tx) => changeChannel(tx, off))
  await expect(writing).rejects.toThrow('records.write')
})

test('a file adds, changes, and says what is wrong', async () => {
  const lines = ['Code,Name,Kind,Served from', 'EU,Europe,B2B,MAIN', 'US,America,amazon,']
  expect(countsOf(await imported(org.work(anybody), 'channels', lines))).toBe('2 add')
  expect(countsOf(await imported(org.work(anybody), 'channels', lines))).toBe('2 same')
  const view = await checked(org.work(anybody), 'channels', [
    'Code,Name,Kind,Served from',
    'EU,Europe,wholesale,NOWHERE',
    'NEW,,web,',
    'US,The Americas,pigeon,',
  ])
  expect(view.errorGroups.map((each) => `${each.firstRow} ${each.code}`).toSorted()).toEqual([
    '2 place_unknown',
    '3 empty_for_new',
    '4 not_a_choice',
  ])
})
