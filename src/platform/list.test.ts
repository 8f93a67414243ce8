/**
 * Goal: paging through a list shows every row once, in order, whatever ties and gaps the sort column
 * has; a cursor works for its own list alone.
 *
 * Method: rows in a table that all tests have (audit events are too few), the same list read in
 * pages of every size and held against a sort in memory.
 */
import { type SelectQueryBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { type TestOrganization, testOrganization } from '#support/database'

import { MalformedInputError } from './http/problem.ts'
import { listQuery, type Page, readPage, totalMax } from './list.ts'

type Row = {
  readonly id: string
  readonly name: string
  readonly due: string | null
  readonly n: bigint
}
type Rows = { readonly rows: Row }

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
})
afterAll(() => org.close())

const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** Thirty rows: names in three, days in five or none, in no order of their ids. */
const table: readonly Row[] = Array.from({ length: 30 }, (_, n) => ({
  id: idOf((n * 7) % 30),
  name: ['Änne', 'b', 'B'][n % 3] ?? '',
  due: n % 4 === 0 ? null : `2026-01-0${(n % 5) + 1}`,
  n: BigInt(n - 15) * 10n ** 15n,
}))

const query = listQuery({
  filters: { name: z.string().optional() },
  sorts: ['name', 'due', '-n'],
})

type Asked = Partial<z.infer<typeof query>>

function rows(given: readonly Row[]): SelectQueryBuilder<Rows, 'rows', Row> {
  const source = sql<Row>`(
    select * from jsonb_to_recordset(${JSON.stringify(
      given.map((row) => ({ ...row, n: row.n.toString() })),
    )}::jsonb) as given (id uuid, name text collate "C", due date, n bigint)
  )`
  return org.db
    .selectFrom(source.as('rows'))
    .select(['rows.id', 'rows.name', 'rows.due', 'rows.n']) as unknown as SelectQueryBuilder<
    Rows,
    'rows',
    Row
  >
}

async function read(
  asked: Asked,
  given: readonly Row[] = table,
  counted: readonly Row[] = given,
): Promise<Page<Row>> {
  return readPage(org, rows(given), {
    counts: rows(counted).clearSelect().select(sql`1`.as('one')),
    asked: query.parse(asked),
    id: 'rows.id',
    sorts: {
      name: { column: 'rows.name', type: 'text' },
      due: { column: 'rows.due', type: 'date', nullable: true },
      n: { column: 'rows.n', type: 'bigint' },
    },
    toItem: ({ id, name, due, n }) => ({ id, name, due, n }),
  })
}

async function readAll(asked: Asked): Promise<readonly Row[]> {
  const items: Row[] = []
  let cursor: string | undefined
  do {
    const found: Page<Row> = await read({ ...asked, ...(cursor === undefined ? {} : { cursor }) })
    items.push(...found.items)
    cursor = found.nextCursor ?? undefined
  } while (cursor !== undefined)
  return items
}

function sortedBy(key: 'name' | 'due' | 'n', descending: boolean): readonly string[] {
  const flip = descending ? -1 : 1
  const compare = <T>(a: T, b: T) => (a === b ? 0 : a < b ? -1 : 1)
  const bytes = (value: Row[typeof key]) =>
    typeof value === 'string' ? Buffer.from(value).toString('hex') : value
  return table
    .toSorted((a, b) => {
      if ((a[key] === null) !== (b[key] === null)) return a[key] === null ? 1 : -1
      const byKey = a[key] === null ? 0 : compare(bytes(a[key]), bytes(b[key]))
      return flip * (byKey || compare(a.id, b.id))
    })
    .map(({ id }) => id)
}

