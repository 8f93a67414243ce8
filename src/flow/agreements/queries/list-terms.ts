import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { ListTermsQuery, TermView } from '../contract.ts'
import type { SupplierTermId } from './quote.ts'
import { type TermRow, viewsOf } from './term-view.ts'

const sorts = {
  sku: { column: 'item.sku', type: 'text' },
  validFrom: { column: 'supplier_term.valid_from', type: 'date' },
} as const

/** @throws {PermissionError} when the actor may not read records */
export async function listTerms(ask: Ask, asked: ListTermsQuery): Promise<Page<TermView>> {
  requirePermission(ask, 'records.read')

  const { supplierId, itemId, placeId, supplierSku, validOn } = asked
  let query = selectTerms(ask)
  if (supplierId !== undefined) query = query.where('supplier_term.supplier_id', '=', supplierId)
  if (itemId !== undefined) query = query.where('supplier_term.item_id', '=', itemId)
  if (placeId !== undefined) query = query.where('supplier_term.place_id', '=', placeId)
  if (supplierSku !== undefined) {
    query = query
      .where('supplier_term.supplier_sku', '=', supplierSku)
      .where('supplier_term.supplier_sku', '<>', '')
  }
  if (validOn !== undefined) {
    query = query
      .where('supplier_term.valid_from', '<=', validOn)
      .where((where) =>
        where.or([
          where('supplier_term.valid_to', 'is', null),
          where('supplier_term.valid_to', '>=', validOn),
        ]),
      )
  }
  const page = await readPage(ask, query, {
    sorts,
    id: 'supplier_term.id',
    asked,
    toItem: (row: TermRow) => row,
  })
  return { ...page, items: await viewsOf(ask, page.items) }
}

/** @throws {PermissionError} when the actor may not read records */
export async function readTerm(ask: Ask, termId: SupplierTermId): Promise<TermView | undefined> {
  requirePermission(ask, 'records.read')

  const rows = await selectTerms(ask).where('supplier_term.id', '=', termId).execute()
  const [view] = await viewsOf(ask, rows)
  return view
}

function selectTerms(ask: Ask) {
  return (
    ask.db
      .selectFrom('supplier_term')
      .innerJoin('item', 'item.id', 'supplier_term.item_id')
      // Each term has its supplier; only from an outer join may the count leave it out.
      .leftJoin('supplier', 'supplier.id', 'supplier_term.supplier_id')
      .leftJoin('place', 'place.id', 'supplier_term.place_id')
      .select([
        'supplier_term.id',
        'supplier_term.supplier_id',
        'supplier.code as supplier_code',
        'supplier.name as supplier_name',
        'supplier_term.item_id',
        'item.sku',
        'item.name as item_name',
        'supplier_term.place_id',
        'place.code as place_code',
        'supplier_term.supplier_sku',
        'supplier_term.currency',
        'supplier_term.unit',
        'supplier_term.unit_numerator',
        'supplier_term.unit_denominator',
        'supplier_term.moq_units',
        'supplier_term.multiple_units',
        'supplier_term.lead_time_days',
        'supplier_term.valid_from',
        'supplier_term.valid_to',
        'supplier_term.rank',
        'supplier_term.inner_units',
        'supplier_term.outer_units',
        'supplier_term.layer_units',
        'supplier_term.pallet_units',
        'supplier_term.outer_length_mm',
        'supplier_term.outer_width_mm',
        'supplier_term.outer_height_mm',
        'supplier_term.outer_weight_grams',
        'supplier_term.version',
      ])
  )
}
