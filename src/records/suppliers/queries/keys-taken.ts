import { sql } from 'kysely'

import type { ErrorFact } from '#platform/http/problem'
import type { Tx } from '#platform/work'

type Keys = {
  readonly code: string
  readonly sourceSystem: string
  readonly externalId: string
}

/** Why another supplier stands in the way of these keys: every reason. */
export async function keysTaken(
  tx: Tx,
  given: Keys,
  exceptId: string | null,
): Promise<readonly ErrorFact[]> {
  const { rows } = await sql<{ readonly code: string; readonly name: string }>`
    select code, name from supplier
    where (code = ${given.code}
           or (${given.externalId} <> '' and external_id = ${given.externalId}
               and source_system = ${given.sourceSystem}))
      and (${exceptId}::uuid is null or id <> ${exceptId}::uuid)
  `.execute(tx.db)
  return rows.map(({ code, name }) =>
    code === given.code
      ? {
          code: 'code_taken',
          detail: `Choose another code: ${code} is ${name}.`,
          pointer: '/code',
        }
      : {
          code: 'external_id_taken',
          detail: `Choose another external id: ${code}, ${name}, has this one.`,
          pointer: '/externalId',
        },
  )
}
