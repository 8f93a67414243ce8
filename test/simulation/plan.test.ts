/**
 * Goal: nothing is bought twice. Whatever people do with proposals, drafts, approvals, answers, receipts and
 * stock, each plan agrees with a slow one made day by day, planning after each event comes to what planning
 * everything comes to, and ten runs over the same world change nothing.
 *
 * Method: seeded random walks through the real actions; events are told to planning as the relay does. A
 * seed that fails is run again with LANDFALL_SEED; LANDFALL_STEPS makes walks longer.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'
import { planAll, planDay, plannedCompany, tellPlanning } from '#support/planned-company'

import { chanceOf } from './chance.ts'
import { type PlanWalk, planStep } from './plan-walk.ts'
import { whatPlanDiffers } from './slow-plan.ts'

const seed = process.env['LANDFALL_SEED']
const seeds = seed === undefined ? [1, 2] : [Number(seed)]
/** Enough for each kind of act to have happened, most often. */
const stepsUsual = 90
const steps = Number(process.env['LANDFALL_STEPS'] ?? stepsUsual)
const runs = 10

describe.each(seeds)('the walk of seed %i', (number) => {
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
        'expectations', (select json_agg(e order by e.id) from expectation e),
        'changes', (select count(*) from expectation_change))::text as said
    `.execute(org.db)
    return rows[0]?.said ?? ''
  }

  test('buys nothing twice', { timeout: 600_000 }, async () => {
    const company = await plannedCompany(org, { items: 25, seed: number })
    await sql`update company set approval_over_minor = 800000`.execute(org.db)
    const chance = chanceOf(number)
    const walk: PlanWalk = { org, company, chance, day: planDay, acts: 0, tally: new Map() }
    await planAll(org, walk.day)
    const isOver = (at: number) => at >= steps && (steps < stepsUsual || hasEachHappened(walk))
    for (let at = 0; !isOver(at); at += 1) {
      const outcome = await planStep(walk)
      await tellPlanning(org)
      expect(await whatPlanDiffers(org, walk.day), `after step ${at}, ${outcome}`).toEqual([])
    }
    const before = await planned()
    await sql`update plan_position set fingerprint = ''`.execute(org.db)
    expect(await planAll(org, walk.day)).toMatchObject({ result: { plannedCount: 25 } })
    expect(await planned()).toBe(before)
    for (let run = 0; run < runs; run += 1) {
      expect(await planAll(org, walk.day)).toMatchObject({
        result: { plannedCount: 0, proposalCount: 0 },
      })
    }
    expect(await planned()).toBe(before)
  })
})

/** Which act comes next hangs on ids as well: a walk goes on until each of these was done. */
function hasEachHappened({ tally }: PlanWalk): boolean {
  const acts = ['orders made', 'approve decided', 'answer answered', 'receive posted']
  return acts.every((act) => tally.has(act))
}
