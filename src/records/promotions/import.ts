/**
 * Promotions by file: rows of one code are one promotion, each row one thing it is about. What the rows
 * of a promotion are about takes the place of what it was about.
 */
import { formatDecimal } from '#kernel/decimal'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { readChannelsByCode } from '#records/channels'
import {
  compareFields,
  type Entry,
  type EntryError,
  importKind,
  mergeRows,
  type Planned,
  type PlanOptions,
  type RowOf,
  unknownReference,
  withSaid,
} from '#records/imports'
import { readItemsByReference } from '#records/items'
import { readPlaceIdsByCode } from '#records/places'

import { columns, headColumns, scopeColumns } from './import-columns.ts'
import type { PromotionId } from './queries/promotions-between.ts'
import { type TermsFault, termsFaults } from './rules/promotion-terms.ts'
import {
  type NamedScope,
  readCategoryIds,
  readWholePromotions,
  type WholePromotion,
  writePromotions,
} from './store/import-promotions.ts'

type Row = RowOf<typeof columns>
type References = Readonly<
  Record<'item' | 'category' | 'place' | 'channel', ReadonlyMap<string, string>>
>

export const promotionsImport = importKind<typeof columns, WholePromotion>({
  kind: 'promotions',
  title: 'Promotions and events',
  permission: 'demand.write',
  columns,
  manyRows: true,
  keyOf: ({ code }) => [code],
  plan: async (tx, entries, options) => plan(tx, entries, options),
  apply: async (tx, promotions) => {
    requirePermission(tx, 'demand.write')
    await writePromotions(tx, promotions)
    for (const { id, code, version } of promotions) {
      const type = version === 0 ? 'promotion.created' : 'promotion.changed'
      announce(tx, type, { kind: 'promotion', id }, { code })
    }
  },
})

async function plan(
  tx: Tx,
  entries: readonly Entry<Row>[],
  options: PlanOptions,
): Promise<ReadonlyMap<string, Planned<WholePromotion>>> {
  const rows = entries.flatMap((entry) => entry.rows.map(({ row }) => row))
  const refs = await readReferences(tx, rows)
  const codes = [...new Set(rows.map(({ code }) => code))]
  const current = await readWholePromotions(tx, codes, options)
  return new Map(
    entries.map((entry) => {
      const { row: head, errors } = mergeRows(entry, headColumns)
      const said = { head, errors, scopes: scopesOf(entry, refs) }
      return [entry.key, planPromotion(tx, entry, said, current.get(head.code))] as const
    }),
  )
}

async function readReferences(tx: Tx, rows: readonly Row[]): Promise<References> {
  const named = (name: keyof References) => [...new Set(rows.flatMap((row) => row[name] ?? []))]
  const items = await readItemsByReference(tx, named('item'))
  const channels = await readChannelsByCode(tx, named('channel'))
  return {
    item: new Map([...items].map(([reference, { id }]) => [reference, id])),
    category: await readCategoryIds(tx, named('category')),
    place: await readPlaceIdsByCode(tx, named('place')),
    channel: new Map([...channels].map(([code, { id }]) => [code, id])),
  }
}

type ReadScopes = {
  readonly scopes: readonly NamedScope[]
  readonly errors: readonly EntryError[]
  /** False when no row says what it is about. */
  readonly isSaid: boolean
}

function scopesOf(entry: Entry<Row>, refs: References): ReadScopes {
  const errors = entry.rows.flatMap(({ rowNo, row }) =>
    references.flatMap((name): readonly EntryError[] => {
      const code = row[name]
      if (code === undefined || refs[name].has(code)) return []
      return [{ ...unknownReference(name, name, code), rowNo }]
    }),
  )
  const scopes = entry.rows.map(({ row }): NamedScope => {
    const idOf = (name: keyof References) => refs[name].get(row[name] ?? '') ?? null
    const { item = '', category = '', place = '', channel = '', priceOff = null } = row
    return {
      ...{ item, category, place, channel, priceRatioBps: priceOff },
      itemId: idOf('item'),
      categoryId: idOf('category'),
      placeId: idOf('place'),
      channelId: idOf('channel'),
    }
  })
  const isSaid = entry.rows.some(({ row }) =>
    Object.keys(scopeColumns).some((name) => row[name as keyof Row] !== undefined),
  )
  return { scopes, errors, isSaid }
}

