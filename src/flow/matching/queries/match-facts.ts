import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import { type MatchTolerance, usualTolerance } from '../rules/tolerance.ts'

/** What a match asks beside the invoice and its order lines, in one statement. */
export type MatchFacts = {
  readonly companyCurrency: string
  readonly timeZone: string
  readonly receivingOverBps: bigint
  readonly receivingOverUnitsMax: bigint | null
  readonly tolerance: MatchTolerance
  /** Other living invoices of the supplier under the same number. */
  readonly twins: readonly string[]
  /** By order line, what posted invoices billed, in the document's currency. */
  readonly invoicedMinorByLine: ReadonlyMap<string, bigint>
  readonly taxCodes: ReadonlyMap<string, TaxFacts>
  readonly chargeCodes: ReadonlyMap<string, ChargeFacts>
}

export type TaxFacts = {
  readonly code: string
  readonly rateBps: bigint
  readonly recoverableBps: bigint
}

export type ChargeFacts = {
  readonly code: string
  readonly followsGoods: boolean
  readonly accountId: string | null
}

type FactRow = {
  readonly currency: string
  readonly time_zone: string
  readonly receipt_over_bps: number
  readonly receipt_over_units_max: bigint | null
  readonly price_over_bps: number | null
  readonly price_over_minor: bigint
  readonly units_over_max: bigint
  readonly charge_over_bps: number
  readonly charge_over_minor: bigint
  readonly total_over_bps: number
  readonly total_over_minor: bigint
  readonly twins: readonly string[] | null
  readonly billed_line_ids: readonly string[] | null
  readonly billed_minors: readonly bigint[] | null
  readonly tax_codes:
    | readonly { id: string; code: string; rate: number; recoverable: number }[]
    | null
  readonly charge_codes:
    | readonly { id: string; code: string; follows: boolean; account: string | null }[]
    | null
}

export type MatchSubject = {
  readonly id: string
  readonly companyId: string
  readonly supplierId: string
  readonly normalNumber: string
  readonly orderLineIds: readonly string[]
  /** Codes its lines name. */
  readonly taxCodeIds: readonly string[]
  readonly chargeCodeIds: readonly string[]
}

export async function readMatchFacts(
  ask: Ask,
  subject: MatchSubject,
): Promise<MatchFacts | undefined> {
  const { rows } = await sql<FactRow>`
    select company.currency, company.time_zone, company.receipt_over_bps,
      company.receipt_over_units_max, tolerance.price_over_bps, tolerance.price_over_minor,
      tolerance.units_over_max, tolerance.charge_over_bps, tolerance.charge_over_minor,
      tolerance.total_over_bps, tolerance.total_over_minor, twin.numbers as twins,
      billed.line_ids as billed_line_ids, billed.minors as billed_minors,
      (select json_agg(json_build_object('id', id, 'code', code, 'rate', rate_bps,
        'recoverable', recoverable_bps)) from tax_code
        where id = any(${subject.taxCodeIds}::uuid[])) as tax_codes,
      (select json_agg(json_build_object('id', id, 'code', code, 'follows', follows_goods,
        'account', account_id)) from charge_code
        where id = any(${subject.chargeCodeIds}::uuid[])) as charge_codes
    from company
    left join lateral (
      select * from match_tolerance
      where company_id = company.id
        and (supplier_id = ${subject.supplierId}::uuid or supplier_id is null)
      order by supplier_id nulls last limit 1
    ) tolerance on true
    cross join lateral (
      select array_agg(number order by number) as numbers from supplier_invoice
      where supplier_id = ${subject.supplierId}::uuid and normal_number = ${subject.normalNumber}
        and status not in ('rejected', 'reversed') and id <> ${subject.id}::uuid
    ) twin
    cross join lateral (
      select array_agg(order_line_id) as line_ids, array_agg(minor) as minors from (
        select order_line_id, sum(billed_document_minor)::bigint as minor from match_row
        where order_line_id = any(${subject.orderLineIds}::uuid[]) group by order_line_id
      ) sums
    ) billed
    where company.id = ${subject.companyId}::uuid
  `.execute(ask.db)
  const [row] = rows
  return row && factsOf(row)
}

function factsOf(row: FactRow): MatchFacts {
  return {
    companyCurrency: row.currency,
    timeZone: row.time_zone,
    receivingOverBps: BigInt(row.receipt_over_bps),
    receivingOverUnitsMax: row.receipt_over_units_max,
    tolerance: toleranceOf(row),
    twins: row.twins ?? [],
    invoicedMinorByLine: new Map(
      (row.billed_line_ids ?? []).map((id, index) => [id, row.billed_minors?.[index] ?? 0n]),
    ),
    taxCodes: new Map(
      (row.tax_codes ?? []).map(({ id, code, rate, recoverable }) => [
        id,
        { code, rateBps: BigInt(rate), recoverableBps: BigInt(recoverable) },
      ]),
    ),
    chargeCodes: new Map(
      (row.charge_codes ?? []).map(({ id, code, follows, account }) => [
        id,
        { code, followsGoods: follows, accountId: account },
      ]),
    ),
  }
}

function toleranceOf(row: FactRow): MatchTolerance {
  if (row.price_over_bps === null) return usualTolerance
  return {
    priceOverBps: BigInt(row.price_over_bps),
    priceOverMinor: row.price_over_minor,
    unitsOverMax: row.units_over_max,
    chargeOverBps: BigInt(row.charge_over_bps),
    chargeOverMinor: row.charge_over_minor,
    totalOverBps: BigInt(row.total_over_bps),
    totalOverMinor: row.total_over_minor,
  }
}
