/** The only SQL that writes drafts of policies and puts them in force. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { PolicyPreview, PolicyRound } from '../contract.ts'
import {
  type PolicyId,
  type PolicyRuleId,
  type PolicySettings,
  usualPolicySettings,
} from './policies.ts'

export type LockedPolicy = {
  readonly id: PolicyId
  readonly name: string
  readonly note: string
  readonly status: 'draft' | 'active' | 'retired'
  readonly settings: PolicySettings
  readonly preview: PolicyPreview | null
  readonly previewAt: Date | null
  readonly version: number
}

export async function lockPolicy(tx: Tx, id: PolicyId): Promise<LockedPolicy | undefined> {
  const { rows } = await sql<LockedPolicy>`
    select id, name, note, status, settings, preview, preview_at as "previewAt", version
    from policy_version where id = ${id}::uuid for update
  `.execute(tx.db)
  const [policy] = rows
  return policy && { ...policy, settings: { ...usualPolicySettings, ...policy.settings } }
}

/** A draft as a copy of another policy with all its rules. */
export async function copyPolicy(
  tx: Tx,
  given: { readonly id: PolicyId; readonly copyOf: PolicyId; readonly name: string; note: string },
): Promise<void> {
  await sql`
    with made as (
      insert into policy_version (id, no, name, status, settings, note, made_by, made_by_name, made_at)
      select ${given.id}::uuid, (select max(no) + 1 from policy_version), ${given.name}, 'draft',
             settings, ${given.note}, ${tx.actor.id}, ${tx.actor.name}, ${tx.now}::timestamptz
      from policy_version where id = ${given.copyOf}::uuid returning id
    )
    insert into policy_rule (id, policy_id, segment, category_id, place_id, channel_id, target_kind,
      target_bps, method, review_days, min_units, max_units, cover_days_min, cover_days_max,
      cash_max_minor, calibrated_level, calibrated_share, calibrated_at, release_up_to_minor)
    select gen_random_uuid(), made.id, segment, category_id, place_id, channel_id, target_kind,
           target_bps, method, review_days, min_units, max_units, cover_days_min, cover_days_max,
           cash_max_minor, calibrated_level, calibrated_share, calibrated_at, release_up_to_minor
    from made, policy_rule r where r.policy_id = ${given.copyOf}::uuid
  `.execute(tx.db)
}

/** Methods that the tournament advises, where they are still those it was about. */
export async function adoptMethods(
  tx: Tx,
  id: PolicyId,
  rounds: readonly Pick<PolicyRound, 'segment' | 'categoryId' | 'placeId' | 'present' | 'winner'>[],
): Promise<void> {
  await sql`
    update policy_rule r set method = g.winner, calibrated_level = null, calibrated_share = null,
      calibrated_at = null, version = r.version + 1
    from json_to_recordset(${toJson(rounds)}::json) as g (segment text, "categoryId" uuid,
      "placeId" uuid, present text, winner text)
    where r.policy_id = ${id}::uuid and r.channel_id is null and r.method = g.present
      and r.segment = g.segment and r.category_id is not distinct from g."categoryId"
      and r.place_id is not distinct from g."placeId"
  `.execute(tx.db)
}

