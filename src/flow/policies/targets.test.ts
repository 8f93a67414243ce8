/**
 * Goal: what a channel, a critical item or a category is promised is previewed, put in force, and named by the next
 * plan's whys; limits show what they do; methods compete for rounds before another is advised.
 *
 * Method: two items with two years of demand, a third of it of a channel committed by contract, planned by the real
 * steps on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { recordDemand } from '#flow/demand'
import { addDays } from '#kernel/day'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { planSold, type SoldItems, soldItems } from '#support/sold-items'

import { activatePolicy } from './actions/activate-policy.ts'
import { addRule, changePolicy, changeRule } from './actions/change-policy.ts'
import { draftPolicy } from './actions/draft-policy.ts'
import { askPreview, askReview, previewPolicy, stopPreview } from './actions/preview-policy.ts'
import type { PolicyView } from './contract.ts'
import { listPolicies, readPolicy } from './queries/read-policy.ts'
import type { RuleTerms } from './store/drafts.ts'
import type { PolicyId, PolicyRuleId } from './store/policies.ts'

let org: TestOrganization
let sold: SoldItems
let tradeId: string

beforeAll(async () => {
  org = await testOrganization()
  sold = await soldItems(org, '2026-01-05')
  const { rows } = await sql<{ id: string }>`
    insert into channel (id, code, name, kind, is_committed)
    values (gen_random_uuid(), 'TRADE', 'Trade', 'wholesale', true) returning id`.execute(org.db)
  tradeId = rows[0]?.id ?? ''
  const entries = Array.from({ length: 90 }, (_, week) => {
    const onDay = addDays(sold.asOf, -7 * (90 - week) + 3)
    return {
      key: `trade:${onDay}`,
      itemId: sold.pooledItemId,
      placeId: sold.placeId,
      channelId: tradeId,
      onDay,
      kind: 'sale' as const,
      units: BigInt((week % 7) * 20),
      sourceKind: 'api' as const,
      sourceId: sold.pooledItemId,
    }
  })
  await org.work(anybody).transact((tx) => recordDemand(tx, entries))
  await planSold(org, sold.asOf)
})
afterAll(() => org.close())

const owner = () => org.as('owner')

async function drafted(name: string): Promise<PolicyId> {
  const outcome = await owner().transact((tx) => draftPolicy(tx, { name }))
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
  return outcome.policyId
}

async function read(id: PolicyId): Promise<PolicyView> {
  const view = await readPolicy(owner().ask(), id)
  if (view === undefined) throw new Error('no such policy')
  return view
}

async function previewed(policyId: PolicyId): Promise<PolicyView> {
  await owner().transact((tx) => askPreview(tx, { policyId }))
  const { version } = await read(policyId)
  expect(await previewPolicy(owner(), { policyId, policyVersion: version })).toBe('done')
  return read(policyId)
}

async function putInForce(policyId: PolicyId): Promise<void> {
  const outcome = await owner().transact((tx) => activatePolicy(tx, { policyId }))
  expect(outcome).toEqual({ kind: 'activated' })
  await planSold(org, sold.asOf)
}

type Scope = { segment: string; categoryId?: string; placeId?: string; channelId?: string }
const promise = { targetKind: 'fill_rate', targetBps: 9_900 } as const

const add = (policyId: PolicyId, scope: Scope, terms: Partial<RuleTerms> = {}) =>
  owner().transact((tx) => addRule(tx, { policyId, ...scope, terms: { ...promise, ...terms } }))

type Ruled = {
  readonly segment: string
  readonly safety: number
  readonly level: number
  readonly by: Record<string, unknown>
}

async function ruled(itemId: string): Promise<Ruled> {
  const { rows } = await sql<Ruled>`
    select segment, safety_units::float8 as safety, level, facts -> 'by' as by from stock_rule
    where item_id = ${itemId}::uuid`.execute(org.db)
  const [rule] = rows
  if (rule === undefined) throw new Error('no rule')
  return rule
}

type Term = {
  readonly code: string
  readonly units: number
  readonly facts: Record<string, unknown>
}

async function whyOf(itemId: string): Promise<{ readonly cover: Term[]; readonly size: Term[] }> {
  const { rows } = await sql<{ why: { cover: Term[]; size: Term[] } }>`
    select why from proposal where item_id = ${itemId}::uuid and status = 'open' and kind = 'buy'
  `.execute(org.db)
  const [row] = rows
  if (row === undefined) throw new Error('nothing proposed')
  return row.why
}

/** Nothing was delivered yet. */
const byTerms = { leadBasis: 'terms', leadLineCount: 0 }

test('a channel’s target is previewed, put in force, and the plan’s why names it', async () => {
  const before = await ruled(sold.pooledItemId)
  expect(before.by).toEqual({ ruledBy: 'segment', ...byTerms })
  const policyId = await drafted('For trade')
  for (const { id, segment } of (await read(policyId)).rules) {
    const changes = { targetKind: 'fill_rate', targetBps: 8_000 } as const
    await owner().transact((tx) =>
      changeRule(tx, { policyId, ruleId: id as PolicyRuleId, changes }),
    )
    expect(segment).not.toBe('committed')
  }
  expect(await add(policyId, { segment: '*', channelId: tradeId })).toEqual({ kind: 'changed' })
  const view = await previewed(policyId)
  const claim = view.preview?.lines.find(({ isClaim }) => isClaim)
  expect(claim).toMatchObject({ itemCount: 1, targetBps: 9_900, draft: null })

  await putInForce(policyId)
  const after = await ruled(sold.pooledItemId)
  expect(after.by).toMatchObject({
    ruledBy: 'segment',
    channel: 'Trade',
    channelTargetKind: 'fill_rate',
    channelTargetBps: 9_900,
  })
  const kept = view.rules.find((rule) => rule.segment === after.segment && rule.channel === null)
  expect(after.level).toBeGreaterThan(kept?.calibratedLevel ?? Number.NaN)
  expect(after.level).toBeLessThanOrEqual(claim?.calibratedLevel ?? Number.NaN)
  const { cover } = await whyOf(sold.pooledItemId)
  expect(cover.find(({ code }) => code === 'safety')).toMatchObject({
    units: after.safety,
    facts: { channel: 'Trade', channelTargetBps: 9_900, ruledBy: 'segment' },
  })
  // The other item is not sold there.
  expect((await ruled(sold.fifoItemId)).by).toEqual({ ruledBy: 'segment', ...byTerms })
})

