import type { JobContext } from '#platform/jobs'

import { linkMark, logMail, markMail, type NewMail } from './log.ts'
import { type Attachment, mailTransport } from './transport.ts'

export type MailToDeliver = Omit<NewMail, 'attachments' | 'messageId'> & {
  readonly html: string
  /** Put in place of `{{link}}`; on its way only, never kept. */
  readonly link: string
  /** Made only when the letter is really to be sent. */
  readonly attachments: () => Promise<readonly Attachment[]>
  readonly attachmentNames: NewMail['attachments']
}

/**
 * Sends a letter once, however often its job runs: the log says whether it went already, and each try
 * carries the same Message-ID. Without a mail server the letter is kept on the log.
 *
 * @throws {Error} of the mail server, after the log says so; the job is then tried again
 */
export async function deliverMail(context: JobContext, mail: MailToDeliver): Promise<void> {
  const { work, config } = context
  const transport = mailTransport(config)
  const messageId = `<${mail.key.replace(/[^A-Za-z0-9.-]+/g, '.')}@${context.organization.slug}.landfall>`
  const { attachmentNames: attachments } = mail
  const logged = await work.transact((tx) => logMail(tx, { ...mail, attachments, messageId }))
  if (logged.status === 'sent') return
  if (transport === undefined) {
    await work.transact((tx) => markMail(tx, logged.id, { status: 'kept' }))
    return
  }
  try {
    await transport.send({
      to: mail.to,
      subject: mail.subjectLine,
      text: mail.bodyText.replaceAll(linkMark, mail.link),
      html: mail.html.replaceAll(linkMark, mail.link),
      attachments: await mail.attachments(),
      messageId: logged.messageId,
    })
  } catch (error) {
    const problem = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
    await work.transact((tx) => markMail(tx, logged.id, { status: 'failed', problem }))
    throw error
  }
  await work.transact((tx) => markMail(tx, logged.id, { status: 'sent' }))
}
