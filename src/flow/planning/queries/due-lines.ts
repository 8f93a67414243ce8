import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { DueLine } from '../rules/release.ts'

/** What would be one order: made of the lines that are due. */
export type DueOrder = {
  readonly supplierId: string
  readonly placeId: string
  readonly currency: string
}

export type DueRun = { readonly asOf: string; readonly isCurrent: boolean }

/** Runs from a day that is past are looked at, not ordered by. */
export async function readDueRun(ask: Ask, runId: string): Promise<DueRun | undefined> {
  const { rows } = await sql<DueRun>`
    select as_of as "asOf", as_of >= ${ask.now}::timestamptz::date - 1 as "isCurrent"
    from plan_run where id = ${runId}::uuid and status = 'done'
  `.execute(ask.db)
  return rows[0]
}

/** Orders with a line within reach of some limit; none while nothing is to be released. */
export async function listDueOrders(ask: Ask, asOf: string): Promise<readonly DueOrder[]> {
  const { rows } = await sql<DueOrder>`
    select distinct p.supplier_id as "supplierId", p.place_id as "placeId", p.currency
    from proposal p
    join stock_rule r on r.item_id = p.item_id and r.place_id = p.place_id
    where p.status = 'open' and p.kind = 'buy' and p.order_by <= ${asOf}::date
      and p.supplier_id is not null and r.release_up_to_minor is not null
      and exists (select from plan_setting where is_releasing)
    order by 1, 2, 3
  `.execute(ask.db)
  return rows
}

export async function isAnyReleasing(ask: Ask): Promise<boolean> {
  const { rows } = await sql<{ readonly is: boolean }>`
    select exists (select from plan_setting where is_releasing) and exists (
      select from policy_rule r join policy_version v on v.id = r.policy_id
      where v.status = 'active' and r.release_up_to_minor is not null) as is
  `.execute(ask.db)
  return rows[0]?.is ?? false
}

/** The lines of it that this run has not spoken of yet, most urgent first. */
export async function readDueLines(
  ask: Ask,
  order: DueOrder,
  given: { readonly runId: string; readonly asOf: string },
): Promise<readonly DueLine[]> {
  const { rows } = await sql<DueLine>`
    select p.id, p.value_minor as "valueMinor", p.company_value_minor as "companyValueMinor",
           r.release_up_to_minor as "limitMinor", p.price_e4 > 0 as "isPriced",
           coalesce((p.why ->> 'isOverCap')::boolean, false) as "isOverCap",
           p.is_switched as "isSwitched", p.is_expedited as "isExpedited",
           s.status = 'active' as "isSupplierActive", d.id is not null as "isDecided",
           coalesce(d.snoozed_until > ${given.asOf}::date, false) as "isSnoozed"
    from proposal p
    join supplier s on s.id = p.supplier_id
    left join stock_rule r on r.item_id = p.item_id and r.place_id = p.place_id
    left join proposal_decision d on d.proposal_key = p.key
    where p.supplier_id = ${order.supplierId}::uuid and p.place_id = ${order.placeId}::uuid
      and p.currency = ${order.currency} and p.status = 'open' and p.kind = 'buy'
      and p.order_by <= ${given.asOf}::date
      and not exists (select from plan_release l
        where l.run_id = ${given.runId}::uuid and l.proposal_id = p.id)
    order by p.urgency, p.id
  `.execute(ask.db)
  return rows
}

type OrderMinimumLimits = {
  /** In the order's currency, as it was worth when the order was last filled up. */
  readonly minimumMinor: bigint | null
  /** It is in another currency, and what it is worth is not known. */
  readonly isMinimumUnknown: boolean
  readonly leftMinor: bigint | null
}

/** What the supplier asks for, and what it may still get today by rule. */
export async function readOrderLimits(
  ask: Ask,
  { supplierId, placeId, currency }: DueOrder,
): Promise<OrderMinimumLimits> {
  const { rows } = await sql<OrderMinimumLimits>`
    select coalesce(m.is_other and t.minimum is null, false) as "isMinimumUnknown",
      case when m.is_other then t.minimum else m.minimum end as "minimumMinor",
      s.release_day_max_minor - (
        select coalesce(sum(l.company_value_minor), 0)::bigint from plan_release l
        where l.supplier_id = ${supplierId}::uuid and l.order_id is not null
          and l.decided_at >= ${ask.now}::timestamptz::date) as "leftMinor"
    from plan_setting s
    left join lateral (
      select nullif(minimum_value_minor, 0) as minimum,
             currency <> ${currency} and minimum_value_minor > 0 as is_other
      from order_minimum
      where supplier_id = ${supplierId}::uuid
        and (place_id = ${placeId}::uuid or place_id is null)
      order by place_id nulls last limit 1) m on true
    left join lateral (
      select minimum_minor as minimum from order_top_up
      where supplier_id = ${supplierId}::uuid and place_id = ${placeId}::uuid
        and currency = ${currency} and status <> 'no_rate') t on true
  `.execute(ask.db)
  return rows[0] ?? { isMinimumUnknown: false, minimumMinor: null, leftMinor: null }
}
