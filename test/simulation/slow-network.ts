/**
 * Planning of a hub with its stores once more, slowly, from the words of the rules: what leaves the hub is what is
 * proposed to move, and what stores will ask for after that; nobody moves what is not there.
 */
import { sql } from 'kysely'

import type { TestOrganization } from '#support/database'

import {
  aheadDays,
  type Coming,
  dayOf,
  horizonDays,
  type Stand,
  simulate,
  toleranceDays,
} from './slow-plan.ts'

type Proposed = { readonly kind: string; readonly units: number; readonly by: string }

type Place = Omit<Stand, 'proposed' | 'proposals'> & {
  readonly placeId: string
  readonly fromPlaceId: string | null
  readonly multiple: number
  readonly upTo: number
  readonly lines: readonly Proposed[]
}

type Leaving = { readonly day: number; readonly units: number; readonly isProposed: boolean }

const weekDays = 7

/** Each way in which what planning keeps differs from the slow plan; none is right. */
export async function whatNetworkDiffers(
  org: TestOrganization,
  asOf: string,
): Promise<readonly string[]> {
  const places = await readPlaces(org)
  return [...Map.groupBy(places, ({ itemId }) => itemId).values()].flatMap((ofItem) => {
    return ofItem.flatMap((place) => {
      const fed = ofItem.filter(({ fromPlaceId }) => fromPlaceId === place.placeId)
      return differencesAt(
        place,
        fed.flatMap((store) => leavingFor(store, asOf)),
        asOf,
      )
    })
  })
}

function differencesAt(place: Place, leaving: readonly Leaving[], asOf: string): readonly string[] {
  const differences: string[] = []
  const says = (what: string) => differences.push(`${place.sku} at ${place.placeId}: ${what}`)
  const coming = place.coming ?? []
  const curve = less(simulate(asStand(place), asOf, coming), leaving)
  place.projection.forEach((units, week) => {
    const slow = curve[week * weekDays + weekDays - 1] ?? 0
    if (Math.abs(units - slow) > 0.5) says(`week ${week} ends with ${units}, slowly ${slow}`)
  })
  const firm = coming.filter(({ isProposed }) => !isProposed)
  const first = firstOrderDay(place, asOf, firm, leaving)
  if (first !== undefined && place.lines.length === 0 && !place.hasCap) says('nothing proposed')
  if (first === undefined && place.lines.length > 0) says('proposed without need')
  const expected = coming.filter(({ isProposed }) => isProposed)
  if (sum(expected) !== sum(place.lines)) says(`${sum(expected)} expected`)
  for (let day = 0; day < place.lead; day += 1) {
    const there = place.usable + sum(firm.filter(({ on }) => dayOf(on, asOf) <= day))
    const left = sum(leaving.filter((one) => one.isProposed && one.day <= day))
    if (left > there) says(`${left} leave by day ${day} of ${there}`)
  }
  return differences
}

const sum = (list: readonly { readonly units: number }[]) =>
  list.reduce((total, { units }) => total + units, 0)

function less(curve: readonly number[], leaving: readonly Leaving[]): readonly number[] {
  return curve.map((units, day) => units - sum(leaving.filter((one) => one.day <= day)))
}

const asStand = (place: Place): Stand => ({ ...place, proposed: null, proposals: 0 })

/** What leaves for a store: what is proposed to be moved, and whatever it will ask for later. */
function leavingFor(store: Place, asOf: string): readonly Leaving[] {
  const firm = (store.coming ?? []).filter(({ isProposed }) => !isProposed)
  const first = firstOrderDay(store, asOf, firm, [])
  if (first === undefined) return []
  const moved = store.lines.filter(({ kind }) => kind === 'transfer')
  const asked = { day: first, arrives: first + store.lead, units: sum(store.lines) }
  return [
    ...moved.map(({ units, by }) => ({ day: dayOf(by, asOf), units, isProposed: true })),
    ...laterOrders(store, asOf, firm, asked),
  ]
}

