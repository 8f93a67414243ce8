/**
 * Planning once more, slowly: each item day by day, written from the words of the rules rather than from
 * their code. What planning keeps must agree with it.
 */
import { sql } from 'kysely'

import { daysBetween } from '#kernel/day'
import type { TestOrganization } from '#support/database'

const days = 182
const weekDays = 7
/** A supply this much after the need is waited for, and orders due so soon are proposed. */
export const toleranceDays = 2
export const aheadDays = 14
export const horizonDays = 180

export type Stand = {
  readonly itemId: string
  readonly sku: string
  readonly usable: number
  readonly owed: number
  readonly safety: number
  readonly lead: number
  readonly review: number
  readonly hasCap: boolean
  readonly startsOn: string
  readonly baseline: readonly number[]
  readonly uplift: readonly number[]
  readonly coming: readonly Coming[] | null
  readonly projection: readonly number[]
  readonly proposed: number | null
  readonly proposals: number
}

export type Coming = {
  readonly units: number
  readonly on: string | null
  readonly isProposed: boolean
}

/** Each way in which what planning keeps differs from the slow plan; none is right. */
export async function whatPlanDiffers(
  org: TestOrganization,
  asOf: string,
): Promise<readonly string[]> {
  return (await readStands(org)).flatMap((stand) => differencesOf(stand, asOf))
}

function differencesOf(stand: Stand, asOf: string): readonly string[] {
  const { sku, projection, proposed, proposals } = stand
  const differences: string[] = []
  const coming = stand.coming ?? []
  const curve = simulate(stand, asOf, coming)
  projection.forEach((units, week) => {
    const slow = curve[week * weekDays + weekDays - 1] ?? 0
    if (Math.abs(units - slow) > 0.5) {
      differences.push(`${sku}: week ${week} ends with ${units}, slowly ${slow}`)
    }
  })
  const firm = coming.filter(({ isProposed }) => !isProposed)
  const isNeeded = isShort(stand, asOf, firm)
  if (isNeeded && proposals === 0 && !stand.hasCap) differences.push(`${sku}: nothing proposed`)
  if (!isNeeded && proposals > 0) differences.push(`${sku}: proposed without need`)
  const expected = coming.filter(({ isProposed }) => isProposed)
  const expectedUnits = expected.reduce((sum, { units }) => sum + units, 0)
  if (expectedUnits !== (proposed ?? 0) || proposals > 1) {
    differences.push(`${sku}: ${proposed} proposed ${proposals} times, ${expectedUnits} expected`)
  }
  return differences
}

/** [day] = stock at its end. */
export function simulate(stand: Stand, asOf: string, coming: readonly Coming[]): readonly number[] {
  const curve: number[] = []
  let arrived = 0
  let baseline = 0
  let uplift = 0
  for (let day = 0; day < days; day += 1) {
    for (const { units, on } of coming) {
      if (dayOf(on, asOf) === day) arrived += units
    }
    baseline += demandOn(stand.baseline, stand.startsOn, asOf, day)
    uplift += demandOn(stand.uplift, stand.startsOn, asOf, day)
    const sold = Math.round(baseline) + Math.round(uplift)
    curve.push(stand.usable - stand.owed + arrived - sold)
  }
  return curve
}

/** Whether an order must be made within the days that are looked at, or stock falls below its safety. */
function isShort(stand: Stand, asOf: string, firm: readonly Coming[]): boolean {
  const sooner = firm.map(({ units, on, isProposed }) => {
    const day = Math.max(0, dayOf(on, asOf) - toleranceDays)
    return { units, isProposed, day }
  })
  const none = simulate(stand, asOf, [])
  const last = Math.max(horizonDays, stand.lead + stand.review + aheadDays + 1) - 1
  const from = stand.lead
  const to = Math.min(stand.lead + aheadDays + stand.review, last, days - 1)
  for (let day = from; day <= to; day += 1) {
    const came = sooner.reduce((sum, one) => sum + (one.day <= day ? one.units : 0), 0)
    if ((none[day] ?? 0) + came < stand.safety) return true
  }
  return false
}

/** What is late comes today. */
export function dayOf(on: string | null, asOf: string): number {
  return on === null ? 0 : Math.max(0, daysBetween(asOf, on))
}

function demandOn(weeks: readonly number[], startsOn: string, asOf: string, day: number): number {
  const at = Math.floor((day - daysBetween(asOf, startsOn)) / weekDays)
  const mean = weeks.reduce((sum, units) => sum + units, 0) / weeks.length
  return (weeks[at] ?? mean) / weekDays
}

async function readStands(org: TestOrganization): Promise<readonly Stand[]> {
  const { rows } = await sql<Stand>`
    select p.item_id as "itemId", i.sku, r.safety_units::float8 as safety, r.lead_days as lead,
           r.review_days as review, r.cover_days_max is not null as "hasCap",
           f.starts_on as "startsOn", f.baseline_units as baseline, f.uplift_units as uplift,
           p.projection_units as projection, 0 as owed,
           coalesce((select sum(b.units) from stock_balance b
             join stock_status s on s.code = b.status and s.is_usable
             where (b.item_id, b.place_id) = (p.item_id, p.place_id)), 0)::float8 as usable,
           (select json_agg(json_build_object('units', e.units, 'on', e.expected_on,
              'isProposed', e.firmness = 'proposed'))
            from expectation e where (e.item_id, e.place_id) = (p.item_id, p.place_id)
              and e.units > 0) as coming,
           (select sum(o.ordered_units)::float8 from proposal o
            where (o.item_id, o.place_id) = (p.item_id, p.place_id) and o.status = 'open'
              and o.kind = 'buy') as proposed,
           (select count(*)::int from proposal o
            where (o.item_id, o.place_id) = (p.item_id, p.place_id) and o.status = 'open'
              and o.kind = 'buy') as proposals
    from plan_position p
    join item i on i.id = p.item_id
    join stock_rule r on (r.item_id, r.place_id) = (p.item_id, p.place_id)
    join forecast f on (f.item_id, f.place_id, f.period) = (p.item_id, p.place_id, 'week')
    order by i.sku
  `.execute(org.db)
  return rows
}
