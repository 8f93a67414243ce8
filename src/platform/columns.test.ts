/** Goal: what goes to the server in its own bytes is there what it was here, nulls and extremes as well. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'

import { bigintColumn, idColumn, integerColumn, jsonColumn } from './columns.ts'
import { packDoubles, packReals } from './packed.ts'
import { pairRows } from './pair-ranges.ts'

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
})
afterAll(() => org.close())

const [one, other] = [
  '0190163d-8694-739b-aea5-966c26f8ad91',
  'FFFFFFFF-0000-7abc-8def-0123456789AB',
]

async function readBack<T>(array: ReturnType<typeof sql>): Promise<readonly T[]> {
  const { rows } = await org
    .work(anybody)
    .transact((tx) =>
      sql<{ readonly value: T }>`select value from unnest(${array}) as value`.execute(tx.db),
    )
  return rows.map(({ value }) => value)
}

const asGiven = <T>(value: T) => value

test('ids', async () => {
  const ids = [one, null, other]
  expect(await readBack(sql`${idColumn(ids, asGiven)}::uuid[]`)).toEqual([
    one,
    null,
    other.toLowerCase(),
  ])
  expect(await readBack(sql`${idColumn([], asGiven)}::uuid[]`)).toEqual([])
})

test.each(['', 'nonsense', one.slice(1), `${one}0`, one.replace('8', 'g'), one.replace('8', 'é')])(
  'what is no id is refused here: "%s"',
  (id) => {
    expect(() => idColumn([id], asGiven)).toThrow(RangeError)
  },
)

test('whole numbers', async () => {
  const bigints = [
    0,
    -1,
    12n,
    null,
    2 ** 31,
    -(2 ** 40) - 3,
    2 ** 53 - 1,
    2n ** 63n - 1n,
    -(2n ** 63n),
  ]
  const read = await readBack<bigint | null>(sql`${bigintColumn(bigints, asGiven)}::bigint[]`)
  expect(read).toEqual(bigints.map((value) => (value === null ? null : BigInt(value))))
  const integers = [0, -1, null, 2 ** 31 - 1, -(2 ** 31)]
  expect(await readBack(sql`${integerColumn(integers, asGiven)}::int[]`)).toEqual(integers)
})

test('what is no whole number, or too large, is refused here', () => {
  for (const value of [0.5, Number.NaN, Infinity]) {
    expect(() => bigintColumn([value], asGiven)).toThrow(RangeError)
    expect(() => integerColumn([value], asGiven)).toThrow(RangeError)
  }
  expect(() => bigintColumn([2n ** 63n], asGiven)).toThrow(RangeError)
  expect(() => integerColumn([2 ** 31], asGiven)).toThrow(RangeError)
})

test('texts of JSON, whatever people wrote in them', async () => {
  const values = [{ note: 'it\'s "10" \\ {5,6} ♥ 😀\n' }, {}, [1, null], 'NULL']
  const column = jsonColumn(values, (value) => JSON.stringify(value))
  expect(await readBack(sql`${column}::jsonb[]`)).toEqual(values)
})

test('lists of numbers, each row its own stretch', async () => {
  const lists = [[0.1, -2.5], [], [Number.NaN, 7, 1e300]].map((list) => Float64Array.from(list))
  const doubles = packDoubles(lists, asGiven)
  const reals = packReals(lists, asGiven)
  const { rows } = await org.work(anybody).transact((tx) =>
    sql<{ readonly doubles: number[]; readonly reals: number[] }>`
      select (${doubles.bytes}::float8[])[d.from_at:d.to_at] as doubles,
             (${reals.bytes}::real[])[r.from_at:r.to_at] as reals
      from unnest(${doubles.from}::int[], ${doubles.to}::int[]) with ordinality as d (from_at, to_at, no)
      join unnest(${reals.from}::int[], ${reals.to}::int[]) with ordinality as r (from_at, to_at, no)
        using (no)
      order by no`.execute(tx.db),
  )
  expect(rows.map((row) => row.doubles)).toEqual(lists.map((list) => [...list]))
  expect(rows.map((row) => row.reals)).toEqual([
    [0.1, -2.5],
    [],
    [Number.NaN, 7, Number.POSITIVE_INFINITY],
  ])
})

test('item-places, in the order given', async () => {
  const pairs = [
    { itemId: one, placeId: other.toLowerCase() },
    { itemId: other.toLowerCase(), placeId: one },
  ]
  const read = () =>
    org
      .work(anybody)
      .transact((tx) =>
        sql`select item_id as "itemId", place_id as "placeId" from ${pairRows(pairs)} as p (item_id, place_id)`.execute(
          tx.db,
        ),
      )
  expect((await read()).rows).toEqual(pairs)
  expect((await read()).rows).toEqual(pairs)
})
