/** The job `purchasing.send-order`: mails a released order with its PDF and the supplier's link. */
import { z } from 'zod'

import type { JobContext } from '#platform/jobs'
import { deliverMail } from '#platform/mail/deliver'
import { orderMailKey, orderMailKind } from './order-mail.ts'
import { orderLetter } from './papers/order-letter.ts'
import { orderPdf } from './papers/order-pdf.ts'
import { readPaper } from './queries/read-paper.ts'
import { isLinkStanding } from './queries/supplier-links.ts'
import type { OrderId } from './store/order-for-work.ts'
import { supplierPath } from './supplier-token.ts'

const payloadShape = z.looseObject({
  orderId: z.string(),
  linkId: z.string(),
  termsVersion: z.int(),
})

/** Terms that were released anew meanwhile are not sent any more: their link has been revoked. */
export async function sendOrder(context: JobContext, payload: unknown): Promise<void> {
  const { orderId, linkId, termsVersion } = payloadShape.parse(payload)
  const ask = context.work.ask()
  if (!(await isLinkStanding(ask, linkId))) return
  const paper = await readPaper(ask, orderId as OrderId)
  if (paper === undefined || paper.supplier.email === '') return
  if (paper.number === null || paper.lifecycle === 'cancelled') return

  const letter = orderLetter(paper)
  const fileName = `${paper.number}.pdf`
  const publicUrl =
    context.config.publicUrl ?? `http://${context.config.host}:${context.config.port}`
  await deliverMail(context, {
    key: orderMailKey(orderId, termsVersion),
    kind: orderMailKind,
    subject: { kind: 'purchase_order', id: orderId },
    to: paper.supplier.email,
    subjectLine: letter.subjectLine,
    bodyText: letter.text,
    html: letter.html,
    link: publicUrl + supplierPath(context.organization.slug, linkId),
    attachmentNames: [{ fileName, mediaType: 'application/pdf' }],
    attachments: async () => {
      return [{ fileName, mediaType: 'application/pdf', content: await orderPdf(paper) }]
    },
  })
}
