import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { ProposalId } from '../store/proposals.ts'

/** Why what is proposed cannot come by a lane. */
export type LaneReason =
  | 'unknown'
  | 'starts_here'
  | 'leads_elsewhere'
  | 'of_other_items'
  | 'inactive'
  | 'overruled'
  | 'in_circle'
  | 'not_spare'

type Wish = { readonly proposalId: ProposalId; readonly laneId: string }

export const wishKey = ({ proposalId, laneId }: Wish): string => `${proposalId} ${laneId}`

/**
 * All reasons why proposals cannot come by lanes, by `wishKey`; those that can are missing. The lanes stay until the
 * transaction ends.
 */
export async function laneReasons(
  tx: Tx,
  wishes: readonly Wish[],
): Promise<ReadonlyMap<string, readonly LaneReason[]>> {
  if (wishes.length === 0) return new Map()
  const laneIds = wishes.map(({ laneId }) => laneId)
  await sql`
    select 1 from source_lane where id = any(${laneIds}::uuid[]) order by id for key share
  `.execute(tx.db)
  const { rows } = await sql<Wish & { readonly reasons: readonly LaneReason[] }>`
    select a.proposal_id as "proposalId", a.lane_id as "laneId",
           case when v.id is null then array['unknown'] else array_remove(array[
             case when v.from_place_id = p.place_id then 'starts_here'
                  when v.to_place_id <> p.place_id then 'leads_elsewhere' end,
             case when v.item_id <> i.id or v.category_id is distinct from i.category_id
                       and v.category_id is not null then 'of_other_items' end,
             case when v.status <> 'active' then 'inactive' end,
             case when v.to_place_id = p.place_id and exists (
               select from source_lane o
               where (o.from_place_id, o.to_place_id) = (v.from_place_id, v.to_place_id)
                 and o.status = 'active'
                 and (o.item_id = i.id or o.item_id is null and o.category_id = i.category_id)
                 and (o.item_id is null, o.category_id is null)
                   < (v.item_id is null, v.category_id is null)) then 'overruled' end,
             case when v.to_place_id = p.place_id and v.from_place_id in (
               with recursive fed (place_id) as (
                 select p.place_id
                 union
                 select l.to_place_id
                 from fed join source_lane l on l.from_place_id = fed.place_id
                   and l.status = 'active' and coalesce(l.item_id, i.id) = i.id
                   and (l.category_id is null or l.category_id = i.category_id)
               ) select place_id from fed) then 'in_circle' end,
             case when p.key like 'rest:%' and p.from_place_id is distinct from v.from_place_id
               and not p.alternatives @> jsonb_build_array(jsonb_build_object('laneId', v.id))
               then 'not_spare' end
           ], null) end as reasons
    from unnest(${wishes.map((one) => one.proposalId)}::uuid[], ${laneIds}::uuid[])
      as a (proposal_id, lane_id)
    join proposal p on p.id = a.proposal_id
    join item i on i.id = p.item_id
    left join source_lane v on v.id = a.lane_id
  `.execute(tx.db)
  return new Map(
    rows.filter(({ reasons }) => reasons.length > 0).map((row) => [wishKey(row), row.reasons]),
  )
}