/** One at a time may take the next number. */
export async function lockNumbers(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('policy_version.no'))`.execute(tx.db)
}

export async function updatePolicy(
  tx: Tx,
  { id, name, note, settings }: Pick<LockedPolicy, 'id' | 'name' | 'note' | 'settings'>,
): Promise<void> {
  await sql`
    update policy_version set name = ${name}, note = ${note},
      settings = ${toJson(settings)}::jsonb, version = version + 1
    where id = ${id}::uuid
  `.execute(tx.db)
}

export async function touchPolicy(tx: Tx, id: PolicyId): Promise<void> {
  await sql`update policy_version set version = version + 1 where id = ${id}::uuid`.execute(tx.db)
}

/** What a rule is about. */
export type RuleScopeIds = {
  readonly segment: string
  readonly categoryId: string | null
  readonly placeId: string | null
  readonly channelId: string | null
}

/** What a person says of a segment. */
export type RuleTerms = {
  readonly targetKind: string
  readonly targetBps: number
  readonly method: string
  readonly reviewDays: number
  readonly minUnits: number | null
  readonly maxUnits: number | null
  readonly coverDaysMin: number
  readonly coverDaysMax: number | null
  readonly cashMaxMinor: number | null
  readonly releaseUpToMinor: number | null
}

export type LockedRule = RuleTerms &
  Pick<RuleScopeIds, 'segment' | 'channelId'> & {
    readonly id: PolicyRuleId
    readonly version: number
  }

export async function lockRule(
  tx: Tx,
  given: { readonly policyId: PolicyId; readonly ruleId: PolicyRuleId },
): Promise<LockedRule | undefined> {
  const { rows } = await sql<LockedRule>`
    select id, segment, channel_id as "channelId", target_kind as "targetKind",
           target_bps as "targetBps", method,
           review_days as "reviewDays", min_units::float8 as "minUnits",
           max_units::float8 as "maxUnits", cover_days_min as "coverDaysMin",
           cover_days_max as "coverDaysMax", cash_max_minor::float8 as "cashMaxMinor",
           release_up_to_minor::float8 as "releaseUpToMinor", version
    from policy_rule
    where id = ${given.ruleId}::uuid and policy_id = ${given.policyId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

/** @returns false when there is such a rule already */
export async function insertRule(
  tx: Tx,
  given: RuleTerms & RuleScopeIds & { readonly id: PolicyRuleId; readonly policyId: PolicyId },
): Promise<boolean> {
  const { rows } = await sql`
    insert into policy_rule (id, policy_id, segment, category_id, place_id, channel_id, target_kind,
      target_bps, method, review_days, min_units, max_units, cover_days_min, cover_days_max,
      cash_max_minor, release_up_to_minor)
    values (${given.id}::uuid, ${given.policyId}::uuid, ${given.segment},
      ${given.categoryId}::uuid, ${given.placeId}::uuid, ${given.channelId}::uuid,
      ${given.targetKind}, ${given.targetBps}::int, ${given.method}, ${given.reviewDays}::int,
      ${given.minUnits}::bigint, ${given.maxUnits}::bigint, ${given.coverDaysMin}::int,
      ${given.coverDaysMax}::int, ${given.cashMaxMinor}::bigint,
      ${given.releaseUpToMinor}::bigint)
    on conflict do nothing returning id
  `.execute(tx.db)
  return rows.length > 0
}

/** A rule that says something else has to be calibrated again. */
export async function updateRule(tx: Tx, rule: LockedRule): Promise<void> {
  await sql`
    update policy_rule set target_kind = ${rule.targetKind}, target_bps = ${rule.targetBps}::int,
      method = ${rule.method}, review_days = ${rule.reviewDays}::int,
      min_units = ${rule.minUnits}::bigint, max_units = ${rule.maxUnits}::bigint,
      cover_days_min = ${rule.coverDaysMin}::int, cover_days_max = ${rule.coverDaysMax}::int,
      cash_max_minor = ${rule.cashMaxMinor}::bigint,
      release_up_to_minor = ${rule.releaseUpToMinor}::bigint,
      calibrated_level = null, calibrated_share = null, calibrated_at = null,
      version = version + 1
    where id = ${rule.id}::uuid
  `.execute(tx.db)
}

export async function deleteRule(tx: Tx, ruleId: PolicyRuleId): Promise<void> {
  await sql`delete from policy_rule where id = ${ruleId}::uuid`.execute(tx.db)
}

export async function putPreview(tx: Tx, id: PolicyId, preview: PolicyPreview): Promise<void> {
  await sql`
    update policy_version set preview = ${toJson(preview)}::jsonb,
      preview_at = ${tx.now}::timestamptz where id = ${id}::uuid
  `.execute(tx.db)
}

export type FoundLevel = {
  readonly ruleId: string
  readonly z: number | null
  /** What it achieved of the promise. */
  readonly kept: number | null
}

/** A policy in force does not change for less: its items would all be planned anew for nothing. */
const movedMin = 0.02

/**
 * Levels that replay found, as z. In force a level stays where too little is known to find one, and a rule whose level
 * moved is another version.
 */
export async function putLevels(
  tx: Tx,
  levels: readonly FoundLevel[],
  { isInForce }: { readonly isInForce: boolean },
): Promise<void> {
  const held = isInForce ? levels.filter(({ z }) => z !== null) : levels
  await sql`
    with found as (
      select r.id, g.z, g.kept,
             not ${isInForce}::boolean or r.calibrated_level is null
               or abs(r.calibrated_level - g.z) >= ${movedMin}::float8 as "isMoved"
      from unnest(${held.map(({ ruleId }) => ruleId)}::uuid[],
                  ${held.map(({ z }) => z)}::float8[],
                  ${held.map(({ kept }) => kept)}::float8[]) as g (id, z, kept)
      join policy_rule r on r.id = g.id
    )
    update policy_rule r set
      calibrated_level = case when f."isMoved" then f.z else r.calibrated_level end,
      calibrated_share = f.kept,
      calibrated_at = case when f.z is null then null else ${tx.now}::timestamptz end,
      version = r.version + (f."isMoved" and ${isInForce}::boolean)::int
    from found f where r.id = f.id
  `.execute(tx.db)
}

/** Retires the one in force and puts this one in its place. */
export async function activate(tx: Tx, id: PolicyId): Promise<void> {
  await sql`
    update policy_version set status = 'retired', version = version + 1 where status = 'active'
  `.execute(tx.db)
  await sql`
    update policy_version set status = 'active', version = version + 1,
      activated_at = ${tx.now}::timestamptz, activated_by = ${tx.actor.id}
    where id = ${id}::uuid
  `.execute(tx.db)
}
