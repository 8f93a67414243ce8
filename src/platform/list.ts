/**
 * Lists that page by keyset: a page starts right after the last row of the page before, by the sort
 * column and then the id, so that an index serves every page alike and rows that come and go
 * meanwhile neither repeat nor hide others. Rows without a value in the sort column come last.
 *
 * A cursor is opaque and bound to its sort and filters. The total is exact to `totalMax`, and is
 * counted with the first page: the cursor carries it on, since counting costs more than reading a page.
 */
import { createHash } from 'node:crypto'
import { type Expression, type QueryExecutorProvider, type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'

import { isDay } from '#kernel/day'
import { toJson } from '#platform/pending'

import { MalformedInputError } from './http/problem.ts'
import { planAnew } from './postgres/statements.ts'
import { isStorable } from './wire.ts'

export const pageRowsMax = 200
export const pageRowsUsual = 50
export const totalMax = 10_000
const cursorCharactersMax = 2_000

/** How a sort column compares; a cursor's value is checked against it before PostgreSQL sees it. */
export type SortType = 'text' | 'bigint' | 'numeric' | 'date' | 'instant' | 'uuid'

export type SortColumn = {
  /** As it stands in the query, with its table: `purchase_order.ordered_on`. Indexed with the id. */
  readonly column: string
  readonly type: SortType
  /** True when rows may have no value; such a list asks a second time for them. */
  readonly nullable?: boolean
}

export type Page<Item> = {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
  readonly total: { readonly value: number; readonly relation: 'eq' | 'gte' }
}

/** The answer of a list, for a contract. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.strictObject({ value: z.int(), relation: z.enum(['eq', 'gte']) }),
  })
}

type Bare<Sort extends string> = Sort extends `-${infer Name}` ? Name : Sort
type Sorting<Name extends string> = Name | `-${Name}`

/**
 * The query parameters of a list.
 *
 * @param filters the list's own, each optional: `{ supplierId: idWire.optional() }`
 * @param sorts names as on the wire; each may be asked with `-` before it for the other direction.
 *   The first is what one gets unasked: write `-orderedOn` first for newest first.
 */
export function listQuery<
  const Filters extends z.ZodRawShape,
  const Sorts extends readonly [string, ...string[]],
>(given: { readonly filters: Filters; readonly sorts: Sorts }) {
  type Sort = Sorting<Bare<Sorts[number]>>
  const names = [...new Set(given.sorts.map((sort) => sort.replace(/^-/, '')))]
  const choices = names.flatMap((name) => [name, `-${name}`])
  const sort = z
    .enum(choices as [string, ...string[]], { error: `Sort by one of ${choices.join(', ')}.` })
    .default(given.sorts[0])
  const limitError = `Give a limit of 1 to ${pageRowsMax}.`
  return z.strictObject({
    ...given.filters,
    sort: sort as unknown as z.ZodDefault<z.ZodType<Sort, Sort>>,
    limit: z.coerce
      .number({ error: limitError })
      .int({ error: limitError })
      .min(1, { error: limitError })
      .max(pageRowsMax, { error: limitError })
      .default(pageRowsUsual),
    cursor: z.string().max(cursorCharactersMax).optional(),
  })
}

type PageRequest<Name extends string, Row, Item> = {
  /** For each name of `listQuery`, where it stands. */
  readonly sorts: Readonly<Record<Name, SortColumn>>
  /** The column that breaks ties, unique: `purchase_order.id`. */
  readonly id: string
  /** A UUID unless said otherwise. */
  readonly idType?: SortType
  /** The query parameters as `listQuery` read them, filters and all. */
  readonly asked: {
    readonly sort: Sorting<Name>
    readonly limit: number
    readonly cursor?: string | undefined
  }
  readonly toItem: (row: Row) => Item
  /**
   * Selects `1` from the same rows, without what is joined only to be shown: PostgreSQL leaves such
   * a join out of a count, but reads each row for its column where an index alone would do.
   */
  readonly counts?: Expression<unknown>
}

/**
 * One page.
 *
 * @param query selects the columns and applies the filters, without order or limit
 * @throws {MalformedInputError} when the cursor belongs to another sort or other filters
 */
export async function readPage<DB, TB extends keyof DB, Row, Name extends string, Item>(
  ask: { readonly db: QueryExecutorProvider },
  query: SelectQueryBuilder<DB, TB, Row>,
  request: PageRequest<Name, Row, Item>,
): Promise<Page<Item>> {
  const { asked } = request
  const name = asked.sort.replace(/^-/, '') as Name
  const sorting: Keyset = {
    by: request.sorts[name],
    id: { column: request.id, type: request.idType ?? 'uuid' },
    descending: asked.sort.startsWith('-'),
  }
  const binding = bindingOf(asked)
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor, binding, sorting)

  const rows = await readRows(query, sorting, after, asked.limit + 1)
  const shown = rows.slice(0, asked.limit)
  const last = rows.length > asked.limit ? shown.at(-1) : undefined
  const isWhole = after === undefined && last === undefined
  const counted =
    after?.counted ??
    (isWhole ? rows.length : await countUpTo(ask, request.counts ?? onesOf(query)))
  return {
    items: shown.map(request.toItem),
    nextCursor: last === undefined ? null : writeCursor(binding, last, counted),
    total: {
      value: Math.min(counted, totalMax),
      relation: counted > totalMax ? 'gte' : 'eq',
    },
  }
}

