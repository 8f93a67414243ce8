import { z } from 'zod'

import { listQuery, type Page, page, readPage } from '#platform/list'
import { linkMark, selectMail } from '#platform/mail/log'
import { idWire, instantWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import { orderMailKind } from '../order-mail.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { supplierPath } from '../supplier-token.ts'
import type { Paper } from './read-paper.ts'
import { readSentPaper } from './sent-paper.ts'
import { readLinkOfLetter } from './supplier-links.ts'

const mailStatus = z.enum(['queued', 'sent', 'kept', 'failed'])

const mailRowShape = {
  id: idWire,
  kind: z.string(),
  subjectKind: z.string(),
  subjectId: idWire,
  to: z.string(),
  subject: z.string(),
  status: mailStatus,
  attempts: z.int(),
  /** What the mail server said, when it refused. */
  problem: z.string(),
  attachments: z.array(z.strictObject({ fileName: z.string(), mediaType: z.string() })),
  createdAt: instantWire,
  sentAt: instantWire.nullable(),
}

export const mailRow = z.strictObject(mailRowShape)
export const mailPage = page(mailRow)
/** The letter as it went out; `link` is the path of the page it leads to, below our address. */
export const mailView = z.strictObject({
  ...mailRowShape,
  body: z.string(),
  link: z.string().nullable(),
})

export const listMailQuery = listQuery({
  filters: { status: mailStatus.optional(), subjectId: idWire.optional() },
  sorts: ['-createdAt'],
})

type MailRow = z.infer<typeof mailRow>

const sorts = { createdAt: { column: 'mail_message.created_at', type: 'instant' } } as const

/** @throws {PermissionError} when the actor may not manage people: letters carry links that act */
export async function listMail(
  ask: Ask,
  asked: z.infer<typeof listMailQuery>,
): Promise<Page<MailRow>> {
  requirePermission(ask, 'people.manage')

  let query = selectMail(ask)
  if (asked.status !== undefined) query = query.where('status', '=', asked.status)
  if (asked.subjectId !== undefined) query = query.where('subject_id', '=', asked.subjectId)
  return readPage(ask, query, { sorts, id: 'mail_message.id', asked, toItem: toRow })
}

/**
 * One letter, its link made again.
 *
 * @param slug the organization's, for the link
 * @throws {PermissionError} when the actor may not manage people
 */
export async function readMail(
  ask: Ask,
  mailId: string,
  slug: string,
): Promise<z.infer<typeof mailView> | undefined> {
  requirePermission(ask, 'people.manage')

  const row = await selectMail(ask).where('mail_message.id', '=', mailId).executeTakeFirst()
  if (row === undefined) return undefined
  const linkId = row.bodyText.includes(linkMark) ? await readLinkOfLetter(ask, row) : undefined
  const link = linkId === undefined ? null : supplierPath(slug, linkId)
  return { ...toRow(row), body: row.bodyText.replaceAll(linkMark, link ?? '…'), link }
}

/**
 * The order as the letter gave it: its terms from the version that was sent, names and addresses as
 * they are now, since a letter's files are printed rather than kept.
 *
 * @throws {PermissionError} when the actor may not manage people or not read orders
 */
export async function readMailedPaper(ask: Ask, mailId: string): Promise<Paper | undefined> {
  requirePermission(ask, 'people.manage')

  const row = await selectMail(ask)
    .where('mail_message.id', '=', mailId)
    .where('kind', '=', orderMailKind)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return readSentPaper(ask, row.subjectId as OrderId, Number(row.key.split(':').at(-1)))
}

type Row = Awaited<ReturnType<ReturnType<typeof selectMail>['executeTakeFirstOrThrow']>>

function toRow(row: Row): MailRow {
  return {
    id: row.id,
    kind: row.kind,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    to: row.to,
    subject: row.subject,
    status: row.status as MailRow['status'],
    attempts: row.attempts,
    problem: row.problem,
    attachments: row.attachments as MailRow['attachments'],
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  }
}
