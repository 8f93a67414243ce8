/** The only SQL that writes units; `ensureUnits` beside the items adds those they name. */
import { sql } from 'kysely'

import type { Id } from '#kernel/brand'
import type { Tx } from '#platform/work'

export type UnitId = Id<'Unit'>

export type StoredUnit = {
  readonly id: UnitId
  readonly code: string
  readonly name: string
  readonly version: number
}

/** @returns false when the code is taken */
export async function insertUnit(
  tx: Tx,
  id: UnitId,
  unit: Pick<StoredUnit, 'code' | 'name'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into unit (id, code, name) values (${id}::uuid, ${unit.code}, ${unit.name})
    on conflict (code) do nothing returning id
  `.execute(tx.db)
  return rows.length === 1
}

export async function lockUnit(tx: Tx, unitId: UnitId): Promise<StoredUnit | undefined> {
  const { rows } = await sql<StoredUnit>`
    select id, code, name, version from unit where id = ${unitId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export async function updateUnit(tx: Tx, unit: StoredUnit): Promise<void> {
  await sql`
    update unit set name = ${unit.name}, version = version + 1 where id = ${unit.id}::uuid
  `.execute(tx.db)
}
