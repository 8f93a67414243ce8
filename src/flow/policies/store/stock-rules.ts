/** The only SQL that writes stock rules. */
import { sql } from 'kysely'

import {
  bigintColumn,
  idColumn,
  integerColumn,
  jsonColumn,
  type Plain,
  plainColumn,
} from '#platform/columns'
import type { Tx } from '#platform/work'

import type { StockRule } from '../rules/stock-rule.ts'

/** What is said of the rule in a proposal's why; names as they travel. */
export type RuledFacts = Readonly<Record<string, string | number>>

export type StoredStockRule = Omit<StockRule, 'facts' | 'shared'> & {
  readonly facts: Readonly<Record<string, number | RuledFacts>>
  readonly itemId: string
  readonly placeId: string
  readonly policyId: string
  readonly abc: string
  readonly xyz: string
  readonly segment: string
  readonly targetKind: string
  readonly targetBps: number
  readonly method: string
  readonly supplierId: string | null
  readonly termId: string | null
  readonly laneId: string | null
  readonly fromPlaceId: string | null
  readonly leadDays: number
  readonly leadDeviationDays: number
  readonly reviewDays: number
  readonly coverDaysMax: number | null
  readonly shelfLifeDays: number | null
  readonly maxUnits: number | null
  readonly releaseUpToMinor: bigint | null
  readonly cashMaxMinor: bigint | null
  readonly inputFingerprint: string
  readonly fingerprint: string
}

/** Puts each in place of what was there. */
export async function putStockRules(tx: Tx, rules: readonly StoredStockRule[]): Promise<void> {
  if (rules.length === 0) return
  const column = (pick: (rule: StoredStockRule) => Plain) => plainColumn(rules, pick)
  const bigints = (pick: (rule: StoredStockRule) => bigint | number | null) =>
    bigintColumn(rules, pick)
  const integers = (pick: (rule: StoredStockRule) => number | null) => integerColumn(rules, pick)
  const ids = (pick: (rule: StoredStockRule) => string | null) => idColumn(rules, pick)
  await sql`
    insert into stock_rule (item_id, place_id, policy_id, abc, xyz, segment, target_kind, target_bps,
      level, method, supplier_id, term_id, lane_id, from_place_id, lead_days, lead_deviation_days,
      review_days, mean_day_units, lead_demand_units, quantile_units, safety_units, reorder_units,
      order_up_to_units, cover_days_max, shelf_life_days, max_units, cash_max_minor,
      release_up_to_minor, facts, input_fingerprint, fingerprint, computed_at)
    select g.*, ${tx.now}::timestamptz
    from unnest(
      ${ids((rule) => rule.itemId)}::uuid[], ${ids((rule) => rule.placeId)}::uuid[],
      ${ids((rule) => rule.policyId)}::uuid[], ${column((rule) => rule.abc)}::text[],
      ${column((rule) => rule.xyz)}::text[], ${column((rule) => rule.segment)}::text[],
      ${column((rule) => rule.targetKind)}::text[], ${integers((rule) => rule.targetBps)}::int[],
      ${column((rule) => rule.level)}::float8[], ${column((rule) => rule.method)}::text[],
      ${ids((rule) => rule.supplierId)}::uuid[], ${ids((rule) => rule.termId)}::uuid[],
      ${ids((rule) => rule.laneId)}::uuid[], ${ids((rule) => rule.fromPlaceId)}::uuid[],
      ${integers((rule) => rule.leadDays)}::int[],
      ${column((rule) => rule.leadDeviationDays)}::float8[],
      ${integers((rule) => rule.reviewDays)}::int[], ${column((rule) => rule.meanDayUnits)}::float8[],
      ${column((rule) => rule.leadDemandUnits)}::float8[],
      ${column((rule) => rule.quantileUnits)}::float8[],
      ${bigints((rule) => rule.safetyUnits)}::bigint[],
      ${bigints((rule) => rule.reorderUnits)}::bigint[],
      ${bigints((rule) => rule.orderUpToUnits)}::bigint[],
      ${integers((rule) => rule.coverDaysMax)}::int[], ${integers((rule) => rule.shelfLifeDays)}::int[],
      ${bigints((rule) => rule.maxUnits)}::bigint[], ${bigints((rule) => rule.cashMaxMinor)}::bigint[],
      ${bigints((rule) => rule.releaseUpToMinor)}::bigint[],
      ${jsonColumn(rules, (rule) => JSON.stringify(rule.facts))}::jsonb[],
      ${column((rule) => rule.inputFingerprint)}::text[],
      ${column((rule) => rule.fingerprint)}::text[]) as g
    order by 1, 2
    on conflict (item_id, place_id) do update set
      policy_id = excluded.policy_id, abc = excluded.abc, xyz = excluded.xyz,
      segment = excluded.segment, target_kind = excluded.target_kind,
      target_bps = excluded.target_bps, level = excluded.level, method = excluded.method,
      supplier_id = excluded.supplier_id, term_id = excluded.term_id,
      lane_id = excluded.lane_id, from_place_id = excluded.from_place_id,
      lead_days = excluded.lead_days, lead_deviation_days = excluded.lead_deviation_days,
      review_days = excluded.review_days, mean_day_units = excluded.mean_day_units,
      lead_demand_units = excluded.lead_demand_units, quantile_units = excluded.quantile_units,
      safety_units = excluded.safety_units, reorder_units = excluded.reorder_units,
      order_up_to_units = excluded.order_up_to_units, cover_days_max = excluded.cover_days_max,
      shelf_life_days = excluded.shelf_life_days, max_units = excluded.max_units,
      cash_max_minor = excluded.cash_max_minor,
      release_up_to_minor = excluded.release_up_to_minor, facts = excluded.facts,
      input_fingerprint = excluded.input_fingerprint, fingerprint = excluded.fingerprint,
      computed_at = excluded.computed_at
  `.execute(tx.db)
}

/** What a person said is not planned at a place has no rule there. */
export async function dropUnplanned(tx: Tx): Promise<void> {
  await sql`
    delete from stock_rule r using planning_item n
    where n.item_id = r.item_id and n.place_id = r.place_id and not n.is_planned
  `.execute(tx.db)
}
