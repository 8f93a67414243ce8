/** The tables as PostgreSQL has them. Written by `npm run db:types` from a freshly migrated database. */
export type Database = Record<never, never>
