import { sql } from 'kysely'

import type { Role } from '#platform/permissions'

import type { Control } from '../control.ts'

export type SessionFacts = {
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly mustChangePassword: boolean
  }
  readonly memberships: readonly {
    readonly slug: string
    readonly name: string
    readonly role: Role
  }[]
}

/** The person of a session and where they belong, by name of the organization. */
export async function readSession(
  control: Control,
  token: string,
): Promise<SessionFacts | undefined> {
  const { rows } = await sql<{
    id: string
    name: string
    email: string
    must_change_password: boolean
    slug: string | null
    organization: string | null
    role: Role | null
  }>`
    select u.id, u.name, u.email, u.must_change_password, o.slug, o.name as organization, m.role
    from user_session s
    join app_user u on u.id = s.user_id
    left join membership m on m.user_id = u.id
    left join organization o on o.id = m.organization_id
    where s.token = ${token} and s.expires_at > now()
    order by o.name, o.slug
  `.execute(control)
  const [first] = rows
  if (first === undefined) return undefined
  const { id, name, email, must_change_password: mustChangePassword } = first
  return {
    user: { id, name, email, mustChangePassword },
    memberships: rows.flatMap((row) =>
      row.slug === null || row.organization === null || row.role === null
        ? []
        : [{ slug: row.slug, name: row.organization, role: row.role }],
    ),
  }
}
