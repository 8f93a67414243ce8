/**
 * Goal: a policy changes as a draft only, shows what it would do before it is in force, and one is in
 * force at a time; levels found by replay keep the promise that is named.
 *
 * Method: two items with two years of demand and terms, planned by the real steps, on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { PermissionError } from '#platform/work'
import { type TestOrganization, testOrganization } from '#support/database'
import { planSold, type SoldItems, soldItems } from '#support/sold-items'

import { activatePolicy } from './actions/activate-policy.ts'
import { addRule, changePolicy, changeRule, removeRule } from './actions/change-policy.ts'
import { draftPolicy } from './actions/draft-policy.ts'
import { askPreview, previewPolicy } from './actions/preview-policy.ts'
import type { PolicyView } from './contract.ts'
import { listSegments } from './queries/list-segments.ts'
import { listPolicies, readPolicy } from './queries/read-policy.ts'
import type { PolicyId, PolicyRuleId } from './store/policies.ts'

let org: TestOrganization
let sold: SoldItems

beforeAll(async () => {
  org = await testOrganization()
  sold = await soldItems(org, '2026-01-05')
})
afterAll(() => org.close())

const owner = () => org.as('owner')

async function drafted(name = 'Winter'): Promise<PolicyId> {
  const outcome = await owner().transact((tx) => draftPolicy(tx, { name }))
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
  return outcome.policyId
}

async function read(id: PolicyId): Promise<PolicyView> {
  const view = await readPolicy(owner().ask(), id)
  if (view === undefined) throw new Error('no such policy')
  return view
}

async function inForce(): Promise<string> {
  const { items } = await listPolicies(owner().ask(), {
    status: 'active',
    limit: 10,
    sort: '-madeAt',
  })
  expect(items).toHaveLength(1)
  return items[0]?.id ?? ''
}

async function previewed(policyId: PolicyId): Promise<PolicyView> {
  expect(await owner().transact((tx) => askPreview(tx, { policyId }))).toEqual({ kind: 'queued' })
  const { version } = await read(policyId)
  expect(await previewPolicy(owner(), { policyId, policyVersion: version })).toBe('done')
  return read(policyId)
}

const ruleAt = (view: PolicyView, segment: string) => {
  const rule = view.rules.find((one) => one.segment === segment && one.place === null)
  if (rule === undefined) throw new Error(`no rule for ${segment}`)
  return rule
}

test('a draft is a copy, changes by itself, and what is in force does not', async () => {
  const policyId = await drafted()
  const view = await read(policyId)
  expect(view).toMatchObject({ no: 2, status: 'draft', isPreviewed: false, preview: null })
  expect(view.rules).toHaveLength(11)
  const ruleId = ruleAt(view, 'AX').id as PolicyRuleId
  const changes = { targetKind: 'fill_rate', targetBps: 9_500, reviewDays: 14 } as const
  await owner().transact((tx) => changeRule(tx, { policyId, ruleId, changes }))
  await owner().transact((tx) =>
    addRule(tx, {
      policyId,
      segment: 'AX',
      placeId: sold.placeId,
      terms: { targetKind: 'fill_rate', targetBps: 9_700, method: 'r_S' },
    }),
  )
  await owner().transact((tx) =>
    changePolicy(tx, { policyId, changes: { note: 'Tried', settings: { holdingRate: 0.25 } } }),
  )
  const after = await read(policyId)
  expect(ruleAt(after, 'AX')).toMatchObject({ ...changes, calibratedLevel: null })
  expect(after.settings).toMatchObject({ holdingRate: 0.25, valueShareA: 0.8 })
  expect(after.rules).toHaveLength(12)
  expect(after.version).toBe(view.version + 3)

  const own = after.rules.find(({ place }) => place !== null)
  await owner().transact((tx) =>
    removeRule(tx, { policyId, ruleId: (own?.id ?? '') as PolicyRuleId }),
  )
  expect((await read(policyId)).rules).toHaveLength(11)
  const active = (await inForce()) as PolicyId
  expect(ruleAt(await read(active), 'AX')).toMatchObject({ targetKind: 'cycle_service' })
  expect(
    await owner().transact((tx) => changePolicy(tx, { policyId: active, changes: { name: 'X' } })),
  ).toMatchObject({ errors: [{ code: 'policy_in_use' }] })
})

test('what crosses itself, and what somebody changed meanwhile, is refused', async () => {
  const policyId = await drafted()
  const view = await read(policyId)
  const ruleId = ruleAt(view, 'BX').id as PolicyRuleId
  const changes = { minUnits: 9, maxUnits: 5, coverDaysMin: 30, coverDaysMax: 10 }
  expect(
    await owner().transact((tx) => changeRule(tx, { policyId, ruleId, changes })),
  ).toMatchObject({ errors: [{ code: 'max_below_min' }, { code: 'cover_crossed' }] })
  expect(
    await owner().transact((tx) =>
      changePolicy(tx, { policyId, changes: { settings: { variationX: 2 } } }),
    ),
  ).toMatchObject({ errors: [{ code: 'variations_crossed' }] })
  const twice = { targetKind: 'fill_rate', targetBps: 9_000, method: 's_q' } as const
  expect(
    await owner().transact((tx) => addRule(tx, { policyId, segment: 'BX', terms: twice })),
  ).toMatchObject({ errors: [{ code: 'segment_taken' }] })
  await owner().transact((tx) => changePolicy(tx, { policyId, changes: { name: 'Meanwhile' } }))
  expect(
    await owner().transact((tx) =>
      changePolicy(tx, { policyId, seenVersion: view.version, changes: { name: 'Mine' } }),
    ),
  ).toMatchObject({ kind: 'stale', version: view.version + 1 })
})

test('a draft is not put in force before it was previewed since its last change', async () => {
  const policyId = await drafted('Spring')
  const activate = () => owner().transact((tx) => activatePolicy(tx, { policyId }))
  expect(await activate()).toMatchObject({ errors: [{ code: 'preview_missing' }] })
  const before = await inForce()

  for (const { id } of (await read(policyId)).rules) {
    const ruleId = id as PolicyRuleId
    const changes = { targetKind: 'fill_rate', targetBps: 9_500 } as const
    await owner().transact((tx) => changeRule(tx, { policyId, ruleId, changes }))
  }
  const view = await previewed(policyId)
  expect(view.isPreviewed).toBe(true)
  expect(view.preview?.totalCount).toBe(2)
  for (const line of view.preview?.lines ?? []) {
    expect(line.inForce?.stockValueMinor).toBeGreaterThan(0)
    expect(line.draft?.ordersPerYear).toBeGreaterThan(0)
    if (line.calibration === 'reached') {
      expect(line.draft?.fill).toBeGreaterThan(0.94)
    }
    const rule = view.rules.find(({ id }) => id === line.ruleId)
    expect(rule?.calibratedLevel).toBe(line.calibratedLevel)
  }
  expect(view.preview?.whole.draft?.fill).toBeGreaterThan(0.94)

  const changes = { note: 'Looked at again' }
  await owner().transact((tx) => changePolicy(tx, { policyId, changes }))
  expect(await activate()).toMatchObject({ errors: [{ code: 'preview_missing' }] })
  await previewed(policyId)
  expect(await activate()).toEqual({ kind: 'activated' })
  expect(await inForce()).toBe(policyId)
  expect((await read(before as PolicyId)).status).toBe('retired')
  expect(await activate()).toMatchObject({ errors: [{ code: 'policy_decided_already' }] })
  const { rows } = await sql<{ type: string }>`
    select type from outbox_event where type = 'policy.activated'`.execute(org.db)
  expect(rows).toHaveLength(1)

  await planSold(org, sold.asOf)
  const ruled = await sql<{ target: string; level: number; policyId: string }>`
    select target_kind as target, level, policy_id as "policyId" from stock_rule`.execute(org.db)
  expect(new Set(ruled.rows.map((row) => row.policyId))).toEqual(new Set([policyId]))
  expect(ruled.rows.every(({ target }) => target === 'fill_rate')).toBe(true)
})

test('a preview of what changed meanwhile is not kept, and reads only the past', async () => {
  const policyId = await drafted('Summer')
  await owner().transact((tx) => askPreview(tx, { policyId }))
  const { version } = await read(policyId)
  await owner().transact((tx) => changePolicy(tx, { policyId, changes: { name: 'Autumn' } }))
  expect(await previewPolicy(owner(), { policyId, policyVersion: version })).toBe('outdated')
  expect(await read(policyId)).toMatchObject({
    isPreviewed: false,
    preview: { status: 'outdated' },
  })
  const first = await previewed(policyId)
  const again = await previewed(policyId)
  expect(again.preview).toEqual(first.preview)
})

/** What a draft would do whose rules are looked at so often. */
async function effectOf(reviewDays: number) {
  const policyId = await drafted(`Every ${reviewDays}`)
  for (const { id } of (await read(policyId)).rules) {
    const ruleId = id as PolicyRuleId
    const changes = { targetKind: 'fill_rate', targetBps: 9_500, reviewDays } as const
    await owner().transact((tx) => changeRule(tx, { policyId, ruleId, changes }))
  }
  const { preview } = await previewed(policyId)
  const lines = preview?.lines.map(({ ruleId: _, inForce: __, ...line }) => line) ?? []
  return { policyId, effect: { lines, draft: preview?.whole.draft } }
}

