import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { Issue, IssueId, IssueLine } from '../issue.ts'
import { readIssueWithLines } from './read-issue.ts'

type Key = { readonly sourceSystem: string; readonly externalId: string }

/**
 * Makes twins take turns: the second waits here until the first is posted, and then finds it. A
 * statement of its own, since only the next one sees what was committed meanwhile.
 */
export async function lockExternalId(ask: Ask, key: Key): Promise<void> {
  const name = JSON.stringify(['sale_issue', key.sourceSystem, key.externalId])
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}::text, 0))`.execute(ask.db)
}

/** The issue with this business key. */
export async function findByExternalId(
  ask: Ask,
  key: Key,
): Promise<{ readonly issue: Issue; readonly lines: readonly IssueLine[] } | undefined> {
  const { rows } = await sql<{ readonly id: IssueId }>`
    select id from sale_issue
    where source_system = ${key.sourceSystem} and external_id = ${key.externalId}
      and external_id <> ''
  `.execute(ask.db)
  const [found] = rows
  return found && readIssueWithLines(ask, found.id)
}
