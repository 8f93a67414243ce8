/** Mail over SMTP. Without an address of a server, mail is kept and shown instead of sent. */
import type { Transporter } from 'nodemailer'

import type { Config } from '#platform/config'

export type Attachment = {
  readonly fileName: string
  readonly mediaType: string
  readonly content: Buffer
}

export type Letter = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly Attachment[]
  /** The same for each try, so that a mail server that got it twice delivers it once. */
  readonly messageId: string
}

export type MailTransport = { readonly send: (letter: Letter) => Promise<void> }

const connectMsMax = 10_000
const socketMsMax = 30_000

const transports = new Map<string, Promise<Transporter>>()

/** @returns `undefined` when no server is configured: mail is kept */
export function mailTransport(
  config: Pick<Config, 'smtpUrl' | 'mailFrom'>,
): MailTransport | undefined {
  const { smtpUrl, mailFrom } = config
  if (smtpUrl === undefined) return undefined
  return {
    send: async (letter) => {
      const transporter = await transporterFor(smtpUrl)
      await transporter.sendMail({
        from: mailFrom,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        messageId: letter.messageId,
        attachments: letter.attachments.map((each) => ({
          filename: each.fileName,
          contentType: each.mediaType,
          content: each.content,
        })),
        // Nothing a letter says may make us read a file or fetch an address.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
  }
}

/** One pool of connections for each server. */
function transporterFor(smtpUrl: string): Promise<Transporter> {
  const known = transports.get(smtpUrl) ?? openTransporter(smtpUrl)
  transports.set(smtpUrl, known)
  return known
}

async function openTransporter(smtpUrl: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const url = new URL(smtpUrl)
  const isSecure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  return createTransport({
    pool: true,
    maxConnections: 2,
    host: url.hostname,
    port: Number(url.port || (isSecure ? 465 : 587)),
    secure: isSecure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: connectMsMax,
    greetingTimeout: connectMsMax,
    socketTimeout: socketMsMax,
  })
}

/** Lets go of the connections kept open, so that the process can end. */
export async function closeMailTransports(): Promise<void> {
  const open = [...transports.values()]
  transports.clear()
  for (const transporter of open) (await transporter).close()
}
