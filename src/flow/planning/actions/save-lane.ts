import { sql } from 'kysely'

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
import { type Ask, requirePermission, type Tx } from '#platform/work'

import { closesCircle } from '../queries/lane-circle.ts'
import { releaseLane } from '../store/decisions.ts'
import {
  deleteLane,
  insertLane,
  lockLane,
  type SourceLane,
  type SourceLaneId,
  updateLane,
} from '../store/lanes.ts'

export type LaneTerms = {
  readonly leadTimeDays?: number | undefined
  readonly rank?: number | undefined
  readonly multipleUnits?: number | undefined
  readonly fixedCost?: MoneyWire | undefined
  readonly costPerKg?: MoneyWire | undefined
}

export type CreateLane = LaneTerms & {
  readonly fromPlaceId: string
  readonly toPlaceId: string
  readonly itemId?: string | null | undefined
  readonly categoryId?: string | null | undefined
  readonly leadTimeDays: number
}

/** @throws {PermissionError} when the actor may not write plans */
export async function createLane(
  tx: Tx,
  command: CreateLane,
): Promise<{ readonly kind: 'created'; readonly laneId: SourceLaneId } | Refused> {
  requirePermission(tx, 'plans.write')

  const { fromPlaceId, toPlaceId, itemId = null, categoryId = null } = command
  const known = await readKnown(tx, { fromPlaceId, toPlaceId, itemId, categoryId })
  const costs = costsOf(command, known.currency)
  const errors = [
    ...keyErrors({ fromPlaceId, toPlaceId, itemId, categoryId }, known),
    ...costs.errors,
  ]
  if (errors.length > 0) return refused(...errors)
  const key = { fromPlaceId, toPlaceId, itemId, categoryId }
  if (await closesCircle(tx, key)) return refused(laneInCircle)
  const laneId = tx.newId<'SourceLane'>()
  const isNew = await insertLane(tx, {
    id: laneId,
    fromPlaceId,
    toPlaceId,
    itemId,
    categoryId,
    leadTimeDays: command.leadTimeDays,
    rank: command.rank ?? 1,
    multipleUnits: BigInt(command.multipleUnits ?? 1),
    fixedCostMinor: costs.fixedCostMinor ?? 0n,
    costPerKgMinor: costs.costPerKgMinor ?? 0n,
    status: 'active',
  })
  if (!isNew) return refused(laneTaken)
  announce(tx, 'source-lane.changed', { kind: 'source_lane', id: laneId }, { toPlaceId })
  return { kind: 'created', laneId }
}

/** @throws {PermissionError} when the actor may not write plans */
export async function changeLane(
  tx: Tx,
  command: {
    readonly laneId: SourceLaneId
    readonly seenVersion?: number | undefined
    readonly changes: LaneTerms & { readonly status?: 'active' | 'inactive' | undefined }
  },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'plans.write')

  const { laneId, seenVersion: seen, changes: given } = command
  const before = await lockLane(tx, laneId)
  if (before === undefined) return { kind: 'not_found' }
  const { currency } = await readKnown(tx, before)
  const { errors, ...costs } = costsOf(given, currency)
  if (errors.length > 0) return refused(...errors)
  const { leadTimeDays, rank, status, multipleUnits } = given
  const changes = {
    leadTimeDays,
    rank,
    status,
    multipleUnits: multipleUnits === undefined ? undefined : BigInt(multipleUnits),
    ...costs,
  }
  const plan = await planChange(tx, { table: 'source_lane', before, seen, changes })
  if (plan.kind !== 'differs') return plan
  const isActivated = before.status === 'inactive' && plan.after.status === 'active'
  if (isActivated && (await closesCircle(tx, before))) return refused(laneInCircle)
  await updateLane(tx, plan.after)
  announce(
    tx,
    'source-lane.changed',
    { kind: 'source_lane', id: laneId },
    { toPlaceId: before.toPlaceId },
  )
  return { kind: 'changed' }
}

