import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** What capturing an invoice asks beside its order lines, in one statement. */
export type CaptureFacts = {
  readonly supplierName: string | null
  readonly supplierTermsDays: number
  readonly supplierCurrency: string
  readonly companyCurrency: string | null
  readonly timeZone: string
  /** Living invoices of the supplier under the same number. */
  readonly twins: readonly Twin[]
  /** Living invoices of the supplier over the same amount, captured within the window of days. */
  readonly lookalikes: readonly Twin[]
  /** Active codes of the company, of those the lines name. */
  readonly codeIds: ReadonlySet<string>
}

export type Twin = {
  readonly id: string
  readonly number: string
  readonly supplierNumber: string
  readonly invoicedOn: string
}

/** Two invoices over the same amount this many days apart or fewer are worth a look. */
export const lookalikeDaysMax = 30
const lookalikesMax = 5

export type CaptureSubject = {
  readonly supplierId: string
  readonly companyId: string | null
  readonly normalNumber: string
  readonly totalMinor: bigint
  readonly currency: string | null
  readonly invoicedOn: string
  readonly taxCodeIds: readonly string[]
  readonly chargeCodeIds: readonly string[]
}

type FactRow = {
  readonly supplier_name: string | null
  readonly terms_days: number | null
  readonly supplier_currency: string | null
  readonly company_currency: string | null
  readonly time_zone: string | null
  readonly twins: readonly Twin[] | null
  readonly lookalikes: readonly Twin[] | null
  readonly code_ids: readonly string[] | null
}

export async function readCaptureFacts(ask: Ask, subject: CaptureSubject): Promise<CaptureFacts> {
  const { rows } = await sql<FactRow>`
    select supplier.name as supplier_name, supplier.payment_terms_days as terms_days,
      supplier.currency as supplier_currency, company.currency as company_currency,
      company.time_zone,
      (select json_agg(json_build_object('id', id, 'number', number,
          'supplierNumber', supplier_number, 'invoicedOn', invoiced_on) order by id)
        from supplier_invoice twin
        where twin.supplier_id = supplier.id and normal_number = ${subject.normalNumber}
          and status not in ('rejected', 'reversed')) as twins,
      (select json_agg(json_build_object('id', id, 'number', number,
          'supplierNumber', supplier_number, 'invoicedOn', invoiced_on))
        from (
          select * from supplier_invoice alike
          where alike.supplier_id = supplier.id and normal_number <> ${subject.normalNumber}
            and invoiced_on between ${subject.invoicedOn}::date - ${lookalikeDaysMax}::integer
              and ${subject.invoicedOn}::date + ${lookalikeDaysMax}::integer
            and total_minor = ${subject.totalMinor}::bigint
            and alike.currency = coalesce(${subject.currency}::text, supplier.currency)
            and alike.status not in ('rejected', 'reversed')
          order by id limit ${lookalikesMax}::integer
        ) alike) as lookalikes,
      array(
        select id::text from tax_code
        where id = any(${subject.taxCodeIds}::uuid[]) and company_id = company.id and is_active
        union all
        select id::text from charge_code
        where id = any(${subject.chargeCodeIds}::uuid[]) and company_id = company.id and is_active
      ) as code_ids
    from (values (1)) as one
    left join supplier on supplier.id = ${subject.supplierId}::uuid
    left join company on company.id = ${subject.companyId}::uuid
  `.execute(ask.db)
  const [row] = rows
  return {
    supplierName: row?.supplier_name ?? null,
    supplierTermsDays: row?.terms_days ?? 0,
    supplierCurrency: row?.supplier_currency ?? '',
    companyCurrency: row?.company_currency ?? null,
    timeZone: row?.time_zone ?? 'UTC',
    twins: row?.twins ?? [],
    lookalikes: row?.lookalikes ?? [],
    codeIds: new Set(row?.code_ids ?? []),
  }
}
