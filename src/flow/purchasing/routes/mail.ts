/** The log of mail, for whoever runs the organization. */
import { z } from 'zod'

import { notFound } from '#platform/http/problem'
import { question, type Route, reply } from '#platform/http/route'
import { idWire } from '#platform/wire'

import { listMail, listMailQuery, mailPage, mailView, readMail } from '../queries/list-mail.ts'

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
]
