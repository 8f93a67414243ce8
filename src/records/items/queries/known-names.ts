import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** Which of these units and categories there are. */
export type KnownNames = {
  readonly units: ReadonlySet<string>
  readonly categories: ReadonlySet<string>
}

export async function readKnownNames(
  ask: Ask,
  asked: { readonly units: readonly string[]; readonly categories: readonly string[] },
): Promise<KnownNames> {
  const { rows } = await sql<{ what: 'unit' | 'category'; code: string }>`
    select 'unit' as what, code from unit where code = any(${[...new Set(asked.units)]}::text[])
    union all
    select 'category', code from item_category
    where code = any(${[...new Set(asked.categories)]}::text[])
  `.execute(ask.db)
  const codesOf = (what: string) =>
    new Set(rows.filter((row) => row.what === what).map(({ code }) => code))
  return { units: codesOf('unit'), categories: codesOf('category') }
}

/** Sentences on what is added because a row names it. */
export function newNameNotes(
  known: KnownNames,
  named: { readonly units: readonly string[]; readonly category?: string },
): readonly string[] {
  const { units, category = '' } = named
  const newUnits = [...new Set(units)].filter((code) => code !== '' && !known.units.has(code))
  const isNew = category !== '' && !known.categories.has(category)
  return [
    ...newUnits.map((code) => `Unit ${code} will be added.`),
    ...(isNew ? [`Category ${category} will be added.`] : []),
  ]
}
