import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { type Ask, requirePermission, type Tx } from '#platform/work'

import type {
  ListPoliciesQuery,
  PolicyPreview,
  PolicyRow,
  PolicyRuleView,
  PolicyView,
} from '../contract.ts'
import { type PolicyId, type PolicySettings, usualPolicySettings } from '../store/policies.ts'
import { latestRounds } from '../store/rounds.ts'

const sorts = { madeAt: { column: 'policy_version.made_at', type: 'instant' } } as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listPolicies(ask: Ask, asked: ListPoliciesQuery): Promise<Page<PolicyRow>> {
  requirePermission(ask, 'plans.read')

  let query = selectPolicies(ask)
  if (asked.status !== undefined) query = query.where('policy_version.status', '=', asked.status)
  return readPage(ask, query, { sorts, id: 'policy_version.id', asked, toItem: toRow })
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readPolicy(ask: Ask | Tx, id: PolicyId): Promise<PolicyView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectPolicies(ask)
    .select([
      sql<PolicySettings>`policy_version.settings`.as('settings'),
      sql<PolicyPreview | null>`policy_version.preview`.as('preview'),
    ])
    .where('policy_version.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { settings, preview } = row
  return {
    ...toRow(row),
    settings: { ...usualPolicySettings, ...settings },
    preview,
    rules: [...(await rulesOf(ask, id))],
    rounds: [...(await latestRounds(ask))],
  }
}

/** The first few whose name starts with the text, the latest first. */
export async function searchPolicies(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'plans.read')

  const { rows } = await sql<SearchHit>`
    select 'policy' as kind, id, name as code, status as name from policy_version
    where ${startsWith(['policy_version.name'], q)}
    order by made_at desc, id desc limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

function selectPolicies(ask: Ask | Tx) {
  return ask.db.selectFrom('policy_version').select([
    'policy_version.id',
    'policy_version.no',
    'policy_version.name',
    sql<PolicyRow['status']>`policy_version.status`.as('status'),
    'policy_version.note',
    'policy_version.made_by_name as madeByName',
    'policy_version.made_at as madeAt',
    'policy_version.activated_at as activatedAt',
    'policy_version.preview_at as previewAt',
    sql<boolean>`coalesce(policy_version.preview ->> 'status' = 'done'
        and (policy_version.preview ->> 'policyVersion')::int = policy_version.version, false)`.as(
      'isPreviewed',
    ),
    'policy_version.version',
  ])
}

type Selected = Omit<PolicyRow, 'madeAt' | 'activatedAt' | 'previewAt'> & {
  readonly madeAt: Date
  readonly activatedAt: Date | null
  readonly previewAt: Date | null
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toRow(row: Selected): PolicyRow {
  const { id, no, name, status, note, madeByName, isPreviewed, version } = row
  return {
    id,
    no,
    name,
    status,
    note,
    madeByName,
    madeAt: row.madeAt.toISOString(),
    activatedAt: row.activatedAt?.toISOString() ?? null,
    previewAt: row.previewAt?.toISOString() ?? null,
    isPreviewed,
    version,
  }
}

async function rulesOf(ask: Ask | Tx, policyId: PolicyId): Promise<readonly PolicyRuleView[]> {
  const { rows } = await sql<
    Omit<PolicyRuleView, 'calibratedAt'> & { readonly calibratedAt: Date | null }
  >`
    select r.id, r.segment,
           case when g.id is not null
             then json_build_object('id', g.id, 'code', g.code, 'name', g.name) end as category,
           case when p.id is not null
             then json_build_object('id', p.id, 'code', p.code, 'name', p.name) end as place,
           case when c.id is not null
             then json_build_object('id', c.id, 'code', c.code, 'name', c.name) end as channel,
           r.target_kind as "targetKind", r.target_bps as "targetBps", r.method,
           r.review_days as "reviewDays", r.min_units::float8 as "minUnits",
           r.max_units::float8 as "maxUnits", r.cover_days_min as "coverDaysMin",
           r.cover_days_max as "coverDaysMax", r.cash_max_minor::float8 as "cashMaxMinor",
           r.release_up_to_minor::float8 as "releaseUpToMinor",
           r.calibrated_level as "calibratedLevel", r.calibrated_share as "calibratedShare",
           r.calibrated_at as "calibratedAt", r.version
    from policy_rule r left join place p on p.id = r.place_id
    left join item_category g on g.id = r.category_id left join channel c on c.id = r.channel_id
    where r.policy_id = ${policyId}::uuid
    order by r.segment, g.code nulls first, p.code nulls first, c.code nulls first
  `.execute(ask.db)
  return rows.map((row) => ({ ...row, calibratedAt: row.calibratedAt?.toISOString() ?? null }))
}