const references = ['item', 'category', 'place', 'channel'] as const

type Said = {
  readonly head: Row
  readonly errors: readonly EntryError[]
  readonly scopes: ReadScopes
}

function planPromotion(
  tx: Tx,
  entry: Entry<Row>,
  { head, errors: differing, scopes }: Said,
  current: WholePromotion | undefined,
): Planned<WholePromotion> {
  const fresh = { ...usual, id: tx.newId<'Promotion'>() as PromotionId, code: head.code }
  const { item: _i, category: _c, place: _p, channel: _ch, priceOff: _o, ...said } = head
  const keepsScopes = current !== undefined && !scopes.isSaid
  const after: WholePromotion = {
    ...withSaid(current ?? fresh, said),
    scopes: keepsScopes ? current.scopes : scopes.scopes,
  }
  const isWhole = after.startsOn !== '' && after.endsOn !== ''
  const errors = [
    ...[...differing, ...scopes.errors],
    ...(isWhole && scopes.errors.length === 0 ? termErrors(after, entry) : []),
  ]
  if (errors.length > 0) return { kind: 'error', errors }
  const saidFields = onlySaid(fieldsOf(after), head, keepsScopes)
  const compared = compareFields(columns, current && fieldsOf(current), saidFields)
  if (compared.kind === 'same' || compared.kind === 'error') return compared
  return { ...compared, change: after }
}

const usual = {
  version: 0,
  name: '',
  kind: 'campaign',
  startsOn: '',
  endsOn: '',
  status: 'planned',
  expectedUpliftBps: null as number | null,
  note: '',
  scopes: [] as readonly NamedScope[],
} as const

/** Faults of a scope stand in its row. */
function termErrors(after: WholePromotion, entry: Entry<Row>): readonly EntryError[] {
  return termsFaults(after).map((fault) => toError(fault, entry))
}

function toError(fault: TermsFault, entry: Entry<Row>): EntryError {
  switch (fault.code) {
    case 'ends_before_start': {
      const detail = 'Let it end on or after the day it starts.'
      return { ...fault, column: 'endsOn', detail }
    }
    case 'scope_missing':
      return { ...fault, column: 'code', detail: 'Say what it is about.' }
    case 'scope_twice': {
      const firstRow = entry.rows[fault.firstAt]?.rowNo
      const detail = `Remove this row: row ${firstRow} is about the same.`
      return { code: fault.code, column: 'item', detail, ...rowOf(entry, fault.at) }
    }
    case 'item_and_category': {
      const detail = 'Name either an item or a category.'
      return { code: fault.code, column: 'category', detail, ...rowOf(entry, fault.at) }
    }
  }
}

function rowOf(entry: Entry<Row>, at: number) {
  const rowNo = entry.rows[at]?.rowNo
  return rowNo === undefined ? {} : { rowNo }
}

function fieldsOf(promotion: WholePromotion) {
  const { code, name, kind, startsOn, endsOn, status, expectedUpliftBps, note, scopes } = promotion
  const filled = (text: string) => (text === '' ? undefined : text)
  return {
    ...{ code, kind, status, note },
    name: filled(name),
    startsOn: filled(startsOn),
    endsOn: filled(endsOn),
    expectedUpliftBps:
      expectedUpliftBps === null ? '' : formatDecimal(BigInt(expectedUpliftBps), 4, 0),
    item: scopes.map(scopeText).toSorted().join('; '),
  }
}

function scopeText({ item, category, place, channel, priceRatioBps }: NamedScope): string {
  const what = item || (category === '' ? 'everything' : `all of ${category}`)
  const off = priceRatioBps === null ? '' : formatDecimal(BigInt(10_000 - priceRatioBps), 2, 0)
  return [
    what,
    ...(place === '' ? [] : [`at ${place}`]),
    ...(channel === '' ? [] : [`in ${channel}`]),
    ...(off === '' ? [] : [`${off} % off`]),
  ].join(' ')
}

function onlySaid(fields: ReturnType<typeof fieldsOf>, head: Row, keepsScopes: boolean) {
  const isSaid = (field: string) =>
    field === 'item' ? !keepsScopes : head[field as keyof Row] !== undefined
  return Object.fromEntries(Object.entries(fields).filter(([field]) => isSaid(field)))
}
