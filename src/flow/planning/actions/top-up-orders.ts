import type { Tx } from '#platform/work'

import { itemsToPlan, type PlanInputs, pairKey } from '../queries/items-to-plan.ts'
import {
  readTopUpGroups,
  readTopUpItems,
  type SupplierPlace,
  type TopUpGroup,
} from '../queries/top-up-groups.ts'
import type { PlanSettings } from '../rules/settings.ts'
import { type TopUp, type TopUpTarget, topUp } from '../rules/top-up.ts'
import { lockPositions } from '../store/positions.ts'
import { closeProposals, type Proposal, type ProposalId, putProposals } from '../store/proposals.ts'
import { dropTopUps, lockToBuy, type OrderTopUp, putTopUps } from '../store/top-ups.ts'
import { inOrderCurrency } from './minimum-worth.ts'
import { expectProposed } from './plan-pairs.ts'
import { type RatesByCurrency, ratesFor } from './term-choice.ts'
import { orderKey } from './to-proposals.ts'
import { linesOf, nextOrderDay, settled } from './top-up-lines.ts'
import { isToppedAlike } from './with-top-up.ts'

type Shown = Proposal & { readonly id: ProposalId }

export type ToppedUp = { readonly toppedOrderCount: number; readonly shortOrderCount: number }

/**
 * Looks at what is due from each supplier at each place as one order: adds what its minimum and its load
 * ask for, and takes off what no longer belongs there. What is as it was is left alone.
 */
export async function topUpOrders(
  tx: Tx,
  given: {
    readonly runId: string
    readonly asOf: string
    readonly groups: readonly SupplierPlace[]
    readonly settings: PlanSettings
  },
): Promise<ToppedUp> {
  const { runId, asOf, settings } = given
  const groups = (await readTopUpGroups(tx, given.groups, asOf)).filter((one) => one.isChanged)
  if (groups.length === 0) return { toppedOrderCount: 0, shortOrderCount: 0 }
  const pairs = await readTopUpItems(tx, groups)
  await lockPositions(tx, pairs)
  const shown = await lockToBuy(tx, groups)
  const inputs = await itemsToPlan(tx, pairs, asOf)
  const asked = groups.flatMap(({ minimum }) => minimum?.currency ?? [])
  const priced = { inputs, rates: await ratesFor(tx, inputs, asOf, asked) }
  const done = groups.map((group) => {
    const ofGroup = ({ supplierId, placeId }: Pick<Proposal, 'supplierId' | 'placeId'>) =>
      supplierId === group.supplierId && placeId === group.placeId
    return topUpOne(group, {
      shown: shown.filter(ofGroup),
      itemIds: new Set(pairs.filter(ofGroup).map(({ itemId }) => itemId)),
      ...priced,
      asOf,
      settings,
    })
  })
  const kept = done.flatMap((one) => one.kept).map((one) => withId(tx, one))
  const gone = done.flatMap((one) => one.gone)
  await putProposals(tx, runId, kept)
  await closeProposals(
    tx,
    gone.map(({ id }) => id),
  )
  await expectProposed(tx, runId, kept, gone)
  await putTopUps(
    tx,
    done.flatMap(({ said }) => said ?? []),
  )
  await dropTopUps(
    tx,
    groups.filter(({ minimum }) => minimum === null),
  )
  const count = (status: string) => done.filter(({ said }) => said?.status === status).length
  return { toppedOrderCount: count('topped'), shortOrderCount: count('short') }
}

function withId(tx: Tx, one: Proposal & { readonly id?: ProposalId }): Shown {
  return { ...one, id: one.id ?? tx.newId<'Proposal'>() }
}

export type GroupFacts = {
  readonly shown: readonly Shown[]
  readonly itemIds: ReadonlySet<string>
  readonly inputs: PlanInputs
  readonly rates: RatesByCurrency
  readonly asOf: string
  readonly settings: PlanSettings
}

type Done = {
  readonly kept: readonly (Proposal & { readonly id?: ProposalId })[]
  readonly gone: readonly Shown[]
  readonly said: OrderTopUp | undefined
}

function topUpOne(asked: TopUpGroup, facts: GroupFacts): Done {
  const orderOn = nextOrderDay(asked.minimum?.reviewDays, facts.asOf)
  const { group, isKnown } = inOrderCurrency(asked, orderOn, facts)
  const lines = linesOf(group, orderOn, facts)
  const topped = group.minimum === null ? undefined : topUp(lines, targetOf(group.minimum))
  const rules = new Map(facts.inputs.rules.map((rule) => [pairKey(rule), rule]))
  const added = new Map(topped?.lines.map((line) => [line.key, line]))
  const byKey = new Map(lines.map((line) => [line.key, line]))
  const minimum = group.minimum
  const settle = { minimum, orderOn, ...facts }
  const before = facts.shown.flatMap((one) => {
    const rule = rules.get(pairKey(one))
    if (rule === undefined || one.key !== orderKey(one)) return []
    const now = settled(one, added.get(one.key), rule, settle)
    return isToppedAlike(one, now) && isLeft(now) ? [] : [now]
  })
  const shownKeys = new Set(facts.shown.map(({ key }) => key))
  const anew = (topped?.lines ?? []).flatMap((line) => {
    const own = shownKeys.has(line.key) ? undefined : byKey.get(line.key)
    return own === undefined ? [] : [settled(own.anew(), line, own.rule, settle)]
  })
  return {
    kept: [...before.filter(isLeft), ...anew],
    gone: before.filter((one) => !isLeft(one)),
    said: minimum === null ? undefined : saidOf({ group, asked, isKnown }, orderOn, topped),
  }
}

/** Neither suggested by itself, nor added, nor decided on. */
const isLeft = ({ orderedUnits, suggestedUnits }: Proposal): boolean =>
  orderedUnits > 0n || suggestedUnits > 0n

function targetOf(minimum: NonNullable<TopUpGroup['minimum']>): TopUpTarget {
  return {
    minimumMinor: minimum.minimumMinor,
    loadVolumeCm3: minimum.loadVolumeCm3 ?? undefined,
    loadWeightGrams: minimum.loadWeightGrams ?? undefined,
  }
}

const fullBps = 10_000

type Asked = {
  /** Its minimum in the currency of the order, 0 where no rate is known. */
  readonly group: TopUpGroup
  readonly asked: TopUpGroup
  readonly isKnown: boolean
}

function saidOf(
  { group, asked, isKnown }: Asked,
  orderOn: string,
  topped: TopUp | undefined,
): OrderTopUp {
  const { supplierId, placeId, fingerprint } = group
  const now = askedOf(group)
  const first = askedOf(asked)
  return {
    supplierId,
    placeId,
    status: topped === undefined ? 'idle' : isKnown ? topped.status : 'no_rate',
    orderOn,
    currency: now.currency,
    minimumMinor: now.minor,
    askedCurrency: first.currency,
    askedMinor: first.minor,
    dueMinor: topped?.dueMinor ?? 0,
    valueMinor: topped?.valueMinor ?? 0,
    mostMinor: topped?.mostMinor ?? 0,
    takesDays: topped?.takesDays ?? null,
    loadCount: topped?.load?.count ?? 0,
    loadBps: Math.round((topped?.load?.lastShare ?? 0) * fullBps),
    fingerprint,
  }
}

function askedOf({ minimum }: TopUpGroup) {
  return { currency: minimum?.currency ?? '', minor: minimum?.minimumMinor ?? 0 }
}
