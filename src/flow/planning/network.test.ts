/**
 * Goal: stores are fed by a hub in the same plan: what leaves is demand there, nothing changes when nothing did, and what
 * happens at one place is planned at the other in the same transaction.
 *
 * Method: rules and forecasts laid down by SQL, the rest through the real actions on a real database.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { makeOrders } from '#flow/purchasing'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { planAll } from '#support/planned-company'
import { type PlannedNetwork, plannedNetwork } from '#support/planned-network'
import { unitsOf, type WhyLine, whyDifferences } from '#support/why-terms'

import { decideProposals, withdrawDecision } from './actions/decide-proposals.ts'
import { planItems } from './actions/plan-items.ts'
import type { ProposalRow } from './contract.ts'
import { proposalsCsv } from './proposals-csv.ts'
import { allProposals } from './queries/list-proposals.ts'
import { readProposal } from './queries/read-proposal.ts'
import { takenDecisions } from './queries/taken-decisions.ts'
import type { ProposalId } from './store/proposals.ts'

const items = Math.min(120, Number(process.env['LANDFALL_ITEMS'] ?? 30))

let org: TestOrganization
let company: PlannedNetwork

beforeAll(async () => {
  org = await testOrganization()
  company = await plannedNetwork(org, { items })
})
afterAll(() => org.close())

const ask = () => org.work(anybody).ask()
const filters = { status: 'open', snoozed: 'no', sort: 'urgency' } as const
const open = async (more: object = {}): Promise<readonly ProposalRow[]> =>
  (await allProposals(ask(), { ...filters, ...more }, 1_000)) ?? []

async function everything(): Promise<string> {
  const { rows } = await sql<{ said: string }>`
    select json_build_object(
      'proposals', (select json_agg(p order by p.id) from proposal p),
      'positions', (select json_agg(p order by p.key) from plan_position p),
      'changes', (select count(*) from expectation_change))::text as said
  `.execute(org.db)
  return rows[0]?.said ?? ''
}

test('a run plans stores with their hub, and again nothing', async () => {
  expect(await planAll(org)).toMatchObject({ result: { plannedCount: 3 * items } })
  const moves = await open({ kind: 'transfer' })
  expect(moves.length).toBeGreaterThan(items)
  expect(new Set(moves.map(({ fromPlace }) => fromPlace?.id))).toEqual(new Set([company.placeId]))
  const before = await everything()
  for (let run = 0; run < 10; run += 1) {
    expect(await planAll(org)).toMatchObject({ result: { plannedCount: 0, proposalCount: 0 } })
  }
  expect(await everything()).toBe(before)
  const csv = proposalsCsv(moves)
  expect(csv).toContain('transfer')
})

test('what leaves is in the why of the hub', async () => {
  const bought = await open({ kind: 'buy', placeId: company.placeId })
  const views = await Promise.all(bought.map(({ id }) => readProposal(ask(), id as ProposalId)))
  const withMoves = views.filter((view) => view?.why?.cover.some((one) => one.code === 'transfers'))
  expect(withMoves.length).toBeGreaterThan(bought.length / 2)
})

type Shared = WhyLine & { readonly place: string; readonly kind: string; readonly wave: string }

async function whys(): Promise<readonly Shared[]> {
  const { rows } = await sql<Shared>`
    select i.sku, p.place_id as place, p.kind, p.key as wave, p.needed_units::float8 as needed,
           p.suggested_units::float8 as suggested, p.why,
           coalesce((select sum(units) from stock_balance b
             where (b.item_id, b.place_id) = (p.item_id, p.place_id)), 0)::float8 as usable
    from proposal p join item i on i.id = p.item_id
    where p.status = 'open' and p.kind in ('buy', 'transfer') order by p.key
  `.execute(org.db)
  return rows
}

const isShared = ({ why }: WhyLine) => unitsOf(why.size, 'shared') < 0

test('each why adds up from its own terms; more at the hub makes no share smaller', async () => {
  const before = await whys()
  expect(before.flatMap(whyDifferences)).toEqual([])
  const cut = before.filter((line) => isShared(line) && line.wave.startsWith('order:'))
  expect(cut.length).toBeGreaterThan(3)
  await sql`
    update stock_balance set units = units + 12 where place_id = ${company.placeId}::uuid
  `.execute(org.db)
  await planAll(org)
  const after = await whys()
  expect(after.flatMap(whyDifferences)).toEqual([])
  const byKey = new Map(after.map((line) => [line.wave, line]))
  const grown = cut.map((was) => (byKey.get(was.wave)?.suggested ?? 0) - was.suggested)
  expect(Math.min(...grown)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...grown)).toBeGreaterThan(0)
})

test('is not bought by mistake', async () => {
  const [move] = await open({ kind: 'transfer' })
  const proposalIds = [move?.id ?? ''] as ProposalId[]
  const outcome = await org
    .work(anybody)
    .transact((tx) => makeOrders(tx, { proposalIds }), { keep: () => false })
  expect(outcome).toMatchObject({ errors: [{ code: 'proposal_to_move' }] })
})

test('bought where it would have been moved, the order says so', async () => {
  // Some stores are sold to by nobody.
  const { rows } = await sql<{ id: string; isSold: boolean }>`
    select p.id, exists (select from supplier_term t where t.item_id = p.item_id
             and coalesce(t.place_id, p.place_id) = p.place_id) as "isSold"
    from proposal p
    where p.status = 'open' and p.kind = 'transfer' and p.key like 'order:%'
    order by 2 desc
  `.execute(org.db)
  const proposalId = rows[0]?.id as ProposalId
  const insteadOf = (await readProposal(ask(), proposalId))?.fromPlace?.name
  const { supplierId } = company
  const nobody = rows.find(({ isSold }) => !isSold)?.id as ProposalId
  const no = await org
    .work(anybody)
    .transact((tx) => decideProposals(tx, [{ proposalId: nobody, supplierId, pointer: '' }]), {
      keep: () => false,
    })
  expect(no).toMatchObject({ errors: [{ code: 'supplier_without_terms' }] })
  const decided = await org.work(anybody).transact(
    async (tx) => {
      await decideProposals(tx, [{ proposalId, supplierId, reason: 'No van', pointer: '' }])
      const made = await makeOrders(tx, { proposalIds: [proposalId] })
      const orders = made.kind === 'made' ? made.orders : []
      return takenDecisions(
        tx,
        orders.map(({ orderId }) => orderId),
      )
    },
    { keep: () => false },
  )
  expect(decided).toMatchObject([{ decision: { insteadOf, reason: 'No van' } }])
})

test('the rest of a need comes from where a person says, until it is taken back', async () => {
  const { rows } = await sql<{ id: string; itemId: string; laneId: string; otherId: string }>`
    select p.id, p.item_id as "itemId", v.id as "laneId", (
      select id from source_lane where to_place_id <> p.place_id limit 1) as "otherId"
    from proposal p join source_lane v on v.to_place_id = p.place_id
    where p.status = 'open' and p.key like 'rest:%:1' and p.kind = 'transfer' order by p.key
  `.execute(org.db)
  const [rest] = rows
  const proposalId = rest?.id as ProposalId
  // From now on it is sold to stores too.
  await sql`
    update supplier_term set place_id = null, version = version + 1
    where item_id = ${rest?.itemId}::uuid
  `.execute(org.db)
  await planAll(org)
  const planned = await readProposal(ask(), proposalId)
  const decide = (wish: object) =>
    org.work(anybody).transact((tx) => decideProposals(tx, [{ proposalId, ...wish, pointer: '' }]))
  const wishes = [
    { wish: { laneId: rest?.laneId }, kind: 'transfer' },
    { wish: { supplierId: company.supplierId }, kind: 'buy' },
  ]
  for (const { wish, kind } of wishes) {
    expect(await decide(wish)).toEqual({ kind: 'decided' })
    expect(await readProposal(ask(), proposalId)).toMatchObject({ kind, isSwitched: true })
    expect((await whys()).flatMap(whyDifferences)).toEqual([])
    const before = await everything()
    expect(await planAll(org)).toMatchObject({ result: { plannedCount: 0, proposalCount: 0 } })
    expect(await everything()).toBe(before)
  }
  expect(await decide({ laneId: rest?.otherId })).toMatchObject({
    errors: [{ code: 'lane_leads_elsewhere' }, { code: 'lane_not_spare' }],
  })
  await org.work(anybody).transact((tx) => withdrawDecision(tx, { proposalId }))
  const { kind, ordered, arrivesOn, ...again } = (await readProposal(ask(), proposalId)) ?? {}
  expect([kind, ordered, arrivesOn]).toEqual([planned?.kind, planned?.ordered, planned?.arrivesOn])
  expect(again).toMatchObject({ isSwitched: false, decision: null })
})

test('a sale in a store is planned at the hub at once', async () => {
  const moves = await open({ kind: 'transfer' })
  const move = moves.find((one) => one.decision === null)
  const pair = { itemId: move?.item.id ?? '', placeId: move?.place.id ?? '' }
  await sql`
    update stock_balance set units = 0
    where (item_id, place_id) = (${pair.itemId}::uuid, ${pair.placeId}::uuid)
  `.execute(org.db)
  const replan = () => org.work(anybody).transact((tx) => planItems(tx, [pair]))
  expect(await replan()).toMatchObject({ plannedCount: 3 })
  expect(await replan()).toMatchObject({ plannedCount: 0 })
})

test('a decision on a transfer is demand of the hub', async () => {
  const moves = await open({ kind: 'transfer' })
  const move = moves.at(-1)
  if (move === undefined) throw new Error('nothing to move')
  const quantity = { quantity: '5000', unit: 'EA' }
  const proposalId = move.id as ProposalId
  await org
    .work(anybody)
    .transact((tx) => decideProposals(tx, [{ proposalId, quantity, reason: 'Fair', pointer: '' }]))
  const [bought] = await open({ itemId: move.item.id, kind: 'buy', placeId: company.placeId })
  expect(Number(bought?.needed.quantity)).toBeGreaterThan(4_000)
  expect((await readProposal(ask(), proposalId))?.ordered).toEqual(quantity)
})

test('two people decide for two stores of an item at once', async () => {
  const byItem = Map.groupBy(await open({ kind: 'transfer' }), ({ item }) => item.id)
  const lines = [...byItem.values()].find((of) => new Set(of.map((one) => one.place.id)).size === 2)
  const decide = (id: string, units: string) =>
    org.work(anybody).transact((tx) =>
      decideProposals(tx, [
        {
          proposalId: id as ProposalId,
          quantity: { quantity: units, unit: 'EA' },
          reason: 'Fair',
          pointer: '',
        },
      ]),
    )
  const both = [lines?.at(0), lines?.at(-1)].map((line) => line?.id ?? '')
  const outcomes = await Promise.all(both.map((id, at) => decide(id, `${7 + at}`)))
  expect(outcomes).toEqual([{ kind: 'decided' }, { kind: 'decided' }])
  const after = await open({ kind: 'transfer', itemId: lines?.[0]?.item.id })
  expect(both.map((id) => after.find((one) => one.id === id)?.ordered.quantity)).toEqual(['7', '8'])
})
