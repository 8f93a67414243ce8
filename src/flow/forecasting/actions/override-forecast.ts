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
import { layGroupSoon, overrideGroup } from './override-group.ts'

export type OverrideForecast = Omit<
  NewOverride,
  'id' | 'amount' | 'itemId' | 'placeId' | 'categoryId' | 'channelId'
> & {
  readonly itemId?: string | undefined
  readonly placeId?: string | undefined
  /** Without an item: all that is of this category, at the place, in the channel. */
  readonly categoryId?: string | undefined
  readonly channelId?: string | undefined
  /** Stocking units a week, or a factor. */
  readonly amount: number
}

type Created = { readonly kind: 'created'; readonly overrideId: OverrideId }

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
): Promise<Created | Refused> {
  requirePermission(tx, 'plans.write')

  const { itemId, placeId = null, categoryId = null, channelId = null } = command
  const errors = [...scopeErrors(command), ...errorsOf(command)]
  if (itemId === undefined) {
    if (errors.length > 0) return refused(...errors)
    return overrideGroup(tx, { ...command, placeId, categoryId, channelId })
  }
  return overrideItem(tx, { ...command, itemId, placeId: placeId ?? '' }, errors)
}

async function overrideItem(
  tx: Tx,
  command: OverrideForecast & { readonly itemId: string; readonly placeId: string },
  errors: readonly ErrorFact[],
): Promise<Created | Refused> {
  const { itemId, placeId } = command
  const { rows } = await sql<{ readonly unitDecimals: number }>`
    select i.unit_decimals as "unitDecimals"
    from forecast f join item i on i.id = f.item_id
    where f.item_id = ${itemId}::uuid and f.place_id = nullif(${placeId}, '')::uuid
      and f.period = 'week'
  `.execute(tx.db)
  const [item] = rows
  const isUnknown = item === undefined && placeId !== ''
  const all = [...(isUnknown ? [notForecast] : []), ...errors]
  if (all.length > 0 || item === undefined) return refused(...all)
  const scale = command.kind === 'multiply' ? unity : 10 ** item.unitDecimals
  const overrideId = tx.newId<'ForecastOverride'>()
  const amount = BigInt(Math.round(command.amount * scale))
  const own = { categoryId: null, channelId: null }
  await insertOverride(tx, { ...command, ...own, id: overrideId, amount })
  await layAnew(tx, [{ itemId, placeId }])
  return { kind: 'created', overrideId }
}

/** An item at a place, or a category, place or channel. */
function scopeErrors({ itemId, placeId, categoryId, channelId }: OverrideForecast): ErrorFact[] {
  if (itemId === undefined) {
    return placeId === undefined && categoryId === undefined && channelId === undefined
      ? [nothingNamed]
      : []
  }
  const isMixed = categoryId !== undefined || channelId !== undefined
  return [...(placeId === undefined ? [placeMissing] : []), ...(isMixed ? [scopeMixed] : [])]
}

const nothingNamed: ErrorFact = {
  code: 'scope_missing',
  detail: 'Name an item and a place, or a category, place or channel.',
}

const placeMissing: ErrorFact = {
  code: 'place_missing',
  detail: 'Name the place at which the item is forecast.',
  pointer: '/placeId',
}

const scopeMixed: ErrorFact = {
  code: 'scope_mixed',
  detail: 'Name an item at a place, or leave the item out to speak of a category or channel.',
  pointer: '/itemId',
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
    const { itemId, placeId } = override
    if (itemId === null) await layGroupSoon(tx, { ...override, id: overrideId })
    else await layAnew(tx, [{ itemId, placeId: placeId ?? '' }])
  }
  return { kind: 'withdrawn' }
}
