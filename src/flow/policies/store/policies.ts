/** The only SQL that writes policies: whole versions, of which one is in force. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'
import { type RuleBook, type RuleScope, ruleBook } from '../rules/pick-rule.ts'
import {
  criticalDefaults,
  type SegmentTarget,
  segmentDefaults,
  targetDefaults,
} from '../rules/segments.ts'
import type { PolicyRule } from '../rules/stock-rule.ts'

export type PolicyId = Id<'Policy'>
export type PolicyRuleId = Id<'PolicyRule'>

/** What holds for all segments of a policy. */
export type PolicySettings = {
  readonly valueShareA: number
  readonly valueShareB: number
  readonly variationX: number
  readonly variationY: number
  /** What an order costs, in the company's minor units, and holding in a year as a share of cost. */
  readonly orderCostMinor: number
  readonly holdingRate: number
  /** A method must cost this share less in a year, for so many rounds in a row, to be advised. */
  readonly tournamentMargin: number
  readonly tournamentRounds: number
  /** What is advised is drafted by itself; a person still puts it in force. */
  readonly draftsAdvice: boolean
}

export const usualPolicySettings: PolicySettings = {
  ...segmentDefaults,
  orderCostMinor: 2_000,
  holdingRate: 0.2,
  tournamentMargin: 0.03,
  tournamentRounds: 3,
  draftsAdvice: false,
}

export type StoredRule = PolicyRule &
  RuleScope & {
    readonly id: PolicyRuleId
    readonly releaseUpToMinor: bigint | null
    readonly cashMaxMinor: bigint | null
    readonly version: number
  }

export type ActivePolicy = {
  readonly id: PolicyId
  readonly settings: PolicySettings
  /** Of this version and all its rules. */
  readonly fingerprint: string
  readonly rules: readonly StoredRule[]
  readonly book: RuleBook<StoredRule>
}

/** The policy in force; undefined before anybody or the first run made one. */
export async function readActivePolicy(ask: Ask | Tx): Promise<ActivePolicy | undefined> {
  const { rows } = await sql<{
    readonly id: PolicyId
    readonly settings: PolicySettings
    readonly fingerprint: string
  }>`
    select p.id, p.settings, md5(concat(p.id, p.version,
             (select string_agg(r.id || '/' || r.version, ',' order by r.id)
              from policy_rule r where r.policy_id = p.id),
             (select string_agg(c.id || '/' || c.parent_id, ',' order by c.id)
              from item_category c where exists (
                select from policy_rule r where r.policy_id = p.id and r.category_id is not null)),
             (select string_agg(c.id::text, ',' order by c.id) from channel c
              where c.is_committed and exists (select from policy_rule r
                where r.policy_id = p.id and (r.channel_id is not null or r.segment = 'committed')))
           )) as fingerprint
    from policy_version p where p.status = 'active'
  `.execute(ask.db)
  const [policy] = rows
  if (policy === undefined) return undefined
  const rules = await readRules(ask, policy.id)
  const settings = { ...usualPolicySettings, ...policy.settings }
  return { ...policy, settings, rules, book: await bookOf(ask, rules) }
}

export async function readRules(ask: Ask | Tx, policyId: PolicyId): Promise<readonly StoredRule[]> {
  const { rows } = await sql<StoredRule>`
    select id, segment, category_id as "categoryId", place_id as "placeId",
           channel_id as "channelId", target_kind as "targetKind",
           target_bps as "targetBps", method, review_days as "reviewDays",
           cover_days_min as "coverDaysMin", cover_days_max as "coverDaysMax",
           min_units::float8 as "minUnits", max_units::float8 as "maxUnits",
           calibrated_level as "calibratedLevel", release_up_to_minor as "releaseUpToMinor",
           cash_max_minor as "cashMaxMinor", version
    from policy_rule where policy_id = ${policyId}::uuid
    order by segment, category_id nulls first, place_id nulls first, channel_id nulls first
  `.execute(ask.db)
  return rows
}

/** Rules made ready to be picked; the tree of categories is read only where one is named. */
export async function bookOf(
  ask: Ask | Tx,
  rules: readonly StoredRule[],
): Promise<RuleBook<StoredRule>> {
  if (!rules.some(({ categoryId }) => categoryId !== null)) return ruleBook(rules)
  const { rows } = await sql<{ readonly id: string; readonly parentId: string | null }>`
    select id, parent_id as "parentId" from item_category`.execute(ask.db)
  return ruleBook(rules, new Map(rows.map(({ id, parentId }) => [id, parentId])))
}

/** Makes the usual policy and puts it in force, unless there is one. */
export async function ensureUsualPolicy(tx: Tx): Promise<void> {
  const id = tx.newId<'Policy'>()
  const usual: readonly (readonly [string, SegmentTarget])[] = [
    ...Object.entries(targetDefaults),
    ...Object.entries(criticalDefaults),
  ]
  const rules = usual.map(([segment, { target }]) => ({
    id: tx.newId<'PolicyRule'>(),
    segment,
    kind: target.kind === 'fill' ? 'fill_rate' : 'cycle_service',
    bps: target.kind === 'none' ? usualRareBps : Math.round(target.share * 10_000),
  }))
  await sql`
    with made as (
      insert into policy_version (id, no, name, status, settings, made_by, made_by_name, made_at,
        activated_at, activated_by)
      select ${id}::uuid, 1, 'Usual policy', 'active', ${toJson(usualPolicySettings)}::jsonb,
             ${tx.actor.id}, ${tx.actor.name}, ${tx.now}::timestamptz, ${tx.now}::timestamptz,
             ${tx.actor.id}
      where not exists (select from policy_version)
      on conflict do nothing returning id
    )
    insert into policy_rule (id, policy_id, segment, target_kind, target_bps, method, review_days)
    select g.id, made.id, g.segment, g.kind, g.bps, 's_S', 7
    from made, json_to_recordset(${toJson(rules)}::json)
      as g (id uuid, segment text, kind text, bps int)
  `.execute(tx.db)
}

/** Items that sell rarely and for little are kept too, but not at any price. */
const usualRareBps = 8_000
