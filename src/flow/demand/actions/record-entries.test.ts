/**
 * Goal: entries from outside are counted once by their own key, wrong ones say why, and what people
 * mark changes the layers until they take it back.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { invariant } from '#kernel/invariant'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'

import { demandChecks } from '../demand-checks.ts'
import { listDemand } from '../queries/list-demand.ts'
import { listEntries } from '../queries/list-entries.ts'
import { listMarks } from '../queries/list-marks.ts'
import { readDemand } from '../queries/read-demand.ts'
import { makeMark } from './make-mark.ts'
import { recordEntries } from './record-entries.ts'
import { refreshSeries } from './refresh-series.ts'
import { withdrawMark } from './withdraw-mark.ts'

let org: TestOrganization
let company: GoodsCompany
let channelId: string

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  const { rows } = await sql<{ id: string }>`
    insert into channel (id, code, name) values (gen_random_uuid(), 'WEB', 'Web') returning id
  `.execute(org.db)
  channelId = rows[0]?.id ?? ''
})
afterAll(() => org.close())

type Given = Parameters<typeof recordEntries>[1][number]

const entry = (given: Partial<Given> = {}): Given => ({
  externalKey: 'A-1',
  itemId: company.fifoItemId,
  placeId: company.placeId,
  channelId,
  onDay: '2025-12-30',
  quantity: { quantity: '5', unit: 'EA' },
  ...given,
})
const record = (...entries: Given[]) =>
  org.as('planner').transact((tx) => recordEntries(tx, entries), {
    keep: ({ kind }) => kind === 'recorded',
  })
const pair = () => ({ itemId: company.fifoItemId, placeId: company.placeId })
const view = async () => {
  await org.work(anybody).transact((tx) => refreshSeries(tx, [pair()], '2026-01-05'))
  return readDemand(org.as('planner').ask(), pair())
}

test('an entry counts once, and its key keeps its facts', async () => {
  const returned = entry({
    externalKey: 'A-2',
    kind: 'return',
    quantity: { quantity: '2', unit: 'EA' },
  })
  expect(await record(entry(), returned)).toMatchObject({ addedCount: 2, knownCount: 0 })
  expect(await record(entry(), entry({ externalKey: 'A-3' }))).toMatchObject({
    addedCount: 1,
    knownCount: 1,
  })
  expect(await record(entry({ quantity: { quantity: '6', unit: 'EA' } }))).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'entry_key_taken', pointer: '/entries/0/externalKey' }],
  })
  const { items } = await listEntries(org.as('planner').ask(), { sort: '-onDay', limit: 10 })
  expect(items.map(({ quantity }) => quantity.quantity).toSorted()).toEqual(['-2', '5', '5'])
  for (const { run } of demandChecks) expect(await run(org.db)).toEqual([])
})

test('all that is wrong is said at once', async () => {
  const outcome = await record(
    entry({ externalKey: 'B-1', itemId: channelId }),
    entry({ externalKey: 'B-1', onDay: '2026-02-01' }),
    entry({ externalKey: 'B-2', quantity: { quantity: '-1', unit: 'EA' } }),
  )
  invariant(outcome.kind === 'refused', 'these are wrong')
  expect(outcome.errors.map(({ code }) => code)).toEqual([
    'item_unknown',
    'day_in_future',
    'negative',
    'key_twice',
  ])
  await expect(org.as('receiver').transact((tx) => recordEntries(tx, [entry()]))).rejects.toThrow(
    'demand.write',
  )
})

test('demand is listed with its last weeks', async () => {
  await view()
  const asked = { sort: '-last52Weeks', limit: 10 } as const
  const ask = org.as('planner').ask()
  expect((await listDemand(ask, asked)).items).toMatchObject([
    { last4Weeks: { quantity: '10', unit: 'EA' }, lastSoldOn: '2025-12-30', marks: [] },
  ])
  expect((await listDemand(ask, { ...asked, mark: 'excluded' })).items).toEqual([])
  expect((await listDemand(ask, { ...asked, q: 'nothing such' })).items).toEqual([])
})

test('what a person excludes counts as usual until she takes it back', async () => {
  const days = Array.from({ length: 20 }, (_, week) =>
    entry({
      externalKey: `W-${week}`,
      onDay: `2025-${week < 10 ? '09' : '11'}-${String(1 + (week % 10)).padStart(2, '0')}`,
    }),
  )
  await record(...days)
  const kind = 'excluded'
  const made = await org.as('planner').transact((tx) =>
    makeMark(tx, {
      ...pair(),
      kind,
      startsOn: '2025-12-29',
      endsOn: '2026-01-04',
      reason: 'Fair',
    }),
  )
  invariant(made.kind === 'made', 'the mark fits')
  const marked = await view()
  expect(marked?.weeks.at(-1)).toMatchObject({ raw: 10, marks: ['excluded'] })
  expect(marked?.weeks.at(-1)?.cleaned).not.toBe(10)
  expect(marked?.personMarks).toMatchObject([{ reason: 'Fair', madeBy: 'Test planner' }])

  const { markId } = made
  const withdraw = () =>
    org.as('planner').transact((tx) => withdrawMark(tx, { markId, seenVersion: undefined }), {
      keep: ({ kind }) => kind === 'withdrawn',
    })
  expect(await withdraw()).toEqual({ kind: 'withdrawn' })
  expect((await view())?.weeks.at(-1)).toMatchObject({ cleaned: 10, marks: [] })
  expect(await withdraw()).toMatchObject({ errors: [{ code: 'withdrawn_already' }] })
  const asked = { sort: '-madeAt', limit: 10, isWithdrawn: 'yes' } as const
  expect((await listMarks(org.as('planner').ask(), asked)).items).toHaveLength(1)
})
