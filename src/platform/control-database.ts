import type { ColumnType, Generated } from 'kysely'

/** The tables as PostgreSQL has them. Written by `npm run db:types`; do not edit. */
export type ControlDatabase = {
  api_key: {
    id: string
    organization_id: string
    name: string
    role: string
    key_hash: string
    created_by: string
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    last_used_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    expires_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    revoked_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  membership: {
    user_id: string
    organization_id: string
    role: string
    person_id: string
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
}