type Order = { readonly day: number; readonly arrives: number; readonly units: number }

function laterOrders(
  store: Place,
  asOf: string,
  firm: readonly Coming[],
  first: Order,
): readonly Leaving[] {
  const orders: Order[] = [first]
  for (let day = first.day + 1; day < horizonDays; day += 1) {
    const lacks = missing(store, asOf, firm, day, orders)
    if (lacks > 0) orders.push({ day, arrives: day + store.lead, units: sized(store, lacks) })
  }
  return orders.slice(1).map(({ day, units }) => ({ day, units, isProposed: false }))
}

/** The most by which stock falls short of its safety on the days that an order of this day protects. */
function missing(
  place: Place,
  asOf: string,
  firm: readonly Coming[],
  orderDay: number,
  orders: readonly Order[] = [],
  leaving: readonly Leaving[] = [],
): number {
  const none = less(cached(place, asOf), leaving)
  const last = horizonDays - 1
  let most = 0
  const to = Math.min(orderDay + place.lead + place.review, last)
  for (let day = Math.min(orderDay + place.lead, last); day <= to; day += 1) {
    const until = Math.min(day + toleranceDays, last)
    const came = sum(firm.filter(({ on }) => dayOf(on, asOf) <= until))
    const more = sum(orders.filter(({ arrives }) => arrives <= until))
    most = Math.max(most, place.safety - (none[day] ?? 0) - came - more)
  }
  return most
}

const curves = new WeakMap<Place, readonly number[]>()

/** Without anything that comes. */
function cached(place: Place, asOf: string): readonly number[] {
  const known = curves.get(place) ?? simulate(asStand(place), asOf, [])
  curves.set(place, known)
  return known
}

function firstOrderDay(
  place: Place,
  asOf: string,
  firm: readonly Coming[],
  leaving: readonly Leaving[],
): number | undefined {
  for (let day = 0; day <= aheadDays; day += 1) {
    if (missing(place, asOf, firm, day, [], leaving) > 0) return day
  }
  return undefined
}

function sized({ multiple, upTo }: Place, units: number): number {
  return Math.ceil((units + upTo) / multiple) * multiple
}

async function readPlaces(org: TestOrganization): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    select p.item_id as "itemId", p.place_id as "placeId", i.sku, r.from_place_id as "fromPlaceId",
           r.safety_units::float8 as safety, r.lead_days as lead, r.review_days as review,
           r.cover_days_max is not null as "hasCap", r.order_up_to_units::float8 as "upTo",
           coalesce(l.multiple_units, 1)::float8 as multiple,
           f.starts_on as "startsOn", f.baseline_units as baseline, f.uplift_units as uplift,
           p.projection_units as projection, 0 as owed,
           coalesce((select sum(b.units) from stock_balance b
             join stock_status s on s.code = b.status and s.is_usable
             where (b.item_id, b.place_id) = (p.item_id, p.place_id)), 0)::float8 as usable,
           (select json_agg(json_build_object('units', e.units, 'on', e.expected_on,
              'isProposed', e.firmness = 'proposed'))
            from expectation e where (e.item_id, e.place_id) = (p.item_id, p.place_id)
              and e.units > 0) as coming,
           (select coalesce(json_agg(json_build_object('kind', o.kind, 'units', o.ordered_units,
              'by', o.order_by) order by o.key), '[]')
            from proposal o where (o.item_id, o.place_id) = (p.item_id, p.place_id)
              and o.status = 'open' and o.kind in ('buy', 'transfer')) as lines
    from plan_position p
    join item i on i.id = p.item_id
    join stock_rule r on (r.item_id, r.place_id) = (p.item_id, p.place_id)
    left join source_lane l on l.id = r.lane_id
    join forecast f on (f.item_id, f.place_id, f.period) = (p.item_id, p.place_id, 'week')
    order by i.sku, p.place_id
  `.execute(org.db)
  return rows
}
