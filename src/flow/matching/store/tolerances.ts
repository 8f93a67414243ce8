import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

import type { MatchTolerance } from '../rules/tolerance.ts'

export type KeptTolerance = MatchTolerance & {
  readonly supplierId: string | null
  readonly supplierName: string | null
  readonly version: number
}

type ToleranceRow = {
  readonly supplier_id: string | null
  readonly supplier_name: string | null
  readonly price_over_bps: number
  readonly price_over_minor: bigint
  readonly units_over_max: bigint
  readonly charge_over_bps: number
  readonly charge_over_minor: bigint
  readonly total_over_bps: number
  readonly total_over_minor: bigint
  readonly version: number
}

/** Those of a company: its own first, then by the supplier's name. */
export async function readTolerances(
  ask: Ask,
  companyId: string,
): Promise<readonly KeptTolerance[]> {
  const { rows } = await sql<ToleranceRow>`
    select tolerance.supplier_id, supplier.name as supplier_name, tolerance.price_over_bps,
      tolerance.price_over_minor, tolerance.units_over_max, tolerance.charge_over_bps,
      tolerance.charge_over_minor, tolerance.total_over_bps, tolerance.total_over_minor,
      tolerance.version
    from match_tolerance tolerance left join supplier on supplier.id = tolerance.supplier_id
    where tolerance.company_id = ${companyId}::uuid
    order by supplier.name nulls first, tolerance.id
  `.execute(ask.db)
  return rows.map((row) => ({
    supplierId: row.supplier_id,
    supplierName: row.supplier_name,
    priceOverBps: BigInt(row.price_over_bps),
    priceOverMinor: row.price_over_minor,
    unitsOverMax: row.units_over_max,
    chargeOverBps: BigInt(row.charge_over_bps),
    chargeOverMinor: row.charge_over_minor,
    totalOverBps: BigInt(row.total_over_bps),
    totalOverMinor: row.total_over_minor,
    version: row.version,
  }))
}

export async function putTolerance(
  tx: Tx,
  whose: { readonly companyId: string; readonly supplierId: string | null },
  tolerance: MatchTolerance,
): Promise<void> {
  await sql`
    insert into match_tolerance as kept (id, company_id, supplier_id, price_over_bps,
      price_over_minor, units_over_max, charge_over_bps, charge_over_minor, total_over_bps,
      total_over_minor)
    values (${tx.newId()}, ${whose.companyId}, ${whose.supplierId}, ${tolerance.priceOverBps},
      ${tolerance.priceOverMinor}, ${tolerance.unitsOverMax}, ${tolerance.chargeOverBps},
      ${tolerance.chargeOverMinor}, ${tolerance.totalOverBps}, ${tolerance.totalOverMinor})
    on conflict (company_id, supplier_id) do update set
      price_over_bps = excluded.price_over_bps, price_over_minor = excluded.price_over_minor,
      units_over_max = excluded.units_over_max, charge_over_bps = excluded.charge_over_bps,
      charge_over_minor = excluded.charge_over_minor, total_over_bps = excluded.total_over_bps,
      total_over_minor = excluded.total_over_minor, version = kept.version + 1
  `.execute(tx.db)
}
