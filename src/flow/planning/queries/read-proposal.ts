import { sql } from 'kysely'

import { daysBetween } from '#kernel/day'
import { moneyToWire, quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { ProposalView } from '../contract.ts'
import type { ProposalId } from '../store/proposals.ts'
import { chartValue, readDemandWeeks } from './demand-weeks.ts'
import { fasterWays } from './faster-ways.ts'
import { costToWire, proposalToWire } from './proposal-wire.ts'
import { type ProposalQueryRow, selectProposals } from './select-proposals.ts'
import { messageToWire, type StoredMessage, type StoredWhy, whyToWire } from './why-wire.ts'

type Parts = {
  readonly why: StoredWhy | StoredMessage
  readonly alternatives: readonly StoredAlternative[]
  readonly asOf: string | null
  readonly projection: readonly number[] | null
  readonly ruleOutcome: string | null
}

type StoredAlternative = {
  /** Null: it is moved, from another place. */
  readonly supplierId: string | null
  readonly fromPlaceId?: string
  readonly laneId?: string
  readonly costMinor?: number
  readonly units: number
  readonly leadDays: number
  readonly arrivesOn: string
  readonly priceE4: string
  readonly pricedUnits: string
  readonly currency: string
  readonly valueMinor: string
  readonly companyValueMinor: string
}

/** @throws {PermissionError} when the actor may not read plans */
export async function readProposal(
  ask: Ask,
  proposalId: ProposalId,
): Promise<ProposalView | undefined> {
  requirePermission(ask, 'plans.read')

  const row = await selectProposals(ask).where('proposal.id', '=', proposalId).executeTakeFirst()
  if (row === undefined) return undefined
  const parts = await readParts(ask, proposalId)
  const asOf = parts.asOf ?? row.proposedAt.toISOString().slice(0, 10)
  const { why } = parts
  const scale = 10 ** row.unitDecimals
  const view = {
    ...proposalToWire(row),
    alternatives: await alternativesToWire(ask, row, parts.alternatives),
    moves: await movesToWire(ask, row, parts.alternatives),
  }
  return {
    ...view,
    faster: [...(await fasterWays(ask, view))],
    ruleOutcome: parts.ruleOutcome,
    why: 'cover' in why ? whyToWire(why, await numbersOf(ask, why), { item: row, asOf }) : null,
    message: 'cover' in why ? null : messageToWire(why, { item: row, asOf }),
    cost: costToMoney('cover' in why ? why.costMinor : undefined, row),
    projection: {
      startsOn: asOf,
      units: withTopped(parts.projection ?? [], row, asOf).map((units) =>
        chartValue(units / scale),
      ),
    },
    demand: await readDemandWeeks(ask, row, scale),
  }
}

const weekDays = 7

/** What fills up an order is not in the item's own plan; it comes with the rest. */
function withTopped(
  weekEnds: readonly number[],
  { toppedUnits, arrivesOn }: ProposalQueryRow,
  asOf: string,
): readonly number[] {
  const from = daysBetween(asOf, arrivesOn)
  const more = Number(toppedUnits)
  return weekEnds.map((units, week) => (week * weekDays + weekDays > from ? units + more : units))
}

async function readParts(ask: Ask, proposalId: ProposalId): Promise<Parts> {
  const { rows } = await sql<Parts>`
    select p.why, p.alternatives, r.as_of as "asOf", l.projection_units as projection, (
      select outcome from plan_release where proposal_id = p.id
      order by decided_at desc limit 1) as "ruleOutcome"
    from proposal p
    left join plan_position l on (l.item_id, l.place_id) = (p.item_id, p.place_id)
    left join plan_run r on r.id = coalesce(l.run_id, p.run_id)
    where p.id = ${proposalId}::uuid
  `.execute(ask.db)
  const [parts] = rows
  const none = { asOf: null, projection: null, ruleOutcome: null }
  return parts ?? { why: { kind: 'cancel' }, alternatives: [], ...none }
}

/** The numbers of the orders that a why counts on; a draft has none. */
async function numbersOf(ask: Ask, why: StoredWhy): Promise<ReadonlyMap<string, string | null>> {
  const ids = why.have.flatMap(({ facts }) => facts['documentId'] ?? [])
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ readonly id: string; readonly number: string | null }>`
    select id, number from purchase_order where id = any(${ids}::uuid[])
  `.execute(ask.db)
  return new Map(rows.map(({ id, number }) => [id, number]))
}

function costToMoney(minor: number | undefined, { companyCurrency }: ProposalQueryRow) {
  return minor === undefined ? null : moneyToWire(BigInt(minor), companyCurrency)
}

async function movesToWire(
  ask: Ask,
  row: ProposalQueryRow,
  alternatives: readonly StoredAlternative[],
): Promise<ProposalView['moves']> {
  const moves = alternatives.filter(({ supplierId }) => supplierId === null)
  if (moves.length === 0) return []
  const { rows } = await sql<ProposalView['moves'][number]['fromPlace']>`
    select id, code, name from place
    where id = any(${moves.map((one) => one.fromPlaceId)}::uuid[])
  `.execute(ask.db)
  const places = new Map(rows.map((place) => [place.id, place]))
  return moves.flatMap((one) => {
    const fromPlace = places.get(one.fromPlaceId ?? '')
    if (fromPlace === undefined || one.laneId === undefined) return []
    return [
      {
        laneId: one.laneId,
        fromPlace,
        quantity: quantityToWire(BigInt(one.units), row),
        value: moneyToWire(BigInt(one.valueMinor), one.currency),
        leadDays: one.leadDays,
        arrivesOn: one.arrivesOn,
        cost: moneyToWire(BigInt(one.costMinor ?? 0), row.companyCurrency),
      },
    ]
  })
}

async function alternativesToWire(
  ask: Ask,
  row: ProposalQueryRow,
  stored: readonly StoredAlternative[],
): Promise<ProposalView['alternatives']> {
  const alternatives = stored.flatMap(({ supplierId, ...one }) => {
    return supplierId === null ? [] : [{ ...one, supplierId }]
  })
  if (alternatives.length === 0) return []
  const { rows } = await sql<{ readonly id: string; readonly name: string }>`
    select id, name from supplier
    where id = any(${alternatives.map((one) => one.supplierId)}::uuid[])
  `.execute(ask.db)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return alternatives.map((one) => ({
    supplier: { id: one.supplierId, name: names.get(one.supplierId) ?? '' },
    quantity: quantityToWire(BigInt(one.units), row),
    ...costToWire(
      {
        priceE4: BigInt(one.priceE4),
        pricedUnits: BigInt(one.pricedUnits),
        currency: one.currency,
        valueMinor: BigInt(one.valueMinor),
      },
      row,
    ),
    companyValue: moneyToWire(BigInt(one.companyValueMinor), row.companyCurrency),
    leadDays: one.leadDays,
    arrivesOn: one.arrivesOn,
    cost: costToMoney(one.costMinor, row),
  }))
}
