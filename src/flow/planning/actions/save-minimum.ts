import {
  type Changed,
  type NotFound,
  planChange,
  type Refused,
  refused,
  type Stale,
} from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { type MoneyWire, moneyFromWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type PlaceId, readPlaceFacts } from '#records/places'
import { readSuppliersById, type SupplierId } from '#records/suppliers'

import {
  deleteMinimum,
  insertMinimum,
  lockMinimum,
  type OrderMinimumId,
  updateMinimum,
} from '../store/lanes.ts'

export type MinimumTerms = {
  readonly minimumValue?: MoneyWire | undefined
  readonly loadName?: string | undefined
  readonly loadVolumeCm3?: number | null | undefined
  readonly loadWeightGrams?: number | null | undefined
  readonly reviewDays?: number | undefined
}

export type CreateMinimum = MinimumTerms & {
  readonly supplierId: string
  readonly placeId?: string | null | undefined
  readonly minimumValue: MoneyWire
}

/** @throws {PermissionError} when the actor may not write plans */
export async function createMinimum(
  tx: Tx,
  command: CreateMinimum,
): Promise<{ readonly kind: 'created'; readonly minimumId: OrderMinimumId } | Refused> {
  requirePermission(tx, 'plans.write')

  const { supplierId, placeId = null } = command
  const { errors, ...terms } = termsOf(command)
  const faults = [...errors, ...(await referenceErrors(tx, supplierId, placeId))]
  if (faults.length > 0) return refused(...faults)
  const minimumId = tx.newId<'OrderMinimum'>()
  const isNew = await insertMinimum(tx, {
    id: minimumId,
    supplierId,
    placeId,
    currency: command.minimumValue.currency,
    minimumValueMinor: terms.minimumValueMinor ?? 0n,
    loadName: command.loadName ?? '',
    loadVolumeCm3: terms.loadVolumeCm3 ?? null,
    loadWeightGrams: terms.loadWeightGrams ?? null,
    reviewDays: command.reviewDays ?? anyDay,
  })
  if (!isNew) return refused(minimumTaken)
  tell(tx, minimumId, supplierId)
  return { kind: 'created', minimumId }
}

const anyDay = 127

/** @throws {PermissionError} when the actor may not write plans */
export async function changeMinimum(
  tx: Tx,
  command: {
    readonly minimumId: OrderMinimumId
    readonly seenVersion?: number | undefined
    readonly changes: MinimumTerms
  },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'plans.write')

  const { minimumId, seenVersion: seen, changes: given } = command
  const before = await lockMinimum(tx, minimumId)
  const { errors, ...terms } = termsOf(given)
  if (errors.length > 0) return refused(...errors)
  const { loadName, reviewDays, minimumValue } = given
  const changes = { ...terms, loadName, reviewDays, currency: minimumValue?.currency }
  const plan = await planChange(tx, { table: 'order_minimum', before, seen, changes })
  if (plan.kind !== 'differs') return plan
  await updateMinimum(tx, plan.after)
  tell(tx, minimumId, plan.after.supplierId)
  return { kind: 'changed' }
}

/** @throws {PermissionError} when the actor may not write plans */
export async function removeMinimum(
  tx: Tx,
  minimumId: OrderMinimumId,
): Promise<{ readonly kind: 'removed' } | NotFound> {
  requirePermission(tx, 'plans.write')

  const least = await lockMinimum(tx, minimumId)
  if (least === undefined) return { kind: 'not_found' }
  await deleteMinimum(tx, minimumId)
  tell(tx, minimumId, least.supplierId)
  return { kind: 'removed' }
}

function tell(tx: Tx, id: OrderMinimumId, supplierId: string): void {
  announce(tx, 'order-minimum.changed', { kind: 'order_minimum', id }, { supplierId })
}

async function referenceErrors(
  tx: Tx,
  supplierId: string,
  placeId: string | null,
): Promise<readonly ErrorFact[]> {
  const suppliers = await readSuppliersById(tx, [supplierId as SupplierId])
  const isPlaceThere =
    placeId === null || (await readPlaceFacts(tx, [placeId as PlaceId])).has(placeId as PlaceId)
  return [
    ...(suppliers.has(supplierId as SupplierId) ? [] : [unknown('supplier')]),
    ...(isPlaceThere ? [] : [unknown('place')]),
  ]
}

function unknown(what: 'supplier' | 'place'): ErrorFact {
  return { code: `${what}_unknown`, detail: `Name a ${what} that exists.`, pointer: `/${what}Id` }
}

function termsOf({ minimumValue, loadVolumeCm3, loadWeightGrams }: MinimumTerms) {
  const errors: ErrorFact[] = []
  const money = minimumValue && moneyFromWire(minimumValue, '/minimumValue')
  if (money?.kind === 'refused') errors.push(...money.errors)
  if (money?.kind === 'read' && money.value < 0n) {
    const detail = 'Give a value of zero or more.'
    errors.push({ code: 'amount_negative', detail, pointer: '/minimumValue/amount' })
  }
  const whole = (given: number | null | undefined) =>
    given === undefined || given === null ? given : BigInt(given)
  return {
    minimumValueMinor: money?.kind === 'read' ? money.value : undefined,
    loadVolumeCm3: whole(loadVolumeCm3),
    loadWeightGrams: whole(loadWeightGrams),
    errors,
  }
}

const minimumTaken: ErrorFact = {
  code: 'minimum_taken',
  detail: 'Change the one that is there: this supplier has one for the place.',
  pointer: '/placeId',
}
