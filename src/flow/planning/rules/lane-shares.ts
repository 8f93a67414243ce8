/**
 * What leaves a place for others, and when: each transfer on the day it is asked for where there is enough,
 * else shared by equal risk of running out, together with the place's own customers; the rest leaves when
 * more comes, at the latest when a new order could be there.
 */
import { type Claim, shareScarce } from './share-scarce.ts'
import type { StockLook } from './stock-look.ts'

/** A transfer that somebody asks of the place. */
export type LaneAsk = {
  readonly toPlaceId: string
  readonly laneDays: number
  readonly multipleUnits: number
  /** The day it is to leave. */
  readonly leavesDay: number
  readonly units: number
  /** A person decided so many: they come first. */
  readonly isFixed: boolean
  /** Of the place that asks, without what it asks for. */
  readonly look: StockLook
  readonly dayDeviationUnits: number
}

export type LaneShare = {
  readonly toPlaceId: string
  /** What leaves, in order of day; the first on the day it is asked for, unless there is nothing then. */
  readonly waves: readonly LaneWave[]
}

export type LaneWave = {
  readonly day: number
  readonly units: number
  /** What there was for all, and for how many; undefined: it was enough. */
  readonly shared: { readonly availableUnits: number; readonly placeCount: number } | undefined
}

/** The place that is asked. */
export type AskedPlace = {
  /** Without what other places are to get. */
  readonly look: StockLook
  /** The first day on which a new order can be there. */
  readonly newDay: number
  readonly ownDayDeviationUnits: number
  /** Of its safety, the part that is for its own customers. */
  readonly ownSafetyUnits: number
}

type Open = {
  readonly ask: LaneAsk
  left: number
  readonly waves: LaneWave[]
}

/** In the order of the asks. */
export function sharesOf(place: AskedPlace, asks: readonly LaneAsk[]): readonly LaneShare[] {
  const open = asks.map((ask): Open => {
    return { ask, left: ask.units, waves: [] }
  })
  const { state } = place.look.item
  let stock = state.usableUnits
  let owed = state.committedUnits
  for (const span of spansOf(place)) {
    stock += span.comesUnits
    const own = owed + span.ownUnits
    const wanting = open.filter(({ ask, left }) => left > 0 && ask.leavesDay < span.endDay)
    const given = grantsIn(place, span, wanting, { stock, own })
    for (const [at, one] of wanting.entries()) {
      give(one, { day: span.startDay, units: given.units[at] ?? 0, shared: given.shared })
    }
    stock -= sumOf(given.units) + given.ownUnits
    owed = own - given.ownUnits
  }
  for (const one of open) give(one, { day: place.newDay, units: one.left, shared: undefined })
  return open.map(({ ask, waves }) => ({ toPlaceId: ask.toPlaceId, waves }))
}

const sumOf = (units: readonly number[]): number => units.reduce((sum, one) => sum + one, 0)

function give(one: Open, wave: LaneWave): void {
  if (wave.units <= 0) return
  one.left -= wave.units
  one.waves.push({ ...wave, day: Math.max(wave.day, one.ask.leavesDay) })
}

type Span = {
  readonly startDay: number
  readonly endDay: number
  /** What comes on its first day, and what its own customers want until its last. */
  readonly comesUnits: number
  readonly ownUnits: number
}

/** From one arrival to the next, until a new order could be there: as long as that, what is there must do. */
function spansOf({ look, newDay }: AskedPlace): readonly Span[] {
  const { supplies } = look.item.state
  const days = supplies.map(({ day }) => Math.max(0, day)).filter((day) => day > 0 && day < newDay)
  const starts = newDay > 0 ? [...new Set([0, ...days])].sort((a, b) => a - b) : []
  const wantedBy = (day: number) => look.demand.all[Math.min(day, look.demand.all.length) - 1] ?? 0
  return starts.map((startDay, at) => {
    const endDay = starts[at + 1] ?? newDay
    const comes = supplies.filter(({ day }) => Math.max(0, day) === startDay)
    return {
      startDay,
      endDay,
      comesUnits: sumOf(comes.map(({ units }) => units)),
      ownUnits: wantedBy(endDay) - wantedBy(startDay),
    }
  })
}

type Grants = Pick<LaneWave, 'shared'> & {
  readonly units: readonly number[]
  readonly ownUnits: number
}

function grantsIn(
  place: AskedPlace,
  span: Span,
  wanting: readonly Open[],
  { stock, own }: { readonly stock: number; readonly own: number },
): Grants {
  const wanted = sumOf(wanting.map(({ left }) => left))
  if (wanted + own <= stock) {
    return { units: wanting.map(({ left }) => left), ownUnits: own, shared: undefined }
  }
  const availableUnits = Math.max(0, stock)
  let free = availableUnits
  const fixed = wanting.map(({ ask, left }) => {
    const units = ask.isFixed ? Math.min(left, free) : 0
    free -= units
    return units
  })
  const claims = wanting.map((one): Claim => claimOf(one, span))
  const shares = shareScarce(free, [...claims, ownClaim(place, span, own)])
  return {
    units: wanting.map(({ ask }, at) => (ask.isFixed ? fixed[at] : shares[at]) ?? 0),
    ownUnits: Math.min(Math.max(0, own), shares.at(-1) ?? 0),
    shared: { availableUnits, placeCount: wanting.length },
  }
}

/** By the risk of running out before what leaves with the next arrival would be there. */
function claimOf({ ask, left }: Open, { endDay }: Span): Claim {
  const { curve, demand } = ask.look
  const day = Math.min(endDay + ask.laneDays, curve.length - 1)
  const meanUnits = demand.all[day] ?? 0
  return {
    askedUnits: ask.isFixed ? 0 : left,
    multipleUnits: ask.multipleUnits,
    haveUnits: (curve[day] ?? 0) + meanUnits + ask.units - left,
    meanUnits,
    deviationUnits: ask.dayDeviationUnits * Math.sqrt(day + 1),
  }
}

function ownClaim(place: AskedPlace, { startDay, endDay }: Span, own: number): Claim {
  return {
    askedUnits: own > 0 ? own + place.ownSafetyUnits : 0,
    multipleUnits: 1,
    haveUnits: 0,
    meanUnits: Math.max(0, own),
    deviationUnits: place.ownDayDeviationUnits * Math.sqrt(endDay - startDay),
  }
}
