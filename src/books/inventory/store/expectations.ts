/** What is coming: one current row per source line, and an append-only row for each change of it. */
import { sql } from 'kysely'

import { bigintColumn, idColumn, integerColumn, plainColumn } from '#platform/columns'
import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

export const firmnesses = [
  'proposed',
  'requested',
  'ordered',
  'confirmed',
  'shipped',
  'done',
] as const

export type Firmness = (typeof firmnesses)[number]

export type Expectation = {
  /** With `sourceId` the key: a later fact replaces its forerunner. */
  readonly sourceKind: string
  readonly sourceId: string
  /** The document a person would open: the order. */
  readonly documentId: string
  readonly itemId: string
  readonly placeId: string
  readonly supplierId?: string | null | undefined
  /** Still to come; 0 when done. */
  readonly units: bigint
  readonly firmness: Firmness
  readonly requestedOn?: string | null | undefined
  readonly promisedOn?: string | null | undefined
  readonly expectedOn?: string | null | undefined
  readonly dateSource?: string | undefined
  readonly confidenceBps?: number | undefined
  /** Instants by stage; laid over those already there. */
  readonly stages?: Readonly<Record<string, string>> | undefined
}

/** Puts whole rows in place of their forerunners; a row that says nothing new leaves no change. */
export async function setExpectations(
  tx: Tx,
  cause: { readonly kind: string; readonly id: string },
  rows: readonly Expectation[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with given as (
      select * from unnest(
        ${idColumn(rows, () => tx.newId())}::uuid[],
        ${idColumn(rows, () => tx.newId())}::uuid[],
        ${rows.map((row) => row.sourceKind)}::text[],
        ${idColumn(rows, (row) => row.sourceId)}::uuid[],
        ${idColumn(rows, (row) => row.documentId)}::uuid[],
        ${idColumn(rows, (row) => row.itemId)}::uuid[],
        ${idColumn(rows, (row) => row.placeId)}::uuid[],
        ${idColumn(rows, (row) => row.supplierId ?? null)}::uuid[],
        ${bigintColumn(rows, (row) => row.units)}::bigint[],
        ${plainColumn(rows, (row) => row.firmness)}::text[],
        ${plainColumn(rows, (row) => row.requestedOn ?? null)}::date[],
        ${plainColumn(rows, (row) => row.promisedOn ?? null)}::date[],
        ${plainColumn(rows, (row) => row.expectedOn ?? null)}::date[],
        ${rows.map((row) => row.dateSource ?? 'buyer')}::text[],
        ${integerColumn(rows, (row) => row.confidenceBps ?? 5000)}::integer[],
        ${rows.map((row) => (row.stages === undefined ? '{}' : toJson(row.stages)))}::text[]
      ) as row (id, change_id, source_kind, source_id, document_id, item_id, place_id, supplier_id,
        units, firmness, requested_on, promised_on, expected_on, date_source, confidence_bps,
        stages)
    ), kept as (
      insert into expectation as before (id, source_kind, source_id, document_id, item_id,
        place_id, supplier_id, units, firmness, requested_on, promised_on, expected_on,
        date_source, confidence_bps, stages)
      select id, source_kind, source_id, document_id, item_id, place_id, supplier_id, units,
        firmness, requested_on, promised_on, expected_on, date_source, confidence_bps,
        stages::jsonb
      from given order by source_kind, source_id
      on conflict (source_kind, source_id) do update set
        document_id = excluded.document_id, item_id = excluded.item_id,
        place_id = excluded.place_id, supplier_id = excluded.supplier_id,
        units = excluded.units, firmness = excluded.firmness,
        requested_on = excluded.requested_on, promised_on = excluded.promised_on,
        expected_on = excluded.expected_on, date_source = excluded.date_source,
        confidence_bps = excluded.confidence_bps, stages = before.stages || excluded.stages
      where (before.document_id, before.item_id, before.place_id, before.supplier_id,
          before.units, before.firmness, before.requested_on, before.promised_on,
          before.expected_on, before.date_source, before.confidence_bps,
          before.stages || excluded.stages)
        is distinct from (excluded.document_id, excluded.item_id, excluded.place_id,
          excluded.supplier_id, excluded.units, excluded.firmness, excluded.requested_on,
          excluded.promised_on, excluded.expected_on, excluded.date_source,
          excluded.confidence_bps, before.stages)
      returning id, source_kind, source_id, units, firmness, requested_on, promised_on,
        expected_on, date_source
    )
    insert into expectation_change (id, expectation_id, cause_kind, cause_id, units, firmness,
      requested_on, promised_on, expected_on, date_source, changed_at, actor_id)
    select given.change_id, kept.id, ${cause.kind}::text, ${cause.id}::uuid, kept.units,
      kept.firmness, kept.requested_on, kept.promised_on, kept.expected_on, kept.date_source,
      ${tx.now}::timestamptz, ${tx.actor.id}::text
    from kept join given using (source_kind, source_id)
  `.execute(tx.db)
}
