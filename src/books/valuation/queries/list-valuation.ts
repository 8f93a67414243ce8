import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { moneyToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'
import { type CompanyId, readCompany } from '#records/companies'

import type { ValuationQuery, ValuationRow, ValuationTotals } from '../contract.ts'

const sorts = {
  sku: { column: 'item.sku', type: 'text' },
  value: { column: 'worth.value_minor', type: 'bigint' },
} as const

/**
 * What the stock of each item at each place cost.
 *
 * @throws {PermissionError} when the actor may not read stock
 */
export async function listValuation(ask: Ask, asked: ValuationQuery): Promise<Page<ValuationRow>> {
  requirePermission(ask, 'stock.read')

  const { q } = asked
  let query = selectWorth(ask, asked)
  if (q !== undefined) query = query.where(startsWith(['item.sku', 'item.name'], q))
  return readPage(ask, query, { sorts, id: 'worth.key', idType: 'text', asked, toItem: toRow })
}

function selectWorth(ask: Ask, asked: ValuationQuery) {
  return ask.db
    .selectFrom((from) => {
      let layers = from
        .selectFrom('stock_layer')
        .select([
          'company_id',
          'item_id',
          'place_id',
          sql<string>`item_id || ' ' || place_id || ' ' || company_id`.as('key'),
          sql<bigint>`sum(units_left)::bigint`.as('units'),
          sql<bigint>`sum(value_left_minor)::bigint`.as('value_minor'),
          sql<bigint>`coalesce(sum(value_left_minor) filter (where kind = 'held'), 0)::bigint`.as(
            'held_minor',
          ),
          sql<number>`count(*)::integer`.as('layer_count'),
        ])
        .where('units_left', '>', 0n)
        .groupBy(['company_id', 'item_id', 'place_id'])
      if (asked.companyId !== undefined) layers = layers.where('company_id', '=', asked.companyId)
      if (asked.itemId !== undefined) layers = layers.where('item_id', '=', asked.itemId)
      if (asked.placeId !== undefined) layers = layers.where('place_id', '=', asked.placeId)
      return layers.as('worth')
    })
    .innerJoin('item', 'item.id', 'worth.item_id')
    .innerJoin('place', 'place.id', 'worth.place_id')
    .innerJoin('company', 'company.id', 'worth.company_id')
    .select([
      'worth.item_id as itemId',
      'item.sku',
      'item.name',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'item.valuation_method as method',
      'worth.place_id as placeId',
      'place.code as placeCode',
      'worth.company_id as companyId',
      'company.currency',
      'worth.units',
      'worth.value_minor as valueMinor',
      'worth.held_minor as heldMinor',
      'worth.layer_count as layerCount',
    ])
}

type Row = Omit<ValuationRow, 'method' | 'quantity' | 'value' | 'heldValue'> & {
  readonly method: string
  readonly unit: string
  readonly unitDecimals: number
  readonly currency: string
  readonly units: bigint
  readonly valueMinor: bigint
  readonly heldMinor: bigint
}

function toRow(row: Row): ValuationRow {
  return {
    itemId: row.itemId,
    sku: row.sku,
    name: row.name,
    placeId: row.placeId,
    placeCode: row.placeCode,
    companyId: row.companyId,
    method: row.method as ValuationRow['method'],
    quantity: quantityToWire(row.units, row),
    value: moneyToWire(row.valueMinor, row.currency),
    heldValue: moneyToWire(row.heldMinor, row.currency),
    layerCount: row.layerCount,
  }
}

/**
 * All of a company's stock at cost, beside the account it must equal.
 *
 * @throws {PermissionError} when the actor may not read stock
 */
export async function readValuationTotals(
  ask: Ask,
  companyId: CompanyId,
): Promise<ValuationTotals | undefined> {
  requirePermission(ask, 'stock.read')

  const company = await readCompany(ask, companyId)
  if (company === undefined) return undefined
  const { rows } = await sql<{ value: bigint; ledger: bigint }>`
    select
      (select coalesce(sum(value_left_minor), 0)::bigint from stock_layer
        where company_id = ${companyId}::uuid) as value,
      (select coalesce(sum(line.amount_minor), 0)::bigint
        from account join journal_line line on line.account_id = account.id
        where account.company_id = ${companyId}::uuid and account.control = 'inventory') as ledger
  `.execute(ask.db)
  const [row] = rows
  return {
    companyId,
    value: moneyToWire(row?.value ?? 0n, company.currency),
    ledger: moneyToWire(row?.ledger ?? 0n, company.currency),
  }
}
