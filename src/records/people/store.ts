/** The only SQL that writes people, memberships and keys. */
import { sql } from 'kysely'

import type { Role } from '#platform/permissions'

import type { Control } from './control.ts'

export type NewUser = {
  readonly id: string
  readonly name: string
  /** Lower case. */
  readonly email: string
  readonly passwordHash: string
  readonly mustChangePassword: boolean
  readonly now: Date
}

/** @returns false when somebody has this address already */
export async function insertUser(control: Control, user: NewUser): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with added as (
      insert into app_user (id, name, email, email_verified, must_change_password, created_at, updated_at)
      values (${user.id}, ${user.name}, ${user.email}, true, ${user.mustChangePassword}, ${user.now}, ${user.now})
      on conflict (email) do nothing
      returning id
    )
    insert into user_account (id, user_id, provider_id, account_id, password, created_at, updated_at)
    select id, id, 'credential', id::text, ${user.passwordHash}, ${user.now}, ${user.now} from added
    returning id
  `.execute(control)
  return rows.length === 1
}

/** @returns false when the person belongs to the organization already */
export async function insertMembership(
  control: Control,
  membership: {
    readonly userId: string
    readonly organizationId: string
    readonly role: Role
    readonly now: Date
  },
): Promise<boolean> {
  const result = await control
    .insertInto('membership')
    .values({
      user_id: membership.userId,
      organization_id: membership.organizationId,
      role: membership.role,
      created_at: membership.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Locked all together, so that two owners can't each remove the other. */
export async function lockMemberships(
  control: Control,
  organizationId: string,
): Promise<readonly { readonly userId: string; readonly role: Role }[]> {
  const rows = await control
    .selectFrom('membership')
    .select(['user_id', 'role'])
    .where('organization_id', '=', organizationId)
    .orderBy('user_id')
    .forUpdate()
    .execute()
  return rows.map((row) => ({ userId: row.user_id, role: row.role as Role }))
}

export async function setRole(
  control: Control,
  organizationId: string,
  userId: string,
  role: Role,
): Promise<void> {
  await control
    .updateTable('membership')
    .set({ role })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
}

export async function deleteMembership(
  control: Control,
  organizationId: string,
  userId: string,
): Promise<void> {
  await control
    .deleteFrom('membership')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
}

/** Whoever had the old password is signed out everywhere. */
export async function replacePassword(
  control: Control,
  userId: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await sql`
    with account as (
      update user_account set password = ${passwordHash}, updated_at = ${now}
      where user_id = ${userId} and provider_id = 'credential'
    ), ended as (
      delete from user_session where user_id = ${userId}
    )
    update app_user set must_change_password = true, updated_at = ${now} where id = ${userId}
  `.execute(control)
}

export async function markPasswordChanged(control: Control, userId: string): Promise<void> {
  await control
    .updateTable('app_user')
    .set({ must_change_password: false })
    .where('id', '=', userId)
    .where('must_change_password', '=', true)
    .execute()
}

export async function insertApiKey(
  control: Control,
  key: {
    readonly id: string
    readonly organizationId: string
    readonly name: string
    readonly role: Role
    readonly keyHash: string
    readonly hint: string
    readonly createdBy: string
    readonly expiresAt: Date | null
    readonly now: Date
  },
): Promise<void> {
  await control
    .insertInto('api_key')
    .values({
      id: key.id,
      organization_id: key.organizationId,
      name: key.name,
      role: key.role,
      key_hash: key.keyHash,
      hint: key.hint,
      created_by: key.createdBy,
      created_at: key.now,
      expires_at: key.expiresAt,
    })
    .execute()
}

/** @returns false when the organization has no such key */
export async function markRevoked(
  control: Control,
  organizationId: string,
  apiKeyId: string,
  now: Date,
): Promise<boolean> {
  const result = await control
    .updateTable('api_key')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(now)) }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', apiKeyId)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function markUsed(control: Control, apiKeyId: string, now: Date): Promise<void> {
  await control
    .updateTable('api_key')
    .set({ last_used_at: now })
    .where('id', '=', apiKeyId)
    .execute()
}

/** Counts one more try for each key and gives the count of its running window. */
export async function countAttempts(
  control: Control,
  keys: readonly string[],
  now: Date,
  windowEndsAt: Date,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; attempts: number }>`
    insert into sign_in_attempt as attempt (key, attempts, window_ends_at)
    select key, 1, ${windowEndsAt} from unnest(${[...keys].sort()}::text[]) as tried (key)
    on conflict (key) do update set
      attempts = case when attempt.window_ends_at <= ${now} then 1 else attempt.attempts + 1 end,
      window_ends_at = case when attempt.window_ends_at <= ${now} then excluded.window_ends_at
                            else attempt.window_ends_at end
    returning key, attempts
  `.execute(control)
  return new Map(rows.map((row) => [row.key, row.attempts]))
}

/** Also sweeps windows and sessions that are long over, so that their tables stay small. */
export async function forgetAttempts(control: Control, key: string, now: Date): Promise<void> {
  await sql`
    with ended as (
      delete from user_session where expires_at <= now()
    )
    delete from sign_in_attempt where key = ${key} or window_ends_at <= ${now}
  `.execute(control)
}
