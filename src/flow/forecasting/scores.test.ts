/**
 * Goal: nobody is punished for what could not be sold, nor by a week a person excluded; a source that
 * knows nothing of promotions gets what ours added, and all are added up by whom they are about.
 *
 * Method: weeks and what was forecast for them laid down by plain SQL, scored by the job.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { markBits } from '#flow/demand'
import { addDays } from '#kernel/day'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, type GoodsCompany, goodsCompany } from '#support/goods-company'

import { recordOutside } from './actions/record-outside.ts'
import { createSource } from './actions/save-source.ts'
import { scoreForecasts } from './actions/score-forecasts.ts'
import { listScores } from './queries/list-scores.ts'
import { accuracyOf } from './rules/accuracy.ts'

let org: TestOrganization
let company: GoodsCompany

const start = '2025-11-03'
const week = (no: number) => addDays(start, 7 * no)
const history = [20, 30, 20, 40]
/** Weeks 4 to 7: sold out, excluded, promoted, as usual. */
const raw = [...history, 2, 500, 60, 30]
const corrected = [...history, 25, 500, 60, 30]
const marks = [0, 0, 0, 0, markBits.stock_out, markBits.excluded, markBits.promotion, 0]
const ours = { statistical: [20, 20, 20, 20], promotion: [20, 20, 50, 20] }

beforeAll(async () => {
  org = await testOrganization()
  company = await goodsCompany(org)
  const pair = sql`${company.fifoItemId}::uuid, ${company.placeId}::uuid`
  await sql`
    insert into demand_series (id, item_id, place_id, period, starts_on, ends_on, raw_units,
      corrected_units, cleaned_units, baseline_units, uplift_units, event_units, marks, units_4w,
      units_13w, units_52w, mark_kinds, fingerprint, computed_at)
    values (gen_random_uuid(), ${pair}, 'week', ${start}::date, ${week(8)}::date, ${raw}::float8[],
      ${corrected}::float8[], '{}', '{}', '{}', '{}', ${marks}::int2[], 0, 0, 0, 0, 'f', '2026-01-01')
  `.execute(org.db)
  await sql`
    insert into forecast_use (item_id, place_id, segment, supplier_id, protected_days)
    values (${pair}, 'AX', ${company.supplierId}::uuid, 14)`.execute(org.db)
  await sql`
    insert into forecast_snapshot (item_id, place_id, starts_on, made_on, laid_at, lag_weeks,
      target_on, naive_units, statistical_units, promotion_units, sourced_units, planned_units)
    select ${pair}, target - 7, target - 7, now(), 2, target, 20, statistical, promotion, promotion,
           promotion
    from unnest(${[4, 5, 6, 7].map(week)}::date[], ${ours.statistical}::real[],
                ${ours.promotion}::real[]) as g (target, statistical, promotion)`.execute(org.db)
  await org.work(anybody).transact(async (tx) => {
    const made = await createSource(tx, { code: 'B', name: 'B', includesPromotions: false })
    if (made.kind !== 'created') throw new Error('the source is new')
    const figures = [4, 5, 6, 7].map((no) => ({
      itemId: company.fifoItemId,
      placeId: company.placeId,
      startsOn: week(no),
      quantity: { quantity: '24', unit: 'EA' },
    }))
    const madeOn = week(3)
    await recordOutside(tx, { ...made, edition: 'one', period: 'week', madeOn, figures })
  })
  await scoreForecasts({ work: org.work(anybody) })
})
afterAll(() => org.close())

const scores = (by: 'segment' | 'supplier' | 'place' | 'category' | 'source') =>
  listScores(org.as('viewer').ask(), { by, sort: 'key', limit: 50 })

test('lost sales are demand, and an excluded week is none', async () => {
  const { items } = await scores('source')
  // Left are the weeks with 25, 60 and 30.
  const judged = (...forecast: number[]) =>
    accuracyOf({
      history: Float64Array.from(history),
      actual: Float64Array.of(25, 60, 30),
      forecast: Float64Array.from(forecast),
    })
  const [planned, theirs] = items
  for (const [row, expected] of [
    [planned, judged(20, 50, 20)],
    // In the promoted week 24 of theirs is as much more as ours is: 50 of 20.
    [theirs, judged(24, 60, 24)],
  ] as const) {
    expect(row?.weekCount).toBe(3)
    expect(row?.wape).toBeCloseTo(expected.wape, 9)
    expect(row?.bias).toBeCloseTo(expected.biasShare, 9)
    expect(row?.mase).toBeCloseTo(expected.mase, 9)
    expect(row?.rmsse).toBeCloseTo(expected.rmsse, 9)
    expect(row?.trackingSignal).toBeCloseTo(expected.trackingSignal, 9)
  }
  expect(planned?.valueAdded.promotions).toBeCloseTo((40 - 10) / 115, 9)
  expect(theirs?.valueAdded.source).toBeCloseTo((25 - 7) / 115, 9)
  expect(theirs?.valueAdded.overrides).toBeNull()
})

test.each([
  ['segment', (): string => 'AX'],
  ['supplier', (): string => company.supplierId],
  ['place', (): string => company.placeId],
  ['category', (): string => ''],
] as const)('by %s they are added up', async (by, key) => {
  const { items } = await scores(by)
  expect(items).toMatchObject([{ key: key(), seriesCount: 1, weekCount: 3, actualUnits: 115 }])
})
