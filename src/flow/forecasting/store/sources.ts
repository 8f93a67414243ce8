/** The only SQL that writes sources, their editions and figures. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Tx } from '#platform/work'

import type { Period } from '../contract/outside.ts'

export type SourceId = Id<'ForecastSource'>
export type EditionId = Id<'ForecastEdition'>

export type SourceFields = {
  readonly code: string
  readonly name: string
  readonly includesPromotions: boolean
  readonly status: 'active' | 'inactive'
}

export type StoredSource = SourceFields & { readonly id: SourceId; readonly version: number }

/** @returns false when the code is taken */
export async function insertSource(
  tx: Tx,
  source: SourceFields & { readonly id: SourceId },
): Promise<boolean> {
  const { rows } = await sql`
    insert into forecast_source (id, code, name, includes_promotions, status)
    values (${source.id}::uuid, ${source.code}, ${source.name}, ${source.includesPromotions},
            ${source.status})
    on conflict (code) do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockSource(tx: Tx, id: SourceId): Promise<StoredSource | undefined> {
  const { rows } = await sql<StoredSource>`
    select id, code, name, includes_promotions as "includesPromotions", status, version
    from forecast_source where id = ${id}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateSource(tx: Tx, source: StoredSource): Promise<void> {
  await sql`
    update forecast_source
    set code = ${source.code}, name = ${source.name}, status = ${source.status},
        includes_promotions = ${source.includesPromotions}, version = version + 1
    where id = ${source.id}::uuid
  `.execute(tx.db)
}

export type EditionTerms = {
  readonly sourceId: string
  readonly name: string
  readonly period: Period
  /** Of a weekly edition. */
  readonly weekStarts: number | null
  readonly madeOn: string
}

export type StoredEdition = EditionTerms & { readonly id: EditionId }

/** The edition of this name, new or as it was, locked: of two batches at once one waits. */
export async function lockEdition(tx: Tx, terms: EditionTerms): Promise<StoredEdition | undefined> {
  await sql`
    insert into forecast_edition (id, source_id, name, period, week_starts, made_on, received_at)
    values (${tx.newId()}::uuid, ${terms.sourceId}::uuid, ${terms.name}, ${terms.period},
            ${terms.weekStarts}::smallint, ${terms.madeOn}::date, ${tx.now}::timestamptz)
    on conflict (source_id, name) do nothing
  `.execute(tx.db)
  const { rows } = await sql<StoredEdition>`
    select id, source_id as "sourceId", name, period, week_starts as "weekStarts",
           made_on as "madeOn"
    from forecast_edition
    where source_id = ${terms.sourceId}::uuid and name = ${terms.name} for update
  `.execute(tx.db)
  return rows[0]
}

export type NewFigure = {
  readonly itemId: string
  readonly placeId: string
  readonly startsOn: string
  readonly units: bigint
}

/**
 * Appends figures and counts them; those that are there stay.
 *
 * @returns how many are new
 */
export async function insertFigures(
  tx: Tx,
  editionId: EditionId,
  figures: readonly NewFigure[],
): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    with given as (
      select * from unnest(${figures.map(() => tx.newId())}::uuid[],
        ${figures.map((one) => one.itemId)}::uuid[], ${figures.map((one) => one.placeId)}::uuid[],
        ${figures.map((one) => one.startsOn)}::date[], ${figures.map((one) => one.units)}::bigint[])
        as g (id, item_id, place_id, starts_on, units)
    ), added as (
      insert into outside_forecast (id, edition_id, item_id, place_id, starts_on, units, received_at)
      select id, ${editionId}::uuid, item_id, place_id, starts_on, units, ${tx.now}::timestamptz
      from given order by item_id, place_id, starts_on
      on conflict (edition_id, item_id, place_id, starts_on) do nothing
      returning item_id, place_id, starts_on
    ), pair as (
      select distinct a.item_id, a.place_id from added a
      where not exists (select from outside_forecast o where o.edition_id = ${editionId}::uuid
        and o.item_id = a.item_id and o.place_id = a.place_id)
    ), counted as (
      update forecast_edition e
      set figure_count = e.figure_count + n.figures, received_at = ${tx.now}::timestamptz,
          pair_count = e.pair_count + (select count(*) from pair),
          first_on = least(e.first_on, n.first_on), last_on = greatest(e.last_on, n.last_on)
      from (select count(*) as figures, min(starts_on) as first_on, max(starts_on) as last_on
            from added) n
      where e.id = ${editionId}::uuid and n.figures > 0
    )
    select count(*)::int as count from added
  `.execute(tx.db)
  return rows[0]?.count ?? 0
}
