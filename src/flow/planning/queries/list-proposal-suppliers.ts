import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ListProposalSuppliersQuery, ProposalSupplierRow } from '../contract.ts'
import { isSnoozed } from './select-proposals.ts'

const sorts = {
  orderBy: { column: 'supplied.order_by', type: 'date', nullable: true },
  urgency: { column: 'supplied.urgency', type: 'bigint' },
  value: { column: 'supplied.company_value', type: 'numeric' },
  lineCount: { column: 'supplied.line_count', type: 'bigint' },
  name: { column: 'supplied.name', type: 'text' },
} as const

/**
 * What is to be bought, and asked of open orders, by supplier and currency, beside the supplier's
 * least and its load.
 *
 * @throws {PermissionError} when the actor may not read plans
 */
export async function listProposalSuppliers(
  ask: Ask,
  asked: ListProposalSuppliersQuery,
): Promise<Page<ProposalSupplierRow>> {
  requirePermission(ask, 'plans.read')

  const page = await readPage(ask, selectSuppliers(ask, asked), {
    sorts,
    id: 'supplied.key',
    idType: 'text',
    asked,
    toItem: (row: Row) => row,
    counts: selectLines(ask, asked)
      .groupBy([...groupColumns])
      .select(sql`1`.as('one')),
  })
  const sizes = await readSizes(ask, asked, page.items)
  return { ...page, items: page.items.map((row) => toRow(row, sizes.get(row.key))) }
}

const groupColumns = ['proposal.supplier_id', 'proposal.currency', 'company.currency'] as const

const groupKey = sql<string>`concat_ws(':', coalesce(proposal.supplier_id::text, '-'),
  proposal.currency, company.currency) collate "C"`

/** The lines that are asked for; their items are not read, since there may be very many. */
function selectLines(ask: Ask, asked: ListProposalSuppliersQuery) {
  const { supplierId, kind, placeId, orderByUntil, urgencyKind, q } = asked
  const snoozed = isSnoozed(ask, asked.snoozed)
  let lines = ask.db
    .selectFrom('proposal')
    .innerJoin('place', 'place.id', 'proposal.place_id')
    .innerJoin('company', 'company.id', 'place.company_id')
    .leftJoin('proposal_decision as decision', 'decision.proposal_key', 'proposal.key')
    .where('proposal.status', '=', 'open')
    .where('proposal.kind', '<>', 'transfer')
  if (q !== undefined) {
    lines = lines.where((is) =>
      is(
        'proposal.item_id',
        'in',
        is
          .selectFrom('item')
          .select('item.id')
          .where(startsWith(['item.sku', 'item.name'], q)),
      ),
    )
  }
  if (supplierId !== undefined) lines = lines.where('proposal.supplier_id', '=', supplierId)
  if (kind !== undefined) lines = lines.where('proposal.kind', '=', kind)
  if (placeId !== undefined) lines = lines.where('proposal.place_id', '=', placeId)
  if (urgencyKind !== undefined) lines = lines.where('proposal.urgency_kind', '=', urgencyKind)
  if (orderByUntil !== undefined) lines = lines.where('proposal.order_by', '<=', orderByUntil)
  return snoozed === undefined ? lines : lines.where(snoozed)
}

const isBuy = sql`proposal.kind = 'buy'`

