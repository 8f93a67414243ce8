import { sql } from 'kysely'

import { type NotFound, type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'

import {
  insertOverride,
  lockOverride,
  type NewOverride,
  type OverrideId,
  withdrawOverride,
} from '../store/overrides.ts'
import { layAnew } from './lay-anew.ts'

export type OverrideForecast = Omit<NewOverride, 'id' | 'amount'> & {
  /** Stocking units a week, or a factor. */
  readonly amount: number
}

/** Ten-thousandths of a factor. */
const unity = 10_000

/**
 * Says what people know better, with a reason and a day it expires; the forecast that planning uses
 * follows at once.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function overrideForecast(
  tx: Tx,
  command: OverrideForecast,
): Promise<{ readonly kind: 'created'; readonly overrideId: OverrideId } | Refused> {
  requirePermission(tx, 'plans.write')

  const { itemId, placeId } = command
  const { rows } = await sql<{ readonly unitDecimals: number }>`
    select i.unit_decimals as "unitDecimals"
    from forecast f join item i on i.id = f.item_id
    where (f.item_id, f.place_id, f.period) = (${itemId}::uuid, ${placeId}::uuid, 'week')
  `.execute(tx.db)
  const [item] = rows
  const errors = [...(item === undefined ? [notForecast] : []), ...errorsOf(command)]
  if (errors.length > 0 || item === undefined) return refused(...errors)
  const scale = command.kind === 'multiply' ? unity : 10 ** item.unitDecimals
  const overrideId = tx.newId<'ForecastOverride'>()
  const amount = BigInt(Math.round(command.amount * scale))
  await insertOverride(tx, { ...command, id: overrideId, amount })
  await layAnew(tx, [{ itemId, placeId }])
  return { kind: 'created', overrideId }
}

function errorsOf({ startsOn, endsOn, expiresOn, kind, amount }: OverrideForecast) {
  const errors: ErrorFact[] = []
  if (endsOn < startsOn) {
    const detail = 'Let it end on or after the day it starts.'
    errors.push({ code: 'ends_before_start', detail, pointer: '/endsOn' })
  }
  if (expiresOn < startsOn) {
    const detail = 'Let it expire on or after the day it starts.'
    errors.push({ code: 'expires_before_start', detail, pointer: '/expiresOn' })
  }
  if (kind !== 'add' && amount < 0) {
    const detail = 'Give an amount that is not negative; to take some off, add a negative amount.'
    errors.push({ code: 'amount_negative', detail, pointer: '/amount' })
  }
  return errors
}

const notForecast: ErrorFact = {
  code: 'forecast_unknown',
  detail: 'Choose an item and place that are forecast: list them under /forecasts.',
  pointer: '/itemId',
}

/**
 * Takes an override back; taken back twice is taken back.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function takeBackOverride(
  tx: Tx,
  overrideId: OverrideId,
): Promise<{ readonly kind: 'withdrawn' } | NotFound> {
  requirePermission(tx, 'plans.write')

  const override = await lockOverride(tx, overrideId)
  if (override === undefined) return { kind: 'not_found' }
  if (override.withdrawnAt === null) {
    await withdrawOverride(tx, overrideId)
    await layAnew(tx, [override])
  }
  return { kind: 'withdrawn' }
}
