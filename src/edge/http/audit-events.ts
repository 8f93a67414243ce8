/** Who changed what, and when: the audit of the organization's own tables. */
import { z } from 'zod'

import { addDays } from '#kernel/day'
import { question, type Route, reply } from '#platform/http/route'
import { listQuery, page, readPage } from '#platform/list'
import { dayWire, idWire, instantWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

const actorKinds = ['person', 'rule', 'integration', 'supplier'] as const
const actions = ['insert', 'update', 'delete'] as const

export const auditEventRow = z
  .strictObject({
    id: z.string(),
    at: instantWire,
    actor: z.strictObject({ id: z.string(), kind: z.enum(actorKinds), name: z.string() }),
    address: z.string().nullable(),
    requestId: z.string().nullable(),
    action: z.enum(actions),
    table: z.string(),
    rowId: idWire,
    /** Names of the fields that were set or changed. */
    changed: z.array(z.string()),
    /** For an update `[before, now]` of each field; else the row. */
    changes: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEvent' })

export const auditEventsQuery = listQuery({
  filters: {
    table: z
      .string()
      .regex(/^[a-z_]{1,63}$/, { error: 'Give the name of a table, such as purchase_order.' })
      .optional(),
    row: idWire.optional(),
    actor: z.string().max(100).optional(),
    action: z.enum(actions).optional(),
    from: dayWire.optional(),
    to: dayWire.optional(),
  },
  sorts: ['-at'],
})

export const auditRoutes: readonly Route[] = [
  question({
    path: '/audit-events',
    tag: 'audit',
    summary: 'Who changed what',
    description: 'Newest first. Days are in UTC, both included.',
    permission: 'audit.read',
    query: auditEventsQuery,
    responses: { 200: page(auditEventRow) },
    run: async (ask, { query }) => reply(200, await listAuditEvents(ask, query)),
  }),
]

/** @throws {PermissionError} when the actor may not read the audit */
async function listAuditEvents(ask: Ask, asked: z.infer<typeof auditEventsQuery>) {
  requirePermission(ask, 'audit.read')
  let query = ask.db
    .selectFrom('audit_event')
    .select([
      'audit_event.id',
      'at',
      'actor_id',
      'actor_kind',
      'actor_name',
      'address',
      'request_id',
      'action',
      'table_name',
      'row_id',
      'changes',
    ])
  if (asked.table !== undefined) query = query.where('table_name', '=', asked.table)
  if (asked.row !== undefined) query = query.where('row_id', '=', asked.row)
  if (asked.actor !== undefined) query = query.where('actor_id', '=', asked.actor)
  if (asked.action !== undefined) query = query.where('action', '=', asked.action)
  if (asked.from !== undefined) query = query.where('at', '>=', startOf(asked.from))
  if (asked.to !== undefined) query = query.where('at', '<', startOf(addDays(asked.to, 1)))
  return readPage(ask, query, {
    asked,
    id: 'audit_event.id',
    idType: 'bigint',
    sorts: { at: { column: 'audit_event.at', type: 'instant' } },
    toItem: (row) => {
      const changes = row.changes as Record<string, unknown>
      return {
        id: row.id.toString(),
        at: row.at.toISOString(),
        actor: {
          id: row.actor_id,
          kind: row.actor_kind as (typeof actorKinds)[number],
          name: row.actor_name,
        },
        address: row.address,
        requestId: row.request_id,
        action: row.action as (typeof actions)[number],
        table: row.table_name,
        rowId: row.row_id,
        changed: Object.keys(changes),
        changes,
      }
    },
  })
}

function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
