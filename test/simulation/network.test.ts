/**
 * Goal: nothing is bought or moved twice where places feed each other. Whatever happens at a hub and its stores, each
 * plan agrees with a slow one, planning after each event comes to what planning everything comes to, and ten runs over
 * the same world change nothing.
 *
 * Method: as in plan.test.ts, on a hub with two stores. LANDFALL_SEED runs one seed, LANDFALL_STEPS makes it longer.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'
import { planAll, planDay, tellPlanning } from '#support/planned-company'
import { plannedNetwork } from '#support/planned-network'

import { chanceOf } from './chance.ts'
import { type PlanWalk, planStep } from './plan-walk.ts'
import { whatNetworkDiffers } from './slow-network.ts'

const seed = Number(process.env['LANDFALL_SEED'] ?? 1)
const stepsUsual = 45
const steps = Number(process.env['LANDFALL_STEPS'] ?? stepsUsual)
const items = 6

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
})
afterAll(() => org.close())

/** Without when and by which run. */
async function planned(): Promise<string> {
  const { rows } = await sql<{ said: string }>`
    select json_build_object(
      'proposals', (select json_agg(to_jsonb(p) - 'run_id' - 'proposed_at' order by p.id)
        from proposal p),
      'positions', (select json_agg(to_jsonb(p) - 'run_id' - 'planned_at' - 'fingerprint'
        order by p.key) from plan_position p),
      'changes', (select count(*) from expectation_change))::text as said
  `.execute(org.db)
  return rows[0]?.said ?? ''
}

async function countShared(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from proposal
    where status = 'open' and kind = 'transfer' and why -> 'size' @> '[{"code": "shared"}]'
  `.execute(org.db)
  return rows[0]?.count ?? 0
}

test('a hub with stores buys and moves nothing twice', { timeout: 600_000 }, async () => {
  const company = await plannedNetwork(org, { items, seed })
  await sql`update company set approval_over_minor = 800000`.execute(org.db)
  const chance = chanceOf(seed)
  const placeIds = [company.placeId, ...company.storeIds]
  const walk: PlanWalk = {
    ...{ org, company, placeIds, chance, day: planDay, acts: 0, tally: new Map() },
  }
  await planAll(org, walk.day)
  let sharedCount = 0
  for (let at = 0; at < steps; at += 1) {
    sharedCount += await countShared()
    const outcome = await planStep(walk)
    await tellPlanning(org)
    expect(await whatNetworkDiffers(org, walk.day), `after step ${at}, ${outcome}`).toEqual([])
  }
  if (seed === 1) expect(sharedCount).toBeGreaterThan(0)
  const before = await planned()
  await sql`update plan_position set fingerprint = ''`.execute(org.db)
  expect(await planAll(org, walk.day)).toMatchObject({ result: { plannedCount: 3 * items } })
  expect(await planned()).toBe(before)
  for (let run = 0; run < 10; run += 1) {
    expect(await planAll(org, walk.day)).toMatchObject({
      result: { plannedCount: 0, proposalCount: 0 },
    })
  }
  expect(await planned()).toBe(before)
})
