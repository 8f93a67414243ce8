/**
 * Goal: the why of each proposal adds up when recomputed from its own terms, as they are kept; and a term
 * that is changed changes the proposal as it says.
 *
 * Method: random items are planned on a real database; then a third of them keep more safety, a third have
 * less stock, a third a greater minimum, and all are planned again. LANDFALL_ITEMS makes it longer.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'
import { planAll, plannedCompany } from '#support/planned-company'
import { type WhyLine as Line, unitsOf, whyDifferences } from '#support/why-terms'

const itemsUsual = 120
const items = Number(process.env['LANDFALL_ITEMS'] ?? itemsUsual)

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
  await plannedCompany(org, { items, seed: 7 })
})
afterAll(() => org.close())

async function lines(): Promise<ReadonlyMap<string, Line>> {
  const { rows } = await sql<Line>`
    select i.sku, p.needed_units::float8 as needed, p.suggested_units::float8 as suggested, p.why,
           coalesce((select sum(units) from stock_balance b
             where b.item_id = p.item_id), 0)::float8 as usable
    from proposal p join item i on i.id = p.item_id
    where p.status = 'open' and p.kind = 'buy'
  `.execute(org.db)
  return new Map(rows.map((line) => [line.sku, line]))
}

/** Of an item: 0, 1 or 2. */
const thirdOf = sql`substring(i.sku from 'PLAN-([0-9]+)')::int % 3`
const moreSafety = 7
const lessStock = 3
const greaterMinimum = 5_000

const changedTerms = ['safety', 'usable', 'minimum'] as const

/** Holds the new proposal against the old one; true when the term had an effect. */
const checks: Readonly<Record<(typeof changedTerms)[number], (was: Line, is: Line) => boolean>> = {
  safety: (was, is) => {
    const grown = unitsOf(is.why.cover, 'safety') - unitsOf(was.why.cover, 'safety')
    expect([grown, is.needed - was.needed], was.sku).toEqual([moreSafety, moreSafety])
    return true
  },
  usable: (was, is) => {
    const shrunk = was.usable - is.usable
    expect(is.needed - was.needed, was.sku).toBe(shrunk)
    return shrunk > 0
  },
  minimum: (was, is) => {
    expect(is.needed, was.sku).toBe(was.needed)
    expect(is.suggested, was.sku).toBeGreaterThanOrEqual(greaterMinimum)
    const isRaised = was.suggested < greaterMinimum
    if (isRaised) expect(unitsOf(is.why.size, 'minimum'), was.sku).toBeGreaterThan(0)
    return isRaised
  },
}

test('each adds up, before and after a term is changed, and changes as the term says', async () => {
  await planAll(org)
  const before = await lines()
  expect(before.size).toBeGreaterThan(items / 2)
  expect([...before.values()].flatMap(whyDifferences)).toEqual([])

  await sql`
    update stock_rule r set safety_units = safety_units + ${moreSafety}::int,
      fingerprint = r.fingerprint || ' changed'
    from item i where i.id = r.item_id and ${thirdOf} = 0
  `.execute(org.db)
  await sql`
    update stock_balance b set units = units - ${lessStock}::int
    from item i where i.id = b.item_id and ${thirdOf} = 1 and units > ${lessStock}::int
  `.execute(org.db)
  await sql`
    update supplier_term t set moq_units = ${greaterMinimum}::int, version = t.version + 1
    from item i where i.id = t.item_id and ${thirdOf} = 2
  `.execute(org.db)
  await planAll(org)
  const after = await lines()
  expect([...after.values()].flatMap(whyDifferences)).toEqual([])

  const changed = { safety: 0, usable: 0, minimum: 0 }
  for (const [sku, was] of before) {
    const is = after.get(sku)
    // What may be ordered later may now be ordered another day; what is due today stays so.
    if (was.why.orderDay !== 0 || is === undefined) continue
    expect([is.why.orderDay, is.why.needDay], sku).toEqual([0, was.why.needDay])
    const term = changedTerms[Number(sku.slice(-5)) % changedTerms.length] ?? 'safety'
    changed[term] += checks[term](was, is) ? 1 : 0
  }
  for (const count of Object.values(changed)) expect(count).toBeGreaterThan(items / 12)
})
