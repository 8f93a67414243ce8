/** The log of mail, for whoever runs the organization. */
import { z } from 'zod'

import { notFound } from '#platform/http/problem'
import { file, fileOf, question, type Route, reply } from '#platform/http/route'
import { idWire } from '#platform/wire'

import { orderPdf } from '../papers/order-pdf.ts'
import {
  listMail,
  listMailQuery,
  mailPage,
  mailView,
  readMail,
  readMailedPaper,
} from '../queries/list-mail.ts'

const tag = 'mail'

export const mailRoutes: readonly Route[] = [
  question({
    path: '/mail-messages',
    tag,
    summary: 'List mail that left or waits to',
    permission: 'people.manage',
    query: listMailQuery,
    responses: { 200: mailPage },
    run: async (ask, { query }) => reply(200, await listMail(ask, query)),
  }),
  question({
    path: '/mail-messages/:mailId',
    tag,
    summary: 'Read a mail with its link',
    permission: 'people.manage',
    params: z.strictObject({ mailId: idWire }),
    responses: { 200: mailView },
    problems: [404],
    run: async (ask, { params, organization }) => {
      const view = await readMail(ask, params.mailId, organization.slug)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  question({
    path: '/mail-messages/:mailId/document.pdf',
    tag,
    summary: 'The order that went with a mail, as a PDF',
    description: 'Printed from the version of the terms that was sent.',
    permission: 'people.manage',
    params: z.strictObject({ mailId: idWire }),
    responses: { 200: fileOf('application/pdf') },
    problems: [404],
    run: async (ask, { params }) => {
      const paper = await readMailedPaper(ask, params.mailId)
      if (paper === undefined) return notFound()
      return file('application/pdf', `${paper.number ?? 'order'}.pdf`, await orderPdf(paper))
    },
  }),
]
