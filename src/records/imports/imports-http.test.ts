/**
 * Goal: a file comes over HTTP as bytes, bounded, and is worked through by requests or a job.
 *
 * Method: a real server; jobs are run by hand from what the request left in the queue.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { importKinds } from '#edge/import-kinds'
import type { JobContext } from '#platform/jobs'
import { ruleActor } from '#platform/rule-actor'
import { type TestApi, testApi } from '#support/http'

import { importBytesMax, importTasks } from './index.ts'
import { inlineRowsMax } from './limits.ts'

let api: TestApi

beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

type View = {
  readonly id: string
  readonly status: string
  readonly version: number
  readonly mapping: Readonly<Record<string, unknown>>
  readonly addCount: number
  readonly errorCount: number
  readonly doneCount: number
}
type Refusal = { readonly code: string; readonly errors: readonly { readonly code: string }[] }

const utf8 = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'))

function upload<Body = View>(lines: readonly string[], query = 'kind=items') {
  const headers = {
    'content-type': 'text/csv',
    'content-disposition': 'attachment; filename="items.csv"',
  }
  return api.as('buyer').call<Body>('POST', `/imports?${query}`, { raw: utf8(lines), headers })
}

const buyer = () => api.as('buyer')

/** Runs the job the last request started, as the worker would. */
async function runJob(task: string, importId: string): Promise<void> {
  const actor = { ...ruleActor('somebody'), permissions: ['imports.run', 'records.write'] }
  const context = { work: api.organization.work(ruleActor(task)) } as unknown as JobContext
  await importTasks(importKinds)[task]?.(context, { importId, actor })
}

