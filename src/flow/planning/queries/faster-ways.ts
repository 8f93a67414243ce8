import { sql } from 'kysely'

import { daysBetween } from '#kernel/day'
import { moneyFromWire, moneyToWire } from '#platform/wire'
import type { Ask } from '#platform/work'

import type { FasterWay, ProposalView } from '../contract.ts'

type Late = Pick<
  ProposalView,
  | 'isExpedited'
  | 'arrivesOn'
  | 'sellsOutOn'
  | 'urgencyKind'
  | 'companyValue'
  | 'alternatives'
  | 'moves'
  | 'item'
  | 'place'
>

/** For what runs out before it can come: what would be there sooner, in time and cheapest first. */
export async function fasterWays(ask: Ask, late: Late): Promise<readonly FasterWay[]> {
  if (!late.isExpedited) return []
  const { arrivesOn, sellsOutOn, urgencyKind, companyValue } = late
  const way = (given: Pick<FasterWay, 'kind' | 'name' | 'id' | 'arrivesOn' | 'extra'>) => ({
    ...given,
    daysSooner: daysBetween(given.arrivesOn, arrivesOn),
    isInTime: urgencyKind !== 'out_now' && sellsOutOn !== null && given.arrivesOn <= sellsOutOn,
  })
  const usual = minorOf(companyValue)
  const ways: readonly FasterWay[] = [
    ...late.alternatives.map((one) => {
      const more = minorOf(one.companyValue) - usual
      const { id, name } = one.supplier
      const extra = moneyToWire(more, companyValue.currency)
      return way({ kind: 'supplier', id, name, arrivesOn: one.arrivesOn, extra })
    }),
    ...late.moves.map(({ fromPlace: { id, name }, arrivesOn: on, value }) => {
      return way({ kind: 'lane', id, name, arrivesOn: on, extra: value })
    }),
    ...(await readMessages(ask, late)).map((one) => way({ kind: 'message', ...one, extra: null })),
  ]
  return ways.filter(({ daysSooner }) => daysSooner > 0).sort(byUse)
}

function minorOf(money: ProposalView['companyValue']): bigint {
  const read = moneyFromWire(money)
  return read.kind === 'read' ? read.value : 0n
}

/** In time first, then what costs least; a message costs nothing that is known. */
function byUse(a: FasterWay, b: FasterWay): number {
  if (a.isInTime !== b.isInTime) return a.isInTime ? -1 : 1
  const cost = (way: FasterWay) => (way.extra === null ? 0n : minorOf(way.extra))
  const less = cost(a) - cost(b)
  return less === 0n ? b.daysSooner - a.daysSooner : less < 0n ? -1 : 1
}

async function readMessages(ask: Ask, { item, place }: Late) {
  const { rows } = await sql<{ id: string; name: string | null; arrivesOn: string }>`
    select o.id, o.number as name, p.arrives_on as "arrivesOn"
    from proposal p join purchase_order o on o.id = p.order_id
    where p.item_id = ${item.id}::uuid and p.place_id = ${place.id}::uuid
      and p.status = 'open' and p.kind = 'expedite'
    order by p.arrives_on, o.id
  `.execute(ask.db)
  return rows
}
