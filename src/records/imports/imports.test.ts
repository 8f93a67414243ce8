/**
 * Goal: a file comes in whole or not at all, shows before what it will do, and may come twice.
 *
 * Method: items on a real database, with all the kinds there are.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { importKinds } from '#edge/import-kinds'
import { invariant } from '#kernel/invariant'
import type { Work } from '#platform/work'
import { type TestOrganization, testOrganization } from '#support/database'
import { checked, countsOf, imported, staged, viewOf } from '#support/import-file'

import { discardImport } from './actions/discard-import.ts'
import { checkImport, commitImport, type ImportId, importTasks } from './index.ts'
import { openErrorFile } from './queries/read-import-rows.ts'

let org: TestOrganization
let buyer: Work

beforeAll(async () => {
  org = await testOrganization()
  buyer = org.as('buyer')
})
afterAll(() => org.close())

async function items(like: string) {
  const { rows } = await sql<{ sku: string; name: string; gtin: string; version: number }>`
    select sku, name, gtin, version from item where sku like ${like} order by sku
  `.execute(org.db)
  return rows
}

async function rowsOf(importId: string) {
  const { rows } = await sql<{
    row_no: number
    outcome: string
    errors: { code: string }[] | null
  }>`
    select row_no, outcome, errors from import_row where batch_id = ${importId}::uuid order by row_no
  `.execute(org.db)
  return rows.map(({ row_no, outcome, errors }) => {
    return [row_no, outcome, ...(errors ?? []).map(({ code }) => code)].join(' ')
  })
}

async function detailsOf(importId: string, from: number, to: number): Promise<readonly string[]> {
  const { rows } = await sql<{ detail: string }>`
    select errors -> 0 ->> 'detail' as detail from import_row
    where batch_id = ${importId}::uuid and row_no between ${from} and ${to} order by row_no
  `.execute(org.db)
  return rows.map(({ detail }) => detail)
}

const commit = (id: string, skipErrors = false) =>
  commitImport(buyer, importKinds, { importId: id as ImportId, skipErrors })

test('new records are added, known ones changed where the row says so, the rest left', async () => {
  await imported(buyer, 'items', ['SKU,Name,Unit,Weight (g)', 'A1,One,EA,5', 'A2,Two,EA,6'])
  const view = await imported(buyer, 'items', [
    'SKU,Name,Unit,Weight (g)',
    'A1,One,EA,5',
    'A2,Two more,EA,',
    'A3,Three,KG,7',
  ])
  expect(countsOf(view)).toBe('1 add, 1 change, 1 same')
  expect(view.status).toBe('committed')
  const { rows } = await sql`
    select sku, name, weight_grams, version from item where sku like 'A%' order by sku
  `.execute(org.db)
  expect(rows).toEqual([
    { sku: 'A1', name: 'One', weight_grams: 5n, version: 1 },
    { sku: 'A2', name: 'Two more', weight_grams: 6n, version: 2 },
    { sku: 'A3', name: 'Three', weight_grams: 7n, version: 1 },
  ])
})

test('what is brought twice changes nothing the second time, and is audited once', async () => {
  const lines = [
    'SKU,Name,Unit,Category,Packs,EAN',
    'B1,"Say ""hi"", twice",EA,MUGS,CASE=12; PALLET=480,4006381333931',
    'B2,"Two\nlines",EA,MUGS,,',
    'B3,=1+1,EA,,,',
  ]
  await imported(buyer, 'items', lines)
  const again = await imported(buyer, 'items', lines)
  expect(countsOf(again)).toBe('3 same')
  expect((await items('B%')).map(({ name }) => name)).toEqual([
    'Say "hi", twice',
    'Two\nlines',
    '=1+1',
  ])
  const { rows } = await sql`
    select e.action, e.actor_name, count(*)::int as rows from audit_event e join item i on i.id = e.row_id
    where i.sku like 'B%' and e.table_name = 'item' group by 1, 2
  `.execute(org.db)
  expect(rows).toEqual([{ action: 'insert', actor_name: 'Test buyer', rows: 3 }])
})

describe('a check', () => {
  test('tells every error at once, with row and column', async () => {
    await imported(buyer, 'items', ['SKU,Name,Unit,EAN', 'C1,One,EA,96385074'])
    const view = await checked(buyer, 'items', [
      'SKU,Name,Unit,EAN,Weight (g),Tracks expiry',
      'C2,Two,EA,4006381333930,heavy,no',
      ',Three,EA,,,',
      'C4,,,,,',
      'C5,Five,EA,96385074,,yes',
      'C6,Six,EA',
      'C1,One,KG,96385074,1,no',
      'C7,Seven,EA,,,',
      'C7,Seven again,EA,,,',
      'C8,Eight,EA,5012345678900,,',
      'C9,Nine,EA,05012345678900,,',
      'C10,Ten,EA,,,',
    ])
    expect(await rowsOf(view.id)).toEqual([
      '2 error gtin_malformed not_a_whole_number',
      '3 error empty',
      '4 error empty_for_new empty_for_new',
      '5 error expiry_without_lots gtin_taken duplicate_in_file',
      '6 error row_ragged',
      '7 error fixed_for_good duplicate_in_file',
      '8 error duplicate_in_file',
      '9 error duplicate_in_file',
      '10 error duplicate_in_file',
      '11 error duplicate_in_file',
      '12 add',
    ])
    expect(await detailsOf(view.id, 8, 11)).toEqual([
      'Keep one of the rows 8 and 9: both say C7.',
      'Keep one of the rows 8 and 9: both say C7.',
      'Correct EAN here or in row 11: both say 5012345678900.',
      'Correct EAN here or in row 10: both say 5012345678900.',
    ])
    expect(view.errorGroups.find(({ code }) => code === 'gtin_malformed')).toMatchObject({
      column: 'gtin',
      header: 'EAN',
      rows: 1,
      firstRow: 2,
    })
    expect(await commit(view.id)).toEqual({ kind: 'has_errors', errorCount: 10n })
    expect(await items('C7')).toEqual([])
    expect(await commit(view.id, true)).toMatchObject({ kind: 'committed', doneRows: 1 })
    expect((await items('C%')).map(({ sku }) => sku)).toEqual(['C1', 'C10'])
  })

  test('tells of columns that are not brought, and of units that will be added', async () => {
    const view = await checked(buyer, 'items', [
      'SKU,Name,Unit,Packs,Colour,Blank',
      'U1,One,EA,,red,',
      'U2,Two,BARREL,PALLET9=12,,',
      'U3,Three,BARREL,,,',
    ])
    expect(view.unmappedColumns).toEqual(['Colour'])
    expect(view.notes).toEqual([
      { detail: 'Unit BARREL will be added.', rows: 2, firstRow: 3 },
      { detail: 'Unit PALLET9 will be added.', rows: 1, firstRow: 3 },
    ])
    expect(await commit(view.id)).toMatchObject({ kind: 'committed' })
    const again = await checked(buyer, 'items', ['SKU,Name,Unit', 'U4,Four,BARREL'])
    expect([again.unmappedColumns, again.notes]).toEqual([[], []])
  })

  test('needs the columns without which a row says nothing', async () => {
    const importId = await staged(buyer, 'items', ['Colour,Price', 'red,1'])
    expect((await viewOf(buyer, importId)).missingFields).toEqual(['sku'])
    expect(await checkImport(buyer, importKinds, importId)).toMatchObject({
      kind: 'refused',
      errors: [{ code: 'field_not_mapped', field: 'sku' }],
    })
  })

  test('of a hundred thousand errors is told and given back as a file', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `H${index},,EA,x`)
    const view = await checked(buyer, 'items', ['SKU,Name,Unit,Weight (g)', ...lines])
    expect(view.errorCount).toBe(100_000)
    expect(view.errorGroups.map(({ code, rows }) => `${code} ${rows}`)).toEqual([
      'not_a_whole_number 100000',
    ])
    const file = await openErrorFile(buyer.ask(), view.id as ImportId)
    let lineCount = 0
    for await (const part of file?.content ?? []) lineCount += String(part).split('\r\n').length - 1
    expect(lineCount).toBe(100_001)
    expect(await commit(view.id)).toMatchObject({ kind: 'has_errors' })
  }, 120_000)
})

test('a mapping is remembered for files with the same headers, in any order and case', async () => {
  const more = { sku: { column: 'Nummer' }, unit: { value: 'EA' } }
  await imported(buyer, 'items', ['Nummer,Name', 'D1,One'], more)
  const importId = await staged(buyer, 'items', ['NAME;nummer', 'Two;D2'])
  expect((await viewOf(buyer, importId)).mapping).toEqual({
    name: { column: 'NAME' },
    sku: { column: 'nummer' },
    unit: { value: 'EA' },
  })
})

describe('a commit', () => {
  test('of two at once, one wins', async () => {
    const { id } = await checked(buyer, 'items', ['SKU,Name,Unit', 'E1,One,EA', 'E2,Two,EA'])
    const outcomes = await Promise.all([commit(id), commit(id), commit(id)])
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['committed', 'not_now', 'not_now'])
    expect(await items('E%')).toHaveLength(2)
  })

  test('of the same file uploaded twice adds each record once', async () => {
    const lines = ['SKU,Name,Unit', ...Array.from({ length: 50 }, (_, i) => `F${i},Item,EA`)]
    const first = await checked(buyer, 'items', lines)
    const second = await checked(buyer, 'items', lines)
    const outcomes = await Promise.all([commit(first.id), commit(second.id)])
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['committed', 'conflict'])
    expect(await items('F%')).toHaveLength(50)
    const loser = outcomes[0]?.kind === 'conflict' ? first : second
    const view = await viewOf(buyer, loser.id as ImportId)
    expect(view).toMatchObject({ status: 'checked', sameCount: 50 })
    expect(view.problem).toContain('changed after the check')
    expect(await commit(loser.id)).toMatchObject({ kind: 'committed' })
  })

  test('writes nothing when a record changed after the check', async () => {
    await imported(buyer, 'items', ['SKU,Name,Unit', 'G1,One,EA'])
    const { id } = await checked(buyer, 'items', ['SKU,Name,Unit', 'G1,Uno,EA', 'G2,Due,EA'])
    await imported(buyer, 'items', ['SKU,Name', 'G1,Ein'])
    expect(await commit(id)).toMatchObject({ kind: 'conflict' })
    expect((await items('G%')).map(({ sku, name }) => `${sku} ${name}`)).toEqual(['G1 Ein'])
    expect(countsOf(await viewOf(buyer, id as ImportId))).toBe('1 add, 1 change')
    expect(await commit(id)).toMatchObject({ kind: 'committed' })
    expect((await items('G%')).map(({ name }) => name)).toEqual(['Uno', 'Due'])
  })

  test('needs a check, and the permission for these records', async () => {
    const importId = await staged(buyer, 'items', ['SKU,Name,Unit', 'I1,One,EA'])
    expect(await commit(importId)).toMatchObject({ kind: 'not_now', status: 'uploaded' })
    const clerk = org.as('ap_clerk')
    await checkImport(clerk, importKinds, importId)
    await expect(commitImport(clerk, importKinds, { importId })).rejects.toThrow('records.write')
    await expect(staged(org.as('viewer'), 'items', ['SKU', 'I2'])).rejects.toThrow('imports.run')
  })
})

test('rows are gone after thirty days; what the file was stays known', async () => {
  const { id: done } = await imported(buyer, 'items', ['SKU,Name,Unit', 'L1,One,EA'])
  const left = await staged(buyer, 'items', ['SKU,Name,Unit', 'L2,Two,EA'])
  const clear = importTasks(importKinds)['imports.clear']
  invariant(clear !== undefined, 'there is such a task')
  const start = new Date('2026-01-05T09:00:00.000Z').getTime()
  const clearAfter = async (days: number) => {
    org.clock.set(new Date(start + days * 86_400_000).toISOString())
    await clear({ work: buyer } as never, {})
  }
  await clearAfter(29)
  expect(await rowsOf(done)).toHaveLength(1)
  const fresh = await staged(buyer, 'items', ['SKU,Name,Unit', 'L3,Three,EA'])
  await clearAfter(31)
  expect([await rowsOf(done), await rowsOf(left)]).toEqual([[], []])
  expect(await rowsOf(fresh)).toHaveLength(1)
  expect(await viewOf(buyer, done as ImportId)).toMatchObject({
    status: 'committed',
    addCount: 1,
    fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    clearedAt: expect.any(String),
  })
  expect(await viewOf(buyer, left)).toMatchObject({ status: 'discarded', rowCount: 1 })
})

test('a check that was overtaken leaves nothing behind', async () => {
  const lines = ['SKU,Name,Unit', ...Array.from({ length: 5_000 }, (_, i) => `K${i},Item,EA`)]
  const importId = await staged(buyer, 'items', lines)
  const running = checkImport(buyer, importKinds, importId)
  for (let done = 0; done === 0; ) done = (await viewOf(buyer, importId)).doneCount
  expect(await buyer.transact((tx) => discardImport(tx, importId))).toEqual({ kind: 'discarded' })
  await running
  expect(await rowsOf(importId)).toEqual([])
  expect((await viewOf(buyer, importId)).status).toBe('discarded')
})
