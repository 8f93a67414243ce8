/** What people say of all that is of a category, at a place or in a channel, spread over its item-places. */

import { z } from 'zod'
import { dayAt, daysBetween } from '#kernel/day'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { enqueue, type JobContext } from '#platform/jobs'
import { requirePermission, type Tx, type Work } from '#platform/work'

import { beforeAllMembers, type GroupScope, groupMembers } from '../queries/group-members.ts'
import {
  type GroupOverride,
  groupOverrides,
  readGroupOverride,
} from '../queries/group-overrides.ts'
import { hasNothingToSpread, type OwnOverride, spreadFactors } from '../rules/overrides.ts'
import { insertOverride, type NewOverride, type OverrideId, putSpread } from '../store/overrides.ts'
import { type GroupTotals, groupTotals, listedMembers } from './group-totals.ts'
import { layAnew } from './lay-anew.ts'

const weekDays = 7
const laidMembers = 500
/** Millionths of a stocking unit, ten-thousandths of a factor. */
const unitScale = 1_000_000
const factorScale = 10_000

export const layGroupTask = 'forecasting.lay-group'

export type OverrideGroup = Omit<NewOverride, 'id' | 'amount' | 'itemId'> & {
  /** Stocking units a week of all together, or a factor. */
  readonly amount: number
}

/**
 * Says what all together will sell; each item-place takes its part in proportion to what is expected of
 * it, so that the parts add up. The forecasts follow at once, those of a large group within moments.
 *
 * @throws {PermissionError} when the actor may not write plans
 */
export async function overrideGroup(
  tx: Tx,
  command: OverrideGroup,
): Promise<{ readonly kind: 'created'; readonly overrideId: OverrideId } | Refused> {
  requirePermission(tx, 'plans.write')

  const asOf = dayAt(tx.now.getTime(), 'UTC')
  const totals = await groupTotals(tx, command, asOf, { isLocked: true })
  if (totals === undefined) return refused(nothingForecast)
  const said = saidFrom(totals.from, command, command.amount)
  if (hasNothingToSpread(totals.units, weekDays, said)) return refused(nothingExpected)
  const overrideId = tx.newId<'ForecastOverride'>()
  const scale = command.kind === 'multiply' ? factorScale : unitScale
  const amount = BigInt(Math.round(command.amount * scale))
  await insertOverride(tx, { ...command, itemId: null, id: overrideId, amount })
  await putSpread(tx, overrideId, totals.from, spreadFactors(totals.units, weekDays, said))
  await layTotals(tx, overrideId, totals, asOf)
  return { kind: 'created', overrideId }
}

const nothingForecast: ErrorFact = {
  code: 'forecast_unknown',
  detail: 'Choose a category, place or channel of which something is forecast.',
}

const nothingExpected: ErrorFact = {
  code: 'nothing_to_spread',
  detail:
    'Override the items by themselves: of all together nothing is expected in some of these weeks.',
  pointer: '/amount',
}

type Said = Pick<OwnOverride, 'kind'> & { readonly startsOn: string; readonly endsOn: string }

function saidFrom(from: string, { kind, startsOn, endsOn }: Said, amount: number): OwnOverride {
  const fromDay = daysBetween(from, startsOn)
  const toDay = daysBetween(from, endsOn)
  return { kind, fromDay, toDay, amount: kind === 'multiply' ? amount * factorScale : amount }
}

/** After one of a group was made or taken back. */
export async function layGroupSoon(
  tx: Tx,
  override: GroupScope & { readonly id: string },
): Promise<void> {
  const asOf = dayAt(tx.now.getTime(), 'UTC')
  const some = await groupMembers(
    tx,
    override,
    { after: beforeAllMembers, limit: listedMembers + 1 },
    true,
  )
  await layTotals(
    tx,
    override.id,
    { members: some.slice(0, listedMembers), memberCount: some.length },
    asOf,
  )
}

async function layTotals(
  tx: Tx,
  overrideId: string,
  { members, memberCount }: Pick<GroupTotals, 'members' | 'memberCount'>,
  asOf: string,
): Promise<void> {
  if (memberCount > listedMembers) {
    enqueue(tx, layGroupTask, { overrideId }, { jobKey: `${layGroupTask}:${overrideId}` })
    return
  }
  for (let from = 0; from < members.length; from += laidMembers) {
    await layAnew(tx, members.slice(from, from + laidMembers), asOf)
  }
}

const payloadShape = z.object({ overrideId: z.string() })

/** The job: lays an override of many anew over each that it is about. */
export async function layGroup({ work }: JobContext, payload: unknown): Promise<void> {
  const { overrideId } = payloadShape.parse(payload)
  const override = await work.transact((tx) => readGroupOverride(tx, overrideId))
  if (override !== undefined) await layMembers(work, override)
}

async function layMembers(work: Work, scope: GroupScope, asOf?: string): Promise<void> {
  let after = beforeAllMembers
  for (;;) {
    const range = { after, limit: laidMembers }
    const some = await work.transact(async (tx) => {
      const found = await groupMembers(tx, scope, range, false)
      await layAnew(tx, found, asOf)
      return found
    })
    after = some.at(-1)?.id ?? after
    if (some.length < laidMembers) return
  }
}

/**
 * Spreads what was said of groups anew, the older first, so that all together stay what was said though
 * each is forecast anew. Where nothing moved nothing is written.
 */
export async function spreadGroupsAnew(work: Work, asOf: string): Promise<void> {
  const overrides = await work.transact((tx) => groupOverrides(tx, asOf))
  const moved: GroupOverride[] = []
  for (const override of overrides) {
    if (await work.transact((tx) => spreadAnew(tx, override, asOf))) moved.push(override)
  }
  for (const override of moved) await layMembers(work, override, asOf)
}

async function spreadAnew(tx: Tx, override: GroupOverride, asOf: string): Promise<boolean> {
  const totals = await groupTotals(tx, override, asOf, { before: override })
  if (totals === undefined) return false
  const scale = override.kind === 'multiply' ? factorScale : unitScale
  const said = saidFrom(totals.from, override, override.amount / scale)
  const factors = spreadFactors(totals.units, weekDays, said)
  const isSame =
    override.spreadFrom === totals.from &&
    factors.every((factor, week) => Math.abs(factor - (override.spreadFactors[week] ?? 1)) < 1e-12)
  if (!isSame) await putSpread(tx, override.id, totals.from, factors)
  return !isSame
}
