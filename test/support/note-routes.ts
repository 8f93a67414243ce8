/** Routes that only tests have: a command, two questions, a file down and a file up. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { z } from 'zod'

import { command, file, fileOf, problem, question, type Route, reply } from '#platform/http/route'
import { announce } from '#platform/outbox'
import { dayWire, idWire, moneyWire, textWire } from '#platform/wire'
import { requirePermission } from '#platform/work'

export const uploadBytesMax = 100_000

const noteView = z.strictObject({ id: idWire, text: z.string() })

export const noteRoutes: readonly Route[] = [
  command({
    method: 'POST',
    path: '/notes',
    tag: 'test',
    summary: 'Write a note',
    permission: 'orders.write',
    body: z.strictObject({
      text: textWire(50),
      day: dayWire.optional(),
      money: moneyWire.optional(),
      lines: z
        .array(z.strictObject({ count: z.int().min(1).max(9) }))
        .max(3)
        .optional(),
    }),
    responses: { 201: noteView },
    run: async (tx, { body, ifMatch }) => {
      requirePermission(tx, 'orders.write')
      const id = tx.newId()
      announce(tx, 'note.written', { kind: 'note', id }, { text: body.text })
      if (body.text === 'refuse')
        return problem(409, 'refused', [{ code: 'x', detail: 'y', n: 3n }])
      if (body.text === 'fail') throw new Error('a secret of ours')
      if (body.text === 'overflow') await sql`select 300::int2 * 300::int2`.execute(tx.db)
      return reply(
        201,
        { id, text: body.text },
        { version: ifMatch ?? 1, location: `/notes/${id}` },
      )
    },
  }),
  question({
    path: '/notes/:noteId',
    tag: 'test',
    summary: 'Read a note',
    permission: 'orders.read',
    params: z.strictObject({ noteId: idWire }),
    query: z.strictObject({ limit: z.coerce.number().int().max(5).optional() }),
    responses: { 200: noteView },
    run: async (_ask, { params }) => reply(200, { id: params.noteId, text: '' }),
  }),
  question({
    path: '/notes.csv',
    tag: 'test',
    summary: 'All notes',
    permission: 'orders.read',
    responses: { 200: fileOf('text/csv') },
    run: async () => file('text/csv', 'no"tes.csv', 'a,b\n'),
  }),
  command({
    method: 'POST',
    path: '/uploads',
    tag: 'test',
    summary: 'Send a file',
    permission: 'imports.run',
    rawUpload: { maxBytes: uploadBytesMax },
    responses: {
      201: z.strictObject({ sizeBytes: z.int(), sha256: z.string(), text: z.string() }),
    },
    run: async (_tx, { upload: { path, sizeBytes, sha256 } }) =>
      reply(201, { sizeBytes, sha256, text: readFileSync(path, 'utf8').slice(0, 10) }),
  }),
]