test('what is critical, and its category, come before the segment', async () => {
  const { rows } = await sql<{ id: string }>`
    insert into item_category (id, code, name) values (gen_random_uuid(), 'GLASS', 'Glass')
    returning id`.execute(org.db)
  const categoryId = rows[0]?.id ?? ''
  await sql`update item set category_id = ${categoryId}::uuid`.execute(org.db)
  await sql`
    insert into planning_item (id, item_id, place_id, criticality)
    values (gen_random_uuid(), ${sold.fifoItemId}::uuid, ${sold.placeId}::uuid, 'critical')
  `.execute(org.db)
  const policyId = await drafted('Glass')
  expect(await add(policyId, { segment: 'category' })).toMatchObject({
    errors: [{ code: 'category_missing' }],
  })
  expect(
    await add(policyId, { segment: 'AX', channelId: sold.placeId }, { maxUnits: 9 }),
  ).toMatchObject({ errors: [{ code: 'claim_with_limits' }, { code: 'channel_unknown' }] })
  await add(policyId, { segment: 'category', categoryId }, { cashMaxMinor: 40_000 })
  const view = await previewed(policyId)
  const line = view.preview?.lines.find(({ segment }) => segment === 'category')
  expect(line?.unlimited?.stockValueMinor).toBeGreaterThan(line?.draft?.stockValueMinor ?? 0)
  expect(line?.draft?.cappedPerYear).toBeGreaterThan(0)
  await putInForce(policyId)
  expect((await ruled(sold.fifoItemId)).by).toMatchObject({ ruledBy: 'critical' })
  expect((await ruled(sold.pooledItemId)).by).toMatchObject({
    ruledBy: 'category',
    ruleCategoryId: categoryId,
  })
  // 5.00 each: 400.00 buy 80.
  const cap = (await whyOf(sold.pooledItemId)).size.find(({ code }) => code === 'cap_cash')
  expect(cap?.facts).toMatchObject({ cashMaxMinor: 40_000 })
})

test('a preview that is stopped keeps nothing', async () => {
  const policyId = await drafted('Stopped')
  const stop = () => owner().transact((tx) => stopPreview(tx, { policyId }))
  expect(await stop()).toMatchObject({ errors: [{ code: 'preview_not_running' }] })
  await owner().transact((tx) => askPreview(tx, { policyId }))
  expect(await stop()).toEqual({ kind: 'changed' })
  const { version } = await read(policyId)
  expect(await previewPolicy(owner(), { policyId, policyVersion: version })).toBe('stopped')
  expect(await read(policyId)).toMatchObject({ isPreviewed: false, preview: { status: 'stopped' } })
})

test('the policy in force is replayed when it is four weeks old, and another method needs rounds', async () => {
  const policyId = await drafted('Rounds')
  // Ordering costs so much that (R, S), the present method, can't stand.
  const settings = { orderCostMinor: 50_000, tournamentRounds: 2, draftsAdvice: true }
  await owner().transact((tx) => changePolicy(tx, { policyId, changes: { settings } }))
  for (const { id } of (await read(policyId)).rules) {
    const changes = { method: 'r_S', cashMaxMinor: null } as const
    await owner().transact((tx) =>
      changeRule(tx, { policyId, ruleId: id as PolicyRuleId, changes }),
    )
  }
  await previewed(policyId)
  await putInForce(policyId)
  const start = new Date((await read(policyId)).previewAt ?? '')
  const roundAfter = async (days: number) => {
    org.clock.set(new Date(start.getTime() + days * 86_400_000 + 1_000))
    const isDue = await owner().transact(askReview)
    const { version } = await read(policyId)
    if (isDue) await previewPolicy(owner(), { policyId, policyVersion: version })
    return isDue
  }
  expect(await roundAfter(27)).toBe(false)
  expect(await roundAfter(28)).toBe(true)
  const { rounds, rules } = await read(policyId)
  expect(rounds.map(({ leadRounds, isAdvised }) => ({ leadRounds, isAdvised }))).toContainEqual({
    leadRounds: 1,
    isAdvised: false,
  })
  expect(rules.some(({ calibratedAt }) => calibratedAt !== null)).toBe(true)
  expect(await roundAfter(56)).toBe(true)
  const advised = (await read(policyId)).rounds.filter(({ isAdvised }) => isAdvised)
  expect(advised.length).toBeGreaterThan(0)
  for (const round of advised) expect(round).toMatchObject({ leadRounds: 2, present: 'r_S' })
  const query = { status: 'draft', limit: 1, sort: '-madeAt' } as const
  const { items } = await listPolicies(owner().ask(), query)
  expect(items[0]?.name).toMatch(/^Advice of /)
  const draft = await read(items[0]?.id as PolicyId)
  const { segment, categoryId, winner } = advised[0] ?? {}
  expect(
    draft.rules.find(
      (rule) => rule.segment === segment && (rule.category?.id ?? null) === categoryId,
    )?.method,
  ).toBe(winner)
})
