import type { ColumnType, Generated } from 'kysely'

/** The tables as PostgreSQL has them. Written by `npm run db:types`; do not edit. */
export type ControlDatabase = {
  api_key: {
    id: string
    organization_id: string
    name: string
    role: string
    key_hash: string
    hint: Generated<string>
    created_by: string
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    last_used_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    expires_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    revoked_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  app_user: {
    id: string
    name: string
    email: string
    email_verified: Generated<boolean>
    image: string | null
    must_change_password: Generated<boolean>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  first_run: {
    only_row: Generated<boolean>
    claimed_at: ColumnType<Date, Date | string | undefined, Date | string>
    finished_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  membership: {
    user_id: string
    organization_id: string
    role: string
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  organization: {
    id: string
    slug: string
    name: string
    database_address: string | null
    schema_version: Generated<string>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  schema_migration: {
    name: string
    checksum: string
    applied_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  sign_in_attempt: {
    key: string
    attempts: number
    window_ends_at: ColumnType<Date, Date | string, Date | string>
  }
  user_account: {
    id: string
    user_id: string
    provider_id: string
    account_id: string
    password: string | null
    access_token: string | null
    refresh_token: string | null
    id_token: string | null
    access_token_expires_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    refresh_token_expires_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    scope: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  user_session: {
    id: string
    user_id: string
    token: string
    expires_at: ColumnType<Date, Date | string, Date | string>
    ip_address: string | null
    user_agent: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  user_verification: {
    id: string
    identifier: string
    value: string
    expires_at: ColumnType<Date, Date | string, Date | string>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
}