test('a short file is uploaded, mapped, checked and committed by requests', async () => {
  const uploaded = await upload(['Artikel Nr,Name,Unit', 'A1,One,EA', 'A2,,EA'])
  expect(uploaded.status).toBe(201)
  const { id, mapping } = uploaded.body
  expect(uploaded.headers.get('location')).toBe(`/api/v1/test/imports/${id}`)
  const early = await buyer().post<Refusal>(`/imports/${id}/check`)
  expect([early.status, early.body.code]).toEqual([422, 'mapping_refused'])

  const body = { mapping: { ...mapping, sku: { column: 'Artikel Nr' } } }
  const stale = await buyer().call('PUT', `/imports/${id}/mapping`, { body, ifMatch: 7 })
  expect(stale.status).toBe(412)
  const wrong = await buyer().call<Refusal>('PUT', `/imports/${id}/mapping`, {
    body: { mapping: { sku: { column: 'No such' }, no: { value: '1' } } },
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body.errors).toMatchObject([
    { code: 'column_unknown', pointer: '/mapping/sku' },
    { code: 'field_unknown', pointer: '/mapping/no' },
  ])
  const mapped = await buyer().call('PUT', `/imports/${id}/mapping`, { body, ifMatch: 1 })
  expect([mapped.status, mapped.headers.get('etag')]).toEqual([200, '"2"'])

  const checked = await buyer().post<View>(`/imports/${id}/check`)
  expect(checked.body).toMatchObject({ status: 'checked', addCount: 1, errorCount: 1 })
  const errors = await buyer().get<{ items: readonly object[] }>(
    `/imports/${id}/rows?outcome=error`,
  )
  expect(errors.body.items).toMatchObject([
    { rowNo: 3, key: 'A2', cells: ['A2', '', 'EA'], errors: [{ column: 'name', header: 'Name' }] },
  ])
  const refused = await buyer().post<Refusal>(`/imports/${id}/commit`, {})
  expect([refused.status, refused.body.code]).toEqual([409, 'import_has_errors'])
  const committed = await buyer().post<View>(`/imports/${id}/commit`, { skipErrors: true })
  expect(committed.body).toMatchObject({ status: 'committed' })
  const again = await buyer().post<Refusal>(`/imports/${id}/commit`, { skipErrors: true })
  expect([again.status, again.body.code]).toEqual([409, 'import_not_ready'])
  const list = await buyer().get<{ items: readonly View[] }>('/imports?kind=items')
  expect(list.body.items.map((each) => each.id)).toContain(id)
})

test('a long file is left to jobs, in the name of whoever asked', async () => {
  const rows = Array.from({ length: inlineRowsMax + 1 }, (_, index) => `L${index},Item,EA`)
  const { id } = (await upload(['SKU,Name,Unit', ...rows])).body
  const checking = await buyer().post<View>(`/imports/${id}/check`)
  expect([checking.status, checking.body.status]).toEqual([202, 'checking'])
  await runJob('imports.check', id)
  const committing = await buyer().post<View>(`/imports/${id}/commit`, {})
  expect([committing.status, committing.body.status]).toEqual([202, 'committing'])
  const twice = await buyer().post(`/imports/${id}/commit`, {})
  expect(twice.status).toBe(409)
  expect((await buyer().delete(`/imports/${id}`)).status).toBe(409)
  await runJob('imports.commit', id)
  const { body } = await buyer().get<View>(`/imports/${id}`)
  expect(body).toMatchObject({ status: 'committed', doneCount: rows.length })
  const { rows: audited } = await sql`
    select distinct actor_name from audit_event e join item i on i.id = e.row_id
    where i.sku like 'L%'
  `.execute(api.organization.db)
  expect(audited).toEqual([{ actor_name: 'somebody' }])
})

test('a file that is too long is refused before it is kept', async () => {
  const piece = new Uint8Array(1024 * 1024).fill(120)
  let sentBytes = 0
  const endless = new ReadableStream({
    pull(controller) {
      if (sentBytes > importBytesMax + 8 * piece.length) return controller.close()
      sentBytes += piece.length
      controller.enqueue(piece)
    },
  })
  const answer = await buyer().call('POST', '/imports?kind=items', { raw: endless })
  expect(answer.status).toBe(413)
}, 60_000)

test('what can not be read is told', async () => {
  const empty = await upload<Refusal>([''])
  expect(empty.body).toMatchObject({ code: 'file_unreadable', errors: [{ code: 'file_empty' }] })
  const headed = await upload<Refusal>(['SKU,Name'])
  expect(headed.body).toMatchObject({ errors: [{ code: 'file_without_rows' }] })
  const other = await upload<Refusal>(['SKU', '1'], 'kind=unicorns')
  expect([other.status, other.body.code]).toEqual([404, 'import_kind_unknown'])
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from import_batch where row_count = 0
  `.execute(api.organization.db)
  expect(rows).toEqual([{ count: 0 }])
})

test('an upload that is thrown away leaves no rows', async () => {
  const { id } = (await upload(['SKU,Name,Unit', 'T1,One,EA'])).body
  expect((await buyer().delete(`/imports/${id}`)).status).toBe(204)
  const { rows } = await sql`select 1 from import_row where batch_id = ${id}::uuid`.execute(
    api.organization.db,
  )
  expect(rows).toEqual([])
  expect((await buyer().post(`/imports/${id}/check`)).status).toBe(409)
})

test('each kind gives a template that comes in as it is', async () => {
  const kinds = await buyer().get<{ items: readonly { kind: string }[] }>('/import-kinds')
  for (const { kind } of kinds.body.items) {
    const template = await buyer().get(`/import-kinds/${kind}/template.csv`)
    const raw = new TextEncoder().encode(template.text)
    const staged = await buyer().call<View & { missingFields: string[] }>(
      'POST',
      `/imports?kind=${kind}`,
      { raw },
    )
    expect([kind, staged.status, staged.body.missingFields]).toEqual([kind, 201, []])
    const fields = importKinds.get(kind)?.columns ?? {}
    expect(Object.keys(staged.body.mapping).toSorted()).toEqual(Object.keys(fields).toSorted())
  }
})

test('imports are for those who may run them', async () => {
  expect((await api.as('viewer').get('/imports')).status).toBe(403)
  expect((await api.as('receiver').get('/import-kinds')).status).toBe(403)
  const { id } = (await upload(['SKU,Name,Unit', 'P1,One,EA'])).body
  const { owner } = await api.neighbour()
  expect((await owner.get(`/imports/${id}`, { organization: 'test' })).status).toBe(404)
})
