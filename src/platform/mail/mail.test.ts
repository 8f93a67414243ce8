/**
 * Goal: a letter leaves once, however often its job runs; a mail server that refuses is told on the
 * log and tried again; without one, letters are kept. No secret is ever kept.
 *
 * Method: a real SMTP peer that refuses when told to.
 */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { readConfig } from '#platform/config'
import type { JobContext } from '#platform/jobs'
import { createLogger } from '#platform/log'
import { ruleActor } from '#platform/rule-actor'
import { type TestOrganization, testOrganization } from '#support/database'

import { deliverMail, type MailToDeliver } from './deliver.ts'
import { closeMailTransports } from './transport.ts'

let org: TestOrganization
let smtp: SMTPServer
let isRefusing = false
const letters: string[] = []

beforeAll(async () => {
  org = await testOrganization()
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      isRefusing ? done(new Error('The mailbox is full.')) : done(),
    onData: (stream, _, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        letters.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
})

afterAll(async () => {
  await closeMailTransports()
  await new Promise<void>((resolve) => smtp.close(resolve))
  await org.close()
})

function context(hasServer = true): JobContext {
  const { port } = smtp.server.address() as AddressInfo
  const smtpUrl = hasServer ? `smtp://127.0.0.1:${port}` : undefined
  const config = readConfig({}, { smtpUrl, logLevel: 'fatal' })
  return {
    organization: { slug: org.slug, name: 'Test' },
    work: org.work(ruleActor('test')),
    config,
    log: createLogger(config, 'test'),
    secretFor: () => '',
  }
}

const mail = (key: string): MailToDeliver => ({
  key,
  kind: 'test',
  subject: { kind: 'purchase_order', id: '00000000-0000-7000-8000-000000000001' },
  to: 'sales@supplier.example',
  subjectLine: `About ${key}`,
  bodyText: 'Open {{link}}.',
  html: '<a href="{{link}}">Open</a>',
  link: 'https://landfall.example/s/secret',
  attachmentNames: [{ fileName: 'order.pdf', mediaType: 'application/pdf' }],
  attachments: async () => [
    { fileName: 'order.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-') },
  ],
})

const logged = (key: string) =>
  org.db.selectFrom('mail_message').selectAll().where('key', '=', key).executeTakeFirstOrThrow()

test('a job that runs twice sends once', async () => {
  await deliverMail(context(), mail('once'))
  await deliverMail(context(), mail('once'))
  const sent = letters.filter((letter) => letter.includes('About once'))
  expect(sent).toHaveLength(1)
  expect(sent[0]).toContain('https://landfall.example/s/secret')
  const row = await logged('once')
  expect(row).toMatchObject({ status: 'sent', body_text: 'Open {{link}}.' })
  expect(sent[0]).toContain(row.message_id)
})

test('what the mail server refuses is told, and sent when it is tried again', async () => {
  isRefusing = true
  await expect(deliverMail(context(), mail('again'))).rejects.toThrow('The mailbox is full.')
  expect(await logged('again')).toMatchObject({ status: 'failed', attempts: 1 })
  expect((await logged('again')).problem).toContain('The mailbox is full.')
  isRefusing = false
  await deliverMail(context(), mail('again'))
  expect(await logged('again')).toMatchObject({ status: 'sent', attempts: 2, problem: '' })
})

test('without a mail server a letter is kept', async () => {
  await deliverMail(context(false), mail('kept'))
  expect(await logged('kept')).toMatchObject({ status: 'kept', sent_at: null })
})
