/** The only SQL that writes drafts of policies and puts them in force. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { PolicyPreview } from '../contract.ts'
import type { PolicyId, PolicyRuleId, PolicySettings } from './policies.ts'

export type LockedPolicy = {
  readonly id: PolicyId
  readonly name: string
  readonly note: string
  readonly status: 'draft' | 'active' | 'retired'
  readonly settings: PolicySettings
  readonly preview: PolicyPreview | null
  readonly version: number
}

export async function lockPolicy(tx: Tx, id: PolicyId): Promise<LockedPolicy | undefined> {
  const { rows } = await sql<LockedPolicy>`
    select id, name, note, status, settings, preview, version
    from policy_version where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
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
    insert into policy_rule (id, policy_id, segment, place_id, channel_id, target_kind, target_bps,
      method, review_days, min_units, max_units, cover_days_min, cover_days_max, cash_max_minor,
      calibrated_level, calibrated_at, release_up_to_minor)
    select gen_random_uuid(), made.id, segment, place_id, channel_id, target_kind, target_bps,
           method, review_days, min_units, max_units, cover_days_min, cover_days_max,
           cash_max_minor, calibrated_level, calibrated_at, release_up_to_minor
    from made, policy_rule r where r.policy_id = ${given.copyOf}::uuid
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

export type LockedRule = RuleTerms & { readonly id: PolicyRuleId; readonly version: number }

export async function lockRule(
  tx: Tx,
  given: { readonly policyId: PolicyId; readonly ruleId: PolicyRuleId },
): Promise<LockedRule | undefined> {
  const { rows } = await sql<LockedRule>`
    select id, target_kind as "targetKind", target_bps as "targetBps", method,
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
  given: RuleTerms & {
    readonly id: PolicyRuleId
    readonly policyId: PolicyId
    readonly segment: string
    readonly placeId: string | null
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into policy_rule (id, policy_id, segment, place_id, target_kind, target_bps, method,
      review_days, min_units, max_units, cover_days_min, cover_days_max, cash_max_minor,
      release_up_to_minor)
    values (${given.id}::uuid, ${given.policyId}::uuid, ${given.segment}, ${given.placeId}::uuid,
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
      calibrated_level = null, calibrated_at = null, version = version + 1
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

/** Levels that replay found, as z. */
export async function putLevels(
  tx: Tx,
  levels: readonly { readonly ruleId: string; readonly z: number | null }[],
): Promise<void> {
  await sql`
    update policy_rule r set calibrated_level = g.z,
      calibrated_at = case when g.z is null then null else ${tx.now}::timestamptz end
    from unnest(${levels.map(({ ruleId }) => ruleId)}::uuid[],
                ${levels.map(({ z }) => z)}::float8[]) as g (id, z)
    where r.id = g.id
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
