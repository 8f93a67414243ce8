import { listQuery, type Page, readPage } from '#platform/list'
import type { Role } from '#platform/permissions'
import { type Ask, requirePermission } from '#platform/work'

import { type ApiKeyRow, type PersonRow, roleWire } from '../contract.ts'
import type { Control, OrganizationRef } from '../control.ts'

export const peopleQuery = listQuery({
  filters: { role: roleWire.optional() },
  sorts: ['name', 'email', 'createdAt'],
})

export const apiKeysQuery = listQuery({ filters: {}, sorts: ['-createdAt', 'name'] })

type PeopleAsked = ReturnType<typeof peopleQuery.parse>
type ApiKeysAsked = ReturnType<typeof apiKeysQuery.parse>

/** @throws {PermissionError} when the actor may not manage people */
export async function listPeople(
  ask: Pick<Ask, 'actor'>,
  control: Control,
  organization: OrganizationRef,
  asked: PeopleAsked,
): Promise<Page<PersonRow>> {
  requirePermission(ask, 'people.manage')
  let query = people(control, organization)
  if (asked.role !== undefined) query = query.where('membership.role', '=', asked.role)
  return readPage({ db: control }, query, {
    asked,
    id: 'app_user.id',
    sorts: {
      name: { column: 'app_user.name', type: 'text' },
      email: { column: 'app_user.email', type: 'text' },
      createdAt: { column: 'membership.created_at', type: 'instant' },
    },
    toItem: personToWire,
  })
}

export async function readPerson(
  control: Control,
  organization: OrganizationRef,
  personId: string,
): Promise<PersonRow | undefined> {
  const row = await people(control, organization)
    .where('app_user.id', '=', personId)
    .executeTakeFirst()
  return row && personToWire(row)
}

function people(control: Control, organization: OrganizationRef) {
  return control
    .selectFrom('membership')
    .innerJoin('app_user', 'app_user.id', 'membership.user_id')
    .where('membership.organization_id', '=', organization.id)
    .select([
      'app_user.id',
      'app_user.name',
      'app_user.email',
      'app_user.must_change_password',
      'membership.role',
      'membership.created_at',
    ])
}

function personToWire(row: {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly must_change_password: boolean
  readonly role: string
  readonly created_at: Date
}): PersonRow {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    mustChangePassword: row.must_change_password,
    createdAt: row.created_at.toISOString(),
  }
}

/** @throws {PermissionError} when the actor may not manage people */
export async function listApiKeys(
  ask: Pick<Ask, 'actor'>,
  control: Control,
  organization: OrganizationRef,
  asked: ApiKeysAsked,
): Promise<Page<ApiKeyRow>> {
  requirePermission(ask, 'people.manage')
  return readPage({ db: control }, apiKeys(control, organization), {
    asked,
    id: 'api_key.id',
    sorts: {
      createdAt: { column: 'api_key.created_at', type: 'instant' },
      name: { column: 'api_key.name', type: 'text' },
    },
    toItem: apiKeyToWire,
  })
}

export async function readApiKey(
  control: Control,
  organization: OrganizationRef,
  apiKeyId: string,
): Promise<ApiKeyRow | undefined> {
  const row = await apiKeys(control, organization)
    .where('api_key.id', '=', apiKeyId)
    .executeTakeFirst()
  return row && apiKeyToWire(row)
}

function apiKeys(control: Control, organization: OrganizationRef) {
  return control
    .selectFrom('api_key')
    .where('api_key.organization_id', '=', organization.id)
    .select([
      'id',
      'name',
      'role',
      'hint',
      'created_at',
      'last_used_at',
      'expires_at',
      'revoked_at',
    ])
}

function apiKeyToWire(row: {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly hint: string
  readonly created_at: Date
  readonly last_used_at: Date | null
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
}): ApiKeyRow {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    hint: row.hint,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