type Keyset = {
  readonly by: SortColumn
  readonly id: SortColumn
  readonly descending: boolean
}

type Position = { readonly page_sort: string | null; readonly page_id: string }

/** Rows with a value, then those without: two plain index ranges rather than one that is none. */
async function readRows<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  sorting: Keyset,
  after: Position | undefined,
  rowsMax: number,
): Promise<readonly (Row & Position)[]> {
  if (sorting.by.nullable !== true) return readRange(query, sorting, after, 'all', rowsMax)
  if (after?.page_sort === null) return readRange(query, sorting, after, 'empty', rowsMax)
  const valued = await readRange(query, sorting, after, 'valued', rowsMax)
  const rowsLeft = rowsMax - valued.length
  if (rowsLeft === 0) return valued
  return [...valued, ...(await readRange(query, sorting, undefined, 'empty', rowsLeft))]
}

async function readRange<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { by, id, descending }: Keyset,
  after: Position | undefined,
  range: 'all' | 'valued' | 'empty',
  rowsMax: number,
): Promise<readonly (Row & Position)[]> {
  const sortRef = sql.ref(by.column)
  const idRef = sql.ref(id.column)
  const direction = descending ? 'desc' : 'asc'
  const beyond = sql.raw(descending ? '<' : '>')

  let ranged = query.select([
    sql<string | null>`${sortRef}::text`.as('page_sort'),
    sql<string>`${idRef}::text`.as('page_id'),
  ])
  if (range === 'valued') ranged = ranged.where(sql<boolean>`${sortRef} is not null`)
  if (range === 'empty') ranged = ranged.where(sql<boolean>`${sortRef} is null`)
  if (after !== undefined) {
    const afterId = castValue(after.page_id, id.type)
    const isBeyond =
      range === 'empty'
        ? sql<boolean>`${idRef} ${beyond} ${afterId}`
        : sql<boolean>`(${sortRef}, ${idRef}) ${beyond} (${castValue(after.page_sort, by.type)}, ${afterId})`
    ranged = ranged.where(isBeyond)
  }
  if (range !== 'empty') ranged = ranged.orderBy(sortRef, direction)
  const rows = await ranged
    .orderBy(idRef, direction)
    .limit(rowsMax)
    .modifyEnd(sql.raw(planAnew))
    .execute()
  return rows as unknown as readonly (Row & Position)[]
}

const castOf: Readonly<Record<SortType, string>> = {
  text: 'text',
  bigint: 'bigint',
  numeric: 'numeric',
  date: 'date',
  instant: 'timestamptz',
  uuid: 'uuid',
}

function castValue(value: string | null, type: SortType) {
  return sql`${value}::${sql.raw(castOf[type])}`
}

function onesOf<DB, TB extends keyof DB, Row>(query: SelectQueryBuilder<DB, TB, Row>) {
  return query.clearSelect().select(sql`1`.as('one'))
}

async function countUpTo(
  ask: { readonly db: QueryExecutorProvider },
  ones: Expression<unknown>,
): Promise<number> {
  const { rows } = await sql<{ counted: number }>`
    select count(*)::int as counted from (${ones} limit ${totalMax + 1}) as counted_rows
    ${sql.raw(planAnew)}`.execute(ask.db)
  return rows[0]?.counted ?? 0
}

/** The same for every page of one list: a hash over sort and filters. */
function bindingOf(asked: object): string {
  const parts = Object.entries(asked)
    .filter(([name, value]) => name !== 'limit' && name !== 'cursor' && value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(toJson(parts)).digest('base64url').slice(0, 12)
}

function writeCursor(binding: string, last: Position, counted: number): string {
  const text = JSON.stringify([binding, last.page_sort, last.page_id, counted])
  return Buffer.from(text).toString('base64url')
}

const countedWire = z
  .int()
  .min(0)
  .max(totalMax + 1)
const cursorShape = z.tuple([z.string(), z.string().nullable(), z.string(), countedWire])

function readCursor(
  cursor: string,
  binding: string,
  { by, id }: Keyset,
): Position & { readonly counted: number } {
  const [boundTo, page_sort, page_id, counted] = cursorShape.safeParse(decoded(cursor)).data ?? []
  const isOurs =
    boundTo === binding &&
    page_sort !== undefined &&
    page_id !== undefined &&
    counted !== undefined &&
    looksLike[id.type](page_id) &&
    (page_sort === null ? by.nullable === true : looksLike[by.type](page_sort))
  if (isOurs) return { page_sort, page_id, counted }
  const detail = 'Start from the first page: this cursor belongs to another sort or other filters.'
  throw new MalformedInputError([{ code: 'cursor_unknown', detail, pointer: '?cursor' }])
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

const bigintMax = 2n ** 63n

const looksLike: Readonly<Record<SortType, (text: string) => boolean>> = {
  text: isStorable,
  bigint: (text) =>
    /^-?\d{1,19}$/.test(text) && BigInt(text) < bigintMax && BigInt(text) > -bigintMax,
  numeric: (text) => /^-?\d{1,60}(\.\d{1,30})?$/.test(text),
  date: isDay,
  instant: (text) => !Number.isNaN(Date.parse(text.replace(/([+-]\d\d)$/, '$1:00'))),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
}
