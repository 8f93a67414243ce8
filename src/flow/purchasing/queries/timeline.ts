import { sql } from 'kysely'

import { type Page, totalMax } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { TimelineQuery } from '../contract-views.ts'
import type { OrderId } from '../store/order-for-work.ts'

export type TimelineEntry = {
  readonly id: string
  readonly kind: 'event' | 'comment' | 'change'
  readonly at: string
  readonly byName: string
  readonly type: string
  readonly body: string
  readonly facts: Readonly<Record<string, unknown>>
}

type Row = Omit<TimelineEntry, 'at'> & { readonly at: Date; readonly at_text: string }

/**
 * What happened to an order, newest first: events, what people wrote, and, when asked for by kind,
 * each change of its row out of the audit.
 *
 * @throws {PermissionError} when the actor may not read orders
 */
export async function readTimeline(
  ask: Ask,
  orderId: OrderId,
  asked: Omit<TimelineQuery, 'cursor'> & { readonly after?: Position | undefined },
): Promise<Page<TimelineEntry>> {
  requirePermission(ask, 'orders.read')

  const { after } = asked
  const { rows } = await sql<Row & { readonly counted: number }>`
    with entry as (${entriesOf(orderId, asked.kind)})
    select *, at::text as at_text,
      (select count(*)::int from (select from entry limit ${totalMax + 1}) counted_entries) as counted
    from entry
    where ${after === undefined}::boolean
      or (at, id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::text)
    order by at desc, id desc
    limit ${asked.limit + 1}
  `.execute(ask.db)
  const shown = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? shown.at(-1) : undefined
  const counted = rows[0]?.counted ?? 0
  return {
    items: shown.map(({ id, kind, at, byName, type, body, facts }) => ({
      id,
      kind,
      at: at.toISOString(),
      byName,
      type,
      body,
      facts,
    })),
    nextCursor: last === undefined ? null : writeCursor(last),
    total:
      counted > totalMax
        ? { value: totalMax, relation: 'gte' }
        : { value: counted, relation: 'eq' },
  }
}

function entriesOf(orderId: OrderId, kind: TimelineQuery['kind']) {
  const isAsked = (name: string) => (kind === undefined ? name !== 'change' : kind === name)
  return sql`
    select id::text as id, 'event' as kind, occurred_at as at, actor_name as "byName", type,
      coalesce(payload ->> 'message', payload ->> 'reason', '') as body, payload as facts
    from outbox_event
    where subject_kind = 'purchase_order' and subject_id = ${orderId}::uuid
      and ${isAsked('event')}::boolean
    union all
    select id::text, 'comment', written_at, author_name, 'comment.' || audience, body, '{}'::jsonb
    from purchase_order_comment
    where order_id = ${orderId}::uuid and ${isAsked('comment')}::boolean
    union all
    select lpad(id::text, 20, '0'), 'change', at, actor_name, table_name, action, changes
    from audit_event
    where table_name = 'purchase_order' and row_id = ${orderId}::uuid and action = 'update'
      and ${isAsked('change')}::boolean`
}

function writeCursor(row: Row): string {
  return Buffer.from(JSON.stringify([row.at_text, row.id])).toString('base64url')
}

type Position = { readonly at: string; readonly id: string }

/** @returns `undefined` for a cursor that is none of this list */
export function readTimelineCursor(cursor: string): Position | undefined {
  const text = Buffer.from(cursor, 'base64url').toString()
  const [, at, id] = /^\["([0-9 :.+-]{19,40})","([0-9a-f-]{1,40})"\]$/.exec(text) ?? []
  if (at === undefined || id === undefined) return undefined
  const isInstant = !Number.isNaN(Date.parse(at.replace(/([+-]\d\d)$/, '$1:00')))
  return isInstant ? { at, id } : undefined
}
