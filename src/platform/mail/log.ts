/**
 * The log of mail: one row for each letter, by a key that is unique, so that a job that runs twice
 * sends once. Secrets never get in: a body holds `{{link}}`, filled in when it is sent or shown.
 */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

export type MailStatus = 'queued' | 'sent' | 'kept' | 'failed'

/** Where the link of a letter stands in its text. */
export const linkMark = '{{link}}'

export type NewMail = {
  /** Which fact it tells of: `order-released:<order>:<version>`. */
  readonly key: string
  readonly kind: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly to: string
  readonly subjectLine: string
  readonly bodyText: string
  readonly attachments: readonly { readonly fileName: string; readonly mediaType: string }[]
  readonly messageId: string
}

export type LoggedMail = {
  readonly id: string
  readonly status: MailStatus
  readonly messageId: string
}

/** Puts a letter on the log, or finds it there; counts a try. */
export async function logMail(tx: Tx, mail: NewMail): Promise<LoggedMail> {
  const { rows } = await sql<LoggedMail>`
    insert into mail_message as logged (id, kind, subject_kind, subject_id, to_address, subject,
      body_text, attachments, status, attempts, key, message_id, created_at)
    values (${tx.newId()}::uuid, ${mail.kind}, ${mail.subject.kind}, ${mail.subject.id}::uuid,
      ${mail.to}, ${mail.subjectLine}, ${mail.bodyText}, ${toJson(mail.attachments)}::jsonb,
      'queued', 1, ${mail.key}, ${mail.messageId}, ${tx.now}::timestamptz)
    on conflict (key) do update set attempts = logged.attempts + 1
    returning id, status, message_id as "messageId"
  `.execute(tx.db)
  const [logged] = rows
  if (logged === undefined) throw new Error('A letter was neither logged nor found.')
  return logged
}

/** How a try ended. A letter that was sent stays so. */
export async function markMail(
  tx: Tx,
  mailId: string,
  ended: { readonly status: MailStatus; readonly problem?: string },
): Promise<void> {
  await sql`
    update mail_message set status = ${ended.status}, problem = ${ended.problem ?? ''},
      sent_at = case when ${ended.status}::text = 'sent' then ${tx.now}::timestamptz else sent_at end
    where id = ${mailId}::uuid and status <> 'sent'
  `.execute(tx.db)
}

/** Letters as they are on the log. */
export function selectMail(ask: Ask) {
  return ask.db
    .selectFrom('mail_message')
    .select([
      'mail_message.id',
      'mail_message.kind',
      'mail_message.subject_kind as subjectKind',
      'mail_message.subject_id as subjectId',
      'mail_message.to_address as to',
      'mail_message.subject',
      'mail_message.body_text as bodyText',
      'mail_message.attachments',
      'mail_message.status',
      'mail_message.attempts',
      'mail_message.problem',
      'mail_message.key',
      'mail_message.created_at as createdAt',
      'mail_message.sent_at as sentAt',
    ])
}
