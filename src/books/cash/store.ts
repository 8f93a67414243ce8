import { sql } from 'kysely'

import type { Tx } from '#platform/work'

export type ExpectedPayment = {
  /** With `sourceId` the key: a later fact replaces its forerunner. */
  readonly sourceKind: 'purchase_order' | 'supplier_invoice'
  readonly sourceId: string
  readonly companyId: string
  readonly supplierId: string
  readonly dueOn: string
  /** Still to be paid, in the document's currency; 0 when nothing is expected any more. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly firmness: 'requested' | 'ordered' | 'confirmed' | 'invoiced'
}

/** Puts whole rows in place of their forerunners; a row that says nothing new leaves no change. */
export async function setExpectedPayments(
  tx: Tx,
  cause: { readonly kind: string; readonly id: string },
  rows: readonly ExpectedPayment[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with given as (
      select * from unnest(
        ${rows.map(() => tx.newId())}::uuid[],
        ${rows.map(() => tx.newId())}::uuid[],
        ${rows.map((row) => row.sourceKind)}::text[],
        ${rows.map((row) => row.sourceId)}::uuid[],
        ${rows.map((row) => row.companyId)}::uuid[],
        ${rows.map((row) => row.supplierId)}::uuid[],
        ${rows.map((row) => row.dueOn)}::date[],
        ${rows.map((row) => row.amountMinor)}::bigint[],
        ${rows.map((row) => row.currency)}::text[],
        ${rows.map((row) => row.firmness)}::text[]
      ) as row (id, change_id, source_kind, source_id, company_id, supplier_id, due_on,
        amount_minor, currency, firmness)
    ), kept as (
      insert into expected_payment as before (id, source_kind, source_id, company_id, supplier_id,
        due_on, amount_minor, currency, firmness)
      select id, source_kind, source_id, company_id, supplier_id, due_on, amount_minor, currency,
        firmness
      from given order by source_kind, source_id
      on conflict (source_kind, source_id) do update set
        company_id = excluded.company_id, supplier_id = excluded.supplier_id,
        due_on = excluded.due_on, amount_minor = excluded.amount_minor,
        currency = excluded.currency, firmness = excluded.firmness
      where (before.company_id, before.supplier_id, before.due_on, before.amount_minor,
          before.currency, before.firmness)
        is distinct from (excluded.company_id, excluded.supplier_id, excluded.due_on,
          excluded.amount_minor, excluded.currency, excluded.firmness)
      returning id, source_kind, source_id, due_on, amount_minor, firmness
    )
    insert into expected_payment_change (id, expected_payment_id, cause_kind, cause_id, due_on,
      amount_minor, firmness, changed_at, actor_id)
    select given.change_id, kept.id, ${cause.kind}::text, ${cause.id}::uuid, kept.due_on,
      kept.amount_minor, kept.firmness, ${tx.now}::timestamptz, ${tx.actor.id}::text
    from kept join given using (source_kind, source_id)
  `.execute(tx.db)
}