/** Sums over all open lines first: a page is cut from its groups. */
function selectSuppliers(ask: Ask, asked: ListProposalSuppliersQuery) {
  const { placeId } = asked
  const groups = selectLines(ask, asked)
    .leftJoin('supplier', 'supplier.id', 'proposal.supplier_id')
    .groupBy([...groupColumns, 'supplier.name'])
    .select([
      groupKey.as('key'),
      'proposal.supplier_id',
      sql<string>`coalesce(supplier.name, '')`.as('name'),
      'proposal.currency',
      'company.currency as company_currency',
      sql<bigint>`count(*)`.as('line_count'),
      sql<string>`sum(proposal.value_minor)`.as('value'),
      sql<string>`sum(proposal.company_value_minor)`.as('company_value'),
      sql<number>`coalesce(max(proposal.arrives_on - proposal.order_by) filter (where ${isBuy}), 0)::int`.as(
        'lead_days',
      ),
      sql<bigint>`min(proposal.urgency)::bigint`.as('urgency'),
      sql<string | null>`min(proposal.order_by) filter (where ${isBuy})`.as('order_by'),
    ])
  return ask.db
    .selectFrom(groups.as('supplied'))
    .leftJoinLateral(
      sql<LeastRow>`(
        select minimum_value_minor, currency, load_name, load_volume_cm3, load_weight_grams
        from order_minimum m where m.supplier_id = supplied.supplier_id
        order by m.place_id is not distinct from ${placeId ?? null}::uuid desc,
          m.place_id nulls first limit 1)`.as('least'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      sql<{ said: readonly TopUpRow[] | null }>`(
        select json_agg(json_build_object('placeId', t.place_id, 'code', p.code, 'name', p.name,
          'status', t.status, 'orderOn', t.order_on, 'minimumMinor', t.minimum_minor,
          'askedMinor', t.asked_minor, 'askedCurrency', t.asked_currency,
          'dueMinor', t.due_minor, 'valueMinor', t.value_minor, 'mostMinor', t.most_minor,
          'takesDays', t.takes_days, 'loadCount', t.load_count, 'loadBps', t.load_bps)
          order by t.status = 'short' desc, p.code) as said
        from order_top_up t join place p on p.id = t.place_id
        where t.supplier_id = supplied.supplier_id and t.currency = supplied.currency
          and t.status <> 'idle'
          and (${placeId ?? null}::uuid is null or t.place_id = ${placeId ?? null}::uuid))`.as(
        'topped',
      ),
      (join) => join.onTrue(),
    )
    .select([
      'supplied.key',
      'supplied.supplier_id as supplierId',
      'supplied.name',
      'supplied.currency',
      'supplied.company_currency as companyCurrency',
      'supplied.line_count as lineCount',
      'supplied.value',
      'supplied.company_value as companyValue',
      'supplied.lead_days as leadDays',
      'supplied.urgency',
      'supplied.order_by as orderBy',
      'least.minimum_value_minor as minimumMinor',
      'least.currency as minimumCurrency',
      'least.load_name as loadName',
      'least.load_volume_cm3 as loadVolumeCm3',
      'least.load_weight_grams as loadWeightGrams',
      'topped.said as topUps',
    ])
}

type TopUpRow = {
  readonly placeId: string
  readonly code: string
  readonly name: string
  readonly status: 'reached' | 'topped' | 'short' | 'no_rate'
  readonly orderOn: string
  readonly minimumMinor: number
  readonly askedMinor: number
  readonly askedCurrency: string
  readonly dueMinor: number
  readonly valueMinor: number
  readonly mostMinor: number
  readonly takesDays: number | null
  readonly loadCount: number
  readonly loadBps: number
}

type LeastRow = {
  readonly minimum_value_minor: bigint | null
  readonly currency: string | null
  readonly load_name: string | null
  readonly load_volume_cm3: bigint | null
  readonly load_weight_grams: bigint | null
}

type Row = Awaited<ReturnType<ReturnType<typeof selectSuppliers>['execute']>>[number]

type Size = { readonly volumeCm3: number; readonly weightGrams: number }

/** Of the groups on the page alone, room and weight of what is to be bought. */
async function readSizes(
  ask: Ask,
  asked: ListProposalSuppliersQuery,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Size>> {
  const ids = rows.flatMap(({ supplierId }) => supplierId ?? [])
  const hasUnknown = ids.length < rows.length
  const inUnit = sql`(proposal.ordered_units / (10::float8 ^ item.unit_decimals))`
  const sizes = await selectLines(ask, asked)
    .innerJoin('item', 'item.id', 'proposal.item_id')
    .where(sql<boolean>`${isBuy} and (proposal.supplier_id = any(${ids}::uuid[])
      or (${hasUnknown}::boolean and proposal.supplier_id is null))`)
    .groupBy([...groupColumns])
    .select([
      groupKey.as('key'),
      sql<number>`coalesce(sum(${inUnit} * item.volume_cm3), 0)::float8`.as('volumeCm3'),
      sql<number>`coalesce(sum(${inUnit} * item.weight_grams), 0)::float8`.as('weightGrams'),
    ])
    .execute()
  return new Map(sizes.map((size) => [size.key, size]))
}

function toRow(row: Row, size: Size | undefined): ProposalSupplierRow {
  const topUps = (row.topUps ?? []).map((one) => topUpToWire(one, row.currency))
  const isMinimum = row.minimumMinor !== null && row.minimumMinor > 0n
  return {
    supplier: row.supplierId === null ? null : { id: row.supplierId, name: row.name },
    currency: row.currency === '' ? null : row.currency,
    lineCount: Number(row.lineCount),
    value: row.currency === '' ? null : moneyToWire(BigInt(row.value), row.currency),
    companyValue: moneyToWire(BigInt(row.companyValue), row.companyCurrency),
    minimum:
      isMinimum && row.minimumCurrency === row.currency
        ? moneyToWire(row.minimumMinor ?? 0n, row.currency)
        : (topUps.find(({ asked, minimum }) => minimum && asked.currency !== row.currency)
            ?.minimum ?? null),
    volumeCm3: Math.round(size?.volumeCm3 ?? 0),
    weightGrams: Math.round(size?.weightGrams ?? 0),
    load: loadOf(row),
    topUps,
    leadDays: row.leadDays,
    urgency: Number(row.urgency),
    orderBy: row.orderBy,
  }
}

function topUpToWire(one: TopUpRow, currency: string): ProposalSupplierRow['topUps'][number] {
  const { placeId: id, code, name, status, orderOn, takesDays, loadCount, loadBps } = one
  const money = (minor: number) => moneyToWire(BigInt(minor), currency)
  return {
    place: { id, code, name },
    status,
    orderOn,
    minimum: status === 'no_rate' ? null : money(one.minimumMinor),
    asked: moneyToWire(BigInt(one.askedMinor), one.askedCurrency),
    due: money(one.dueMinor),
    value: money(one.valueMinor),
    most: money(one.mostMinor),
    takesDays,
    loadCount,
    loadPercent: loadBps / 100,
  }
}

function loadOf(row: Row): ProposalSupplierRow['load'] {
  const { loadName, loadVolumeCm3, loadWeightGrams } = row
  if (loadVolumeCm3 === null && loadWeightGrams === null) return null
  return {
    name: loadName ?? '',
    volumeCm3: loadVolumeCm3 === null ? null : Number(loadVolumeCm3),
    weightGrams: loadWeightGrams === null ? null : Number(loadWeightGrams),
  }
}
