import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { EditionId, NewFigure, StoredEdition } from '../store/sources.ts'

/** Which of these figures, counted from 0, an edition has with other units. */
export async function otherFigures(
  ask: Ask,
  editionId: EditionId,
  figures: readonly NewFigure[],
): Promise<readonly number[]> {
  const known = await knownUnits(
    ask,
    figures.map((one) => ({ ...one, editionId })),
  )
  return figures.flatMap(({ units }, at) => {
    const there = known[at]
    return there === undefined || there === null || there === units ? [] : [at]
  })
}

type Asked = Omit<NewFigure, 'units'> & { readonly editionId: string | null }

/** The units each has now, in the order asked; null where it is new. */
export async function knownUnits(
  ask: Ask,
  figures: readonly Asked[],
): Promise<readonly (bigint | null)[]> {
  const { rows } = await sql<{ readonly units: bigint | null }>`
    select o.units
    from unnest(${figures.map((one) => one.editionId)}::uuid[],
                ${figures.map((one) => one.itemId)}::uuid[],
                ${figures.map((one) => one.placeId)}::uuid[],
                ${figures.map((one) => one.startsOn)}::date[])
      with ordinality as g (edition_id, item_id, place_id, starts_on, no)
    left join outside_forecast o on o.edition_id = g.edition_id and o.item_id = g.item_id
      and o.place_id = g.place_id and o.starts_on = g.starts_on
    order by g.no
  `.execute(ask.db)
  return rows.map(({ units }) => units)
}

/** Editions by `source id, name`. */
export async function readEditions(
  ask: Ask,
  asked: readonly { readonly sourceId: string; readonly name: string }[],
): Promise<ReadonlyMap<string, StoredEdition>> {
  const { rows } = await sql<StoredEdition>`
    select e.id, e.source_id as "sourceId", e.name, e.period, e.week_starts as "weekStarts",
           e.made_on as "madeOn"
    from unnest(${asked.map(({ sourceId }) => sourceId)}::uuid[],
                ${asked.map(({ name }) => name)}::text[]) as g (source_id, name)
    join forecast_edition e on e.source_id = g.source_id and e.name = g.name
  `.execute(ask.db)
  return new Map(rows.map((row) => [`${row.sourceId} ${row.name}`, row]))
}
