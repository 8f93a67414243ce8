/** What several places ask of one, as it is shared. */
import { type AskedPlace, type LaneAsk, type LaneShare, sharesOf } from './lane-shares.ts'
import type { Ask } from './network-lines.ts'
import { dayDeviation, type NetworkNode, nextLane, nodeToPlan, ownShare } from './network-node.ts'
import type { PlanSettings } from './settings.ts'
import { lookAt } from './stock-look.ts'

/**
 * What people decided leaves first, and the others share what is left; what would have been suggested in its place
 * is what sharing gives without them.
 */
export function sharesAsDecided(place: AskedPlace, asks: readonly Ask[]): readonly LaneShare[] {
  const suggested = sharesOf(
    place,
    asks.map((ask) => laneAsk(ask, null)),
  )
  if (asks.every(({ node }) => node.decidedUnits === null)) return suggested
  const decided = sharesOf(
    place,
    asks.map((ask) => laneAsk(ask, ask.node.decidedUnits)),
  )
  return decided.map((share, at) => {
    return asks[at]?.node.decidedUnits === null ? share : (suggested[at] ?? share)
  })
}

function laneAsk({ node, facts, chosen }: Ask, decided: number | null): LaneAsk {
  const { proposed, lane } = chosen
  return {
    toPlaceId: node.placeId,
    laneDays: lane?.leadDays ?? 0,
    multipleUnits: lane?.multipleUnits ?? 1,
    leavesDay: proposed.orderDay,
    units: decided ?? proposed.units,
    isFixed: decided !== null,
    look: facts.look,
    dayDeviationUnits: dayDeviation(node),
  }
}

export function askedPlace(node: NetworkNode, settings: PlanSettings): AskedPlace {
  const look = lookAt(nodeToPlan(node, nextLane(node), [], settings))
  const { item } = look
  const own = ownShare(node)
  let firstDay = 0
  while (firstDay < item.horizonDays && !item.net.isOrderDay(firstDay)) firstDay += 1
  return {
    look,
    newDay: firstDay + item.net.leadDays,
    ownDayDeviationUnits: dayDeviation(node) * Math.sqrt(own),
    ownSafetyUnits: Math.round(node.facts.safetyUnits * own),
  }
}
