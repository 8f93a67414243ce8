import { type Refused, refused, withChanges } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { PromotionId } from '../queries/promotions-between.ts'
import type { Scope } from '../rules/promotion-terms.ts'
import { insertPromotion, type PromotionFields, replaceScopes } from '../store/promotions.ts'
import { codeTaken, termsErrors } from './terms-errors.ts'

type Needed = Pick<PromotionFields, 'code' | 'name' | 'kind' | 'startsOn' | 'endsOn'>

const usual = {
  expectedUpliftBps: null as number | null,
  note: '',
  status: 'planned' as PromotionFields['status'],
  sourceSystem: '',
  externalId: '',
}

export type CreatePromotion = Needed & {
  readonly [Name in keyof typeof usual]?: (typeof usual)[Name] | undefined
} & { readonly scopes: readonly Scope[] }

/** @throws {PermissionError} when the actor may not write demand */
export async function createPromotion(
  tx: Tx,
  command: CreatePromotion,
): Promise<{ readonly kind: 'created'; readonly promotionId: PromotionId } | Refused> {
  requirePermission(tx, 'demand.write')

  const errors = await termsErrors(tx, command)
  if (errors.length > 0) return refused(...errors)
  const promotionId = tx.newId<'Promotion'>()
  const fields = { ...command, ...withChanges(usual, optionalOf(command)), id: promotionId }
  const isNew = await insertPromotion(tx, fields)
  if (!isNew) return refused(codeTaken(command.code))
  await replaceScopes(tx, promotionId, command.scopes)
  announce(tx, 'promotion.created', { kind: 'promotion', id: promotionId }, { code: command.code })
  return { kind: 'created', promotionId }
}

function optionalOf({
  expectedUpliftBps,
  note,
  status,
  sourceSystem,
  externalId,
}: CreatePromotion) {
  return { expectedUpliftBps, note, status, sourceSystem, externalId }
}