describe('pages', () => {
  const lists = (['name', 'due', 'n'] as const).flatMap((key) =>
    [1, 3, 7, 29, 30, 31].flatMap((limit) => [
      { key, sort: key, limit, descending: false },
      { key, sort: `-${key}` as const, limit, descending: true },
    ]),
  )
  test.each(lists)(
    'of $limit by $sort are the whole list',
    async ({ key, sort, limit, descending }) => {
      const items = await readAll({ sort, limit })
      expect(items.map(({ id }) => id)).toEqual(sortedBy(key, descending))
    },
  )

  test('come in the usual sort unasked', async () => {
    const { items } = await read({})
    expect(items.map(({ id }) => id)).toEqual(sortedBy('name', false))
  })

  test('neither repeat nor hide rows when some come and go', async () => {
    const first = await read({ sort: 'n', limit: 10 })
    const cursor = first.nextCursor ?? ''
    const seen = new Set(first.items.map(({ id }) => id))
    const fewer = table.filter(({ id }) => !seen.has(id))
    const second = await read({ sort: 'n', limit: 30, cursor }, fewer)
    expect(second.items).toHaveLength(20)
  })
})

describe('the total', () => {
  const many = (length: number): readonly Row[] =>
    Array.from({ length }, (_, n) => ({ id: idOf(n), name: 'a', due: null, n: BigInt(n) }))

  test.each([
    [0, { value: 0, relation: 'eq' }],
    [30, { value: 30, relation: 'eq' }],
    [totalMax, { value: totalMax, relation: 'eq' }],
    [totalMax + 1, { value: totalMax, relation: 'gte' }],
  ] as const)('of %i rows', async (length, total) => {
    expect((await read({ limit: 10 }, many(length))).total).toEqual(total)
  })

  test('is of the rows that are named to be counted', async () => {
    expect((await read({ limit: 10 }, many(30), many(20))).total.value).toBe(20)
  })
})

describe('a cursor', () => {
  async function cursorOf(asked: Asked): Promise<string> {
    return (await read({ limit: 5, ...asked })).nextCursor ?? ''
  }

  const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')

  test('of another sort or filter is refused', async () => {
    const cursor = await cursorOf({ sort: 'name' })
    await expect(read({ sort: '-name', cursor })).rejects.toThrow(MalformedInputError)
    await expect(read({ sort: 'due', cursor })).rejects.toThrow(MalformedInputError)
    await expect(read({ sort: 'name', name: 'b', cursor })).rejects.toThrow(MalformedInputError)
  })

  test('of another limit goes on', async () => {
    const cursor = await cursorOf({ sort: 'name' })
    expect((await read({ sort: 'name', limit: 200, cursor })).items).toHaveLength(25)
  })

  test.each([
    'x',
    '',
    forged(['a', 'b', 'c']),
    forged({}),
    forged([1, 2, 3]),
    Buffer.from([0xff, 0xfe]).toString('base64url'),
  ])('that is none is refused: %s', async (cursor) => {
    await expect(read({ cursor })).rejects.toThrow(MalformedInputError)
  })

  test('with a value of another type is refused before PostgreSQL sees it', async () => {
    const parts = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const [binding] = parts(await cursorOf({ sort: 'n' }))
    for (const value of ['x', '99999999999999999999', null]) {
      const cursor = forged([binding, value, idOf(1), 0])
      await expect(read({ sort: 'n', cursor })).rejects.toThrow(MalformedInputError)
    }
    const cursor = forged([binding, '1', "'; drop table", 0])
    await expect(read({ sort: 'n', cursor })).rejects.toThrow(MalformedInputError)
  })
})

describe('the query', () => {
  test.each([0, 201, 1.5, 'x', ''])('refuses a limit of %j', (limit) => {
    expect(query.safeParse({ limit }).success).toBe(false)
  })

  test.each([1, 200, '200'])('takes a limit of %j', (limit) => {
    expect(query.safeParse({ limit }).success).toBe(true)
  })

  test.each(['id', '--n', 'N'])('refuses to sort by %s', (sort) => {
    expect(query.safeParse({ sort }).success).toBe(false)
  })
})
