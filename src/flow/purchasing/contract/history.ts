/** What happened to an order: versions, timeline, comments. */
import { z } from 'zod'

import { page } from '#platform/list'
import { idWire, instantWire, moneyWire } from '#platform/wire'

export const versionView = z.strictObject({
  version: z.int(),
  cause: z.string(),
  madeAt: instantWire,
  madeByName: z.string(),
  total: moneyWire,
  /** What differs from the version before; none on the first. */
  differences: z.array(
    z.strictObject({
      lineNo: z.int().nullable(),
      sku: z.string().nullable(),
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})

export const versionList = z.strictObject({ items: z.array(versionView) })

export const timelineEntry = z.strictObject({
  id: z.string(),
  kind: z.enum(['event', 'comment', 'change']),
  at: instantWire,
  byName: z.string(),
  /** An event's type; `comment.internal`, `comment.supplier`; or the table that changed. */
  type: z.string(),
  body: z.string(),
  facts: z.record(z.string(), z.unknown()),
})

export const timelinePage = page(timelineEntry)
export const timelineQuery = z.strictObject({
  kind: z.enum(['event', 'comment', 'change']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

export const commentView = z.strictObject({
  id: idWire,
  audience: z.enum(['internal', 'supplier']),
  body: z.string(),
  authorName: z.string(),
  writtenAt: instantWire,
})

export const supplierLinkView = z.strictObject({ path: z.string(), expiresAt: instantWire })

export type TimelineQuery = z.infer<typeof timelineQuery>

export type VersionView = z.infer<typeof versionView>
export type TimelineEntry = z.infer<typeof timelineEntry>
