/** The job `purchasing.send-decision`: mails a supplier what became of an answer, line by line. */
import { z } from 'zod'

import type { JobContext } from '#platform/jobs'
import { deliverMail } from '#platform/mail/deliver'

import { decisionLetter } from './papers/decision-letter.ts'
import { readPaper } from './queries/read-paper.ts'
import { readStandingLink } from './queries/supplier-links.ts'
import type { OrderId } from './store/order-for-work.ts'
import { supplierPath } from './supplier-token.ts'

const payloadShape = z.looseObject({
  answerId: z.string(),
  orderId: z.string(),
  reason: z.string(),
  lines: z.array(z.looseObject({ lineNo: z.int(), decision: z.enum(['accepted', 'rejected']) })),
})

/** Nothing is sent once the link is revoked: the order was released anew, or is no more. */
export async function sendDecision(context: JobContext, payload: unknown): Promise<void> {
  const { answerId, orderId, reason, lines } = payloadShape.parse(payload)
  const ask = context.work.ask()
  const linkId = await readStandingLink(ask, orderId as OrderId)
  const paper = await readPaper(ask, orderId as OrderId)
  if (linkId === undefined || paper === undefined || paper.supplier.email === '') return
  if (paper.number === null || paper.lifecycle === 'cancelled') return

  const letter = decisionLetter(paper, { reason, lines })
  const publicUrl =
    context.config.publicUrl ?? `http://${context.config.host}:${context.config.port}`
  await deliverMail(context, {
    key: `answer-decided:${answerId}`,
    kind: 'answer_decided',
    subject: { kind: 'purchase_order', id: orderId },
    to: paper.supplier.email,
    subjectLine: letter.subjectLine,
    bodyText: letter.text,
    html: letter.html,
    link: publicUrl + supplierPath(context.organization.slug, linkId),
    attachmentNames: [],
    attachments: async () => [],
  })
}
