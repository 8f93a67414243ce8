/**
 * How an act on one record may end, the same in every room: refused with all its reasons, gone, or
 * changed by somebody else since the caller looked.
 */
import { sql } from 'kysely'

import type { ErrorFact } from '#platform/http/problem'
import type { Ask } from '#platform/work'

export type Refused = { readonly kind: 'refused'; readonly errors: readonly ErrorFact[] }
export type NotFound = { readonly kind: 'not_found' }

/** One change by somebody, from the audit: which fields, from what to what. */
export type FieldChanges = {
  readonly at: string
  readonly byName: string
  readonly fields: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>
}

export type Stale = {
  readonly kind: 'stale'
  /** The version as it is now. */
  readonly version: number
  readonly changes: readonly FieldChanges[]
}

export function refused(...errors: readonly ErrorFact[]): Refused {
  return { kind: 'refused', errors }
}

const changesMax = 50

/**
 * Holds the version the caller saw against the one that is there. Call it with the row locked.
 *
 * @param seen from If-Match; `undefined` when the caller does not care
 * @returns `undefined` when nothing came between
 */
export async function staleSince(
  ask: Ask,
  given: {
    readonly table: string
    readonly id: string
    readonly seen: number | undefined
    readonly version: number
  },
): Promise<Stale | undefined> {
  const { table, id, seen, version } = given
  if (seen === undefined || seen === version) return undefined
  const { rows } = await sql<ChangeRow>`
    select at, actor_name, changes from audit_event
    where table_name = ${table} and row_id = ${id}::uuid and action = 'update'
      and (changes -> 'version' ->> 0)::int >= ${seen}::int
    order by id limit ${changesMax}::int
  `.execute(ask.db)
  return { kind: 'stale', version, changes: rows.map(toChange) }
}

type ChangeRow = {
  readonly at: Date
  readonly actor_name: string
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
}

function toChange(row: ChangeRow): FieldChanges {
  const fields = Object.entries(row.changes)
    .filter(([column]) => column !== 'version')
    .map(([column, [from, to]]) => [camelCase(column), { from, to }] as const)
  return { at: row.at.toISOString(), byName: row.actor_name, fields: Object.fromEntries(fields) }
}

function camelCase(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

export type Changed = { readonly kind: 'changed' }

/**
 * What a change of one record comes to: nothing to do any more, or the record as it will be.
 *
 * @param given.before the record, locked; `undefined` when there is none
 * @param given.seen the version the caller saw, from If-Match
 * @param given.changes fields left out (undefined) stay as they are
 */
export async function planChange<T extends { readonly id: string; readonly version: number }>(
  ask: Ask,
  given: {
    readonly table: string
    readonly before: T | undefined
    readonly seen: number | undefined
    readonly changes: { readonly [Name in keyof T]?: T[Name] | undefined }
    /** True when parts beyond the row itself change: a new version, whatever its own fields. */
    readonly evenIfSame?: boolean
  },
): Promise<NotFound | Stale | Changed | { readonly kind: 'differs'; readonly after: T }> {
  const { table, before, seen, changes } = given
  if (before === undefined) return { kind: 'not_found' }
  const { id, version } = before
  const stale = await staleSince(ask, { table, id, seen, version })
  if (stale !== undefined) return stale
  if (given.evenIfSame !== true && !differs(before, changes)) return { kind: 'changed' }
  return { kind: 'differs', after: withChanges(before, changes) }
}

/** True when one of the given fields differs from what is there; those left out (undefined) do not. */
function differs(before: object, changes: object): boolean {
  const there = new Map<string, unknown>(Object.entries(before))
  return Object.entries(changes).some(
    ([name, value]) => value !== undefined && value !== there.get(name),
  )
}

/** The record with the given fields in place of its own; those left out (undefined) stay. */
export function withChanges<T extends object>(
  before: T,
  changes: { readonly [Name in keyof T]?: T[Name] | undefined },
): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(given) }
}
