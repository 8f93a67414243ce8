import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { readCompany } from '#records/companies'

import { type PlaceId, readPlaceIdsByCode } from '../queries/read-places.ts'
import { insertPlace, type PlaceFields } from '../store/places.ts'

export type CreatePlace = Pick<PlaceFields, 'code' | 'name' | 'companyId'> & {
  readonly kind?: PlaceFields['kind'] | undefined
  /** The company's when left out. */
  readonly timeZone?: string | undefined
  readonly address?: string | undefined
}

/** @throws {PermissionError} when the actor may not write records */
export async function createPlace(
  tx: Tx,
  command: CreatePlace,
): Promise<{ readonly kind: 'created'; readonly placeId: PlaceId } | Refused> {
  requirePermission(tx, 'records.write')

  const company = await readCompany(tx, command.companyId)
  const taken = await readPlaceIdsByCode(tx, [command.code])
  const errors = [
    ...(taken.size > 0 ? [codeTaken(command.code)] : []),
    ...(company === undefined ? [companyUnknown] : []),
  ]
  if (errors.length > 0 || company === undefined) return refused(...errors)
  const placeId = tx.newId<'Place'>()
  const isNew = await insertPlace(tx, placeId, {
    code: command.code,
    name: command.name,
    companyId: command.companyId,
    kind: command.kind ?? 'warehouse',
    timeZone: command.timeZone ?? company.timeZone,
    address: command.address ?? '',
    status: 'active',
  })
  if (!isNew) return refused(codeTaken(command.code))
  announce(tx, 'place.created', { kind: 'place', id: placeId }, { code: command.code })
  return { kind: 'created', placeId }
}

export function codeTaken(code: string): ErrorFact {
  const detail = `Choose another code: a place ${code} exists already.`
  return { code: 'code_taken', detail, pointer: '/code' }
}

const companyUnknown: ErrorFact = {
  code: 'company_unknown',
  detail: 'Name a company that exists: list them under /companies.',
  pointer: '/companyId',
}