/**
 * With it goes the choice of whoever wanted something by this lane; it comes as planned again.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function removeLane(
  tx: Tx,
  laneId: SourceLaneId,
): Promise<{ readonly kind: 'removed' } | NotFound> {
  requirePermission(tx, 'plans.write')

  const lane = await lockLane(tx, laneId)
  if (lane === undefined) return { kind: 'not_found' }
  await releaseLane(tx, laneId)
  await deleteLane(tx, laneId)
  announce(
    tx,
    'source-lane.changed',
    { kind: 'source_lane', id: laneId },
    { toPlaceId: lane.toPlaceId },
  )
  return { kind: 'removed' }
}

type LaneKey = Pick<SourceLane, 'fromPlaceId' | 'toPlaceId' | 'itemId' | 'categoryId'>

type Known = {
  /** Of the company the goods go to; costs are in it. */
  readonly currency: string | null
  readonly isFromThere: boolean
  readonly isItemThere: boolean
  readonly isCategoryThere: boolean
}

async function readKnown(ask: Ask, key: LaneKey): Promise<Known> {
  const { rows } = await sql<Known>`
    select (select c.currency from place p join company c on c.id = p.company_id
            where p.id = ${key.toPlaceId}::uuid) as currency,
           exists(select from place where id = ${key.fromPlaceId}::uuid) as "isFromThere",
           ${key.itemId}::uuid is null
             or exists(select from item where id = ${key.itemId}::uuid) as "isItemThere",
           ${key.categoryId}::uuid is null or exists(
             select from item_category where id = ${key.categoryId}::uuid) as "isCategoryThere"
  `.execute(ask.db)
  return (
    rows[0] ?? { currency: null, isFromThere: false, isItemThere: false, isCategoryThere: false }
  )
}

function keyErrors(key: LaneKey, known: Known): readonly ErrorFact[] {
  const errors: ErrorFact[] = []
  const unknown = (what: string, field: string) => {
    errors.push({
      code: `${what}_unknown`,
      detail: `Name a ${what} that exists.`,
      pointer: `/${field}`,
    })
  }
  if (!known.isFromThere) unknown('place', 'fromPlaceId')
  if (known.currency === null) unknown('place', 'toPlaceId')
  if (!known.isItemThere) unknown('item', 'itemId')
  if (!known.isCategoryThere) unknown('category', 'categoryId')
  if (key.fromPlaceId === key.toPlaceId) {
    const detail = 'Name another place: a lane leads from one place to another.'
    errors.push({ code: 'lane_to_itself', detail, pointer: '/fromPlaceId' })
  }
  if (key.itemId !== null && key.categoryId !== null) {
    const detail = 'Name an item or a category, not both.'
    errors.push({ code: 'lane_of_both', detail, pointer: '/categoryId' })
  }
  return errors
}

function costsOf({ fixedCost, costPerKg }: LaneTerms, currency: string | null) {
  const errors: ErrorFact[] = []
  const read = (cost: MoneyWire | undefined, pointer: string): bigint | undefined => {
    if (cost === undefined) return undefined
    const money = moneyFromWire(cost, pointer)
    if (money.kind === 'refused') errors.push(...money.errors)
    else if (money.value < 0n) {
      const detail = 'Give a cost of zero or more.'
      errors.push({ code: 'amount_negative', detail, pointer: `${pointer}/amount` })
    }
    if (currency !== null && cost.currency !== currency) {
      const detail = `Give the cost in ${currency}, the currency of the company it goes to.`
      errors.push({ code: 'cost_currency', detail, pointer: `${pointer}/currency` })
    }
    return money.kind === 'read' ? money.value : undefined
  }
  const fixedCostMinor = read(fixedCost, '/fixedCost')
  const costPerKgMinor = read(costPerKg, '/costPerKg')
  return { fixedCostMinor, costPerKgMinor, errors }
}

const laneInCircle: ErrorFact = {
  code: 'lane_in_circle',
  detail: 'Turn a lane of the way back off first: goods would go round in a circle.',
  pointer: '/fromPlaceId',
}

const laneTaken: ErrorFact = {
  code: 'lane_taken',
  detail: 'Change the lane that is there: these places have one for the same goods.',
  pointer: '/toPlaceId',
}
