/** The only SQL that writes stock rules. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
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
  await sql`
    insert into stock_rule (item_id, place_id, policy_id, abc, xyz, segment, target_kind, target_bps,
      level, method, supplier_id, term_id, lane_id, from_place_id, lead_days, lead_deviation_days,
      review_days, mean_day_units, lead_demand_units, quantile_units, safety_units, reorder_units,
      order_up_to_units, cover_days_max, shelf_life_days, max_units, cash_max_minor,
      release_up_to_minor, facts, input_fingerprint, fingerprint, computed_at)
    select g."itemId", g."placeId", g."policyId", g.abc, g.xyz, g.segment, g."targetKind",
           g."targetBps", g.level, g.method, g."supplierId", g."termId", g."laneId",
           g."fromPlaceId", g."leadDays", g."leadDeviationDays", g."reviewDays", g."meanDayUnits",
           g."leadDemandUnits", g."quantileUnits", g."safetyUnits", g."reorderUnits",
           g."orderUpToUnits", g."coverDaysMax", g."shelfLifeDays", g."maxUnits",
           g."cashMaxMinor", g."releaseUpToMinor", g.facts, g."inputFingerprint", g.fingerprint,
           ${tx.now}::timestamptz
    from json_to_recordset(${toJson(rules)}::json) as g ("itemId" uuid, "placeId" uuid,
      "policyId" uuid, abc text, xyz text, segment text, "targetKind" text, "targetBps" int,
      level float8, method text, "supplierId" uuid, "termId" uuid, "laneId" uuid,
      "fromPlaceId" uuid, "leadDays" int, "leadDeviationDays" float8, "reviewDays" int,
      "meanDayUnits" float8, "leadDemandUnits" float8, "quantileUnits" float8,
      "safetyUnits" bigint, "reorderUnits" bigint, "orderUpToUnits" bigint, "coverDaysMax" int,
      "shelfLifeDays" int, "maxUnits" bigint, "cashMaxMinor" bigint, "releaseUpToMinor" bigint,
      facts jsonb, "inputFingerprint" text, fingerprint text)
    order by g."itemId", g."placeId"
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
