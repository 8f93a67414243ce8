/** What an organization's database holds, told so that any row added, changed or removed shows. */
import type pg from 'pg'

import type { Server } from '#platform/organization-database'
import { databaseNames, ownerAddressOf } from '#platform/organization-database'
import { withClient } from '#platform/postgres/roles'

/** Gives the fingerprint of the organization as it is: of all its tables, and of who may enter. */
export type Fingerprint = () => Promise<string>

export async function withFingerprint<T>(
  server: Server,
  slug: string,
  use: (fingerprint: Fingerprint) => Promise<T>,
): Promise<T> {
  const control = ownerAddressOf(server, databaseNames(server.prefix, 'control').database)
  const own = ownerAddressOf(server, databaseNames(server.prefix, slug).database)
  return withClient(control, (entry) =>
    withClient(own, async (owner) => {
      const rowsSql = await sqlOverTables(owner)
      return use(async () => {
        const rows = await owner.query(rowsSql)
        const people = await entry.query(entrySql, [slug])
        return JSON.stringify([rows.rows, people.rows], (_, value) =>
          typeof value === 'bigint' ? `${value}` : value,
        )
      })
    }),
  )
}

/** Each change of a row gives it another xmin: their sum and the count tell any. */
async function sqlOverTables(owner: pg.ClientBase): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname in ('public', 'graphile_worker')
     order by 1`,
  )
  return rows
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*)::text as n, coalesce(sum(xmin::text::bigint), 0)::text as versions from ${name}`,
    )
    .join(' union all ')
}

const entrySql = `
  select
    (select string_agg(m::text, ' ' order by m::text) from membership m where m.organization_id = o.id) as members,
    (select string_agg(k::text, ' ' order by k::text) from api_key k where k.organization_id = o.id) as keys,
    (select string_agg(u::text, ' ' order by u::text) from app_user u
     join membership m on m.user_id = u.id where m.organization_id = o.id) as people,
    o::text as organization
  from organization o where o.slug = $1`
