import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { PromotionId } from '../queries/promotions-between.ts'
import type { Scope } from '../rules/promotion-terms.ts'
import {
  lockPromotion,
  type PromotionFields,
  readScopes,
  replaceScopes,
  updatePromotion,
} from '../store/promotions.ts'
import { codeTaken, termsErrors } from './terms-errors.ts'

export type ChangePromotion = {
  readonly promotionId: PromotionId
  /** The version the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
  readonly changes: { readonly [Name in keyof PromotionFields]?: PromotionFields[Name] | undefined }
  /** In place of those that are there; absent: they stay. */
  readonly scopes?: readonly Scope[] | undefined
}

/**
 * Changes what is given and leaves the rest; `status` confirms and cancels.
 *
 * @throws {PermissionError} when the actor may not write demand
 */
export async function changePromotion(
  tx: Tx,
  command: ChangePromotion,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'demand.write')

  const { promotionId, seenVersion: seen, changes, scopes } = command
  const before = await lockPromotion(tx, promotionId)
  const evenIfSame = scopes !== undefined
  const plan = await planChange(tx, { table: 'promotion', before, seen, changes, evenIfSame })
  if (plan.kind !== 'differs') return plan

  const { after } = plan
  const terms = { ...after, scopes: scopes ?? (await readScopes(tx, promotionId)) }
  const errors = await termsErrors(tx, terms)
  if (errors.length > 0) return refused(...errors)
  if (!(await updatePromotion(tx, after))) return refused(codeTaken(after.code))
  if (scopes !== undefined) await replaceScopes(tx, promotionId, scopes)
  announce(tx, 'promotion.changed', { kind: 'promotion', id: promotionId }, { code: after.code })
  return { kind: 'changed' }
}