test('a preview is of the days on which orders may be made', async () => {
  const daily = await effectOf(1)
  const weekly = await effectOf(7)
  expect(daily.effect).not.toEqual(weekly.effect)
  await sql`insert into order_minimum (id, supplier_id, currency, minimum_value_minor, review_days)
    values (gen_random_uuid(), ${sold.supplierId}::uuid, 'USD', 0, 1)`.execute(org.db)
  const onMondays = await effectOf(1)
  expect(onMondays.effect).toEqual(weekly.effect)

  await owner().transact((tx) => activatePolicy(tx, { policyId: onMondays.policyId }))
  await planSold(org, sold.asOf)
  const { rows } = await sql`select distinct policy_id as "policyId", review_days as "reviewDays"
    from stock_rule`.execute(org.db)
  expect(rows).toEqual([{ policyId: onMondays.policyId, reviewDays: 7 }])
})

test('segments count what the last run sorted, with demand and stock', async () => {
  const segments = await listSegments(org.as('viewer').ask(), {})
  expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(2)
  expect(segments[0]?.stockValue).toEqual({ amount: '0.00', currency: 'USD' })
})

test('a planner reads policies; only those who may write them do', async () => {
  await expect(
    org.as('viewer').transact((tx) => draftPolicy(tx, { name: 'No' })),
  ).rejects.toBeInstanceOf(PermissionError)
  await expect(
    org.as('receiver').transact((tx) => askPreview(tx, { policyId: sold.placeId as PolicyId })),
  ).rejects.toBeInstanceOf(PermissionError)
})
