/**
 * A random walk of a planner's and a buyer's days: orders made of proposals, approved, released, answered
 * late or short, received in parts, cancelled; goods sold and counted; quantities decided; days gone by.
 */
import { sql } from 'kysely'

import { adjustStock } from '#flow/counts'
import { planItems } from '#flow/planning'
import {
  answerOrder,
  cancelOrder,
  decideOrder,
  makeOrders,
  type OrderId,
  releaseOrder,
  submitOrder,
} from '#flow/purchasing'
import { postReceipt } from '#flow/receiving'
import { issueSale } from '#flow/shipping'
import { addDays, laterDay } from '#kernel/day'
import type { Tx } from '#platform/work'
import { actorFor, type TestOrganization } from '#support/database'
import { anybody } from '#support/goods-company'
import { pieces } from '#support/goods-flow'
import { type PlannedCompany, planAll } from '#support/planned-company'

import type { Chance } from './chance.ts'

export type PlanWalk = {
  readonly org: TestOrganization
  readonly company: PlannedCompany
  /** Where goods are sold and counted; the company's place when absent. */
  readonly placeIds?: readonly string[]
  readonly chance: Chance
  /** Today; planning plans from it. */
  day: string
  acts: number
  /** How many acts of each kind ended how. */
  readonly tally: Map<string, number>
}

type Act = (walk: PlanWalk) => Promise<string>

const weightedActs: readonly (readonly [weight: number, name: string, act: Act])[] = [
  [22, 'orders', order],
  [10, 'submit', submit],
  [12, 'approve', approve],
  [18, 'release', release],
  [14, 'answer', answer],
  [20, 'receive', receive],
  [4, 'cancel', cancel],
  [8, 'issue', issue],
  [8, 'count', count],
  [6, 'next day', nextDay],
]

/** One act; gives what it was and how it ended, such as `receive posted`. */
export async function planStep(walk: PlanWalk): Promise<string> {
  const total = weightedActs.reduce((sum, [weight]) => sum + weight, 0)
  let drawn = walk.chance.between(1, total)
  walk.acts += 1
  setClock(walk)
  for (const [weight, name, act] of weightedActs) {
    drawn -= weight
    if (drawn > 0) continue
    const outcome = `${name} ${await act(walk)}`
    walk.tally.set(outcome, (walk.tally.get(outcome) ?? 0) + 1)
    return outcome
  }
  return 'nothing'
}

function setClock(walk: PlanWalk): void {
  const unixMs = Date.parse(`${walk.day}T00:00:00.000Z`) + walk.acts * 1_000
  walk.org.clock.set(new Date(unixMs).toISOString())
}

const noes: readonly string[] = ['refused', 'not_found', 'not_open', 'not_postable', 'stale']

async function acted(
  { org }: PlanWalk,
  body: (tx: Tx) => Promise<{ readonly kind: string }>,
  by = anybody,
): Promise<string> {
  const outcome = await org.work(by).transact(body, { keep: ({ kind }) => !noes.includes(kind) })
  return outcome.kind
}

async function order(walk: PlanWalk): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from proposal where status = 'open' and kind = 'buy' order by id
  `.execute(walk.org.db)
  const some = rows.filter(() => walk.chance.happens(30)).map(({ id }) => id)
  if (some.length === 0) return 'idle'
  const submitNow = walk.chance.happens(60)
  return acted(walk, (tx) => makeOrders(tx, { proposalIds: some as never, submit: submitNow }))
}

async function orderIn(walk: PlanWalk, lifecycle: string): Promise<OrderId | undefined> {
  const { rows } = await sql<{ id: OrderId }>`
    select id from purchase_order where lifecycle = ${lifecycle} order by id
  `.execute(walk.org.db)
  return walk.chance.oneOf(rows)?.id
}

async function submit(walk: PlanWalk): Promise<string> {
  const orderId = await orderIn(walk, 'draft')
  return orderId === undefined ? 'idle' : acted(walk, (tx) => submitOrder(tx, { orderId }))
}

async function approve(walk: PlanWalk): Promise<string> {
  const { rows } = await sql<{ id: OrderId }>`
    select subject_id as id from approval_request where status = 'pending' order by subject_id
  `.execute(walk.org.db)
  const orderId = walk.chance.oneOf(rows)?.id
  if (orderId === undefined) return 'idle'
  const decision = { orderId, decision: 'approved', reason: '' } as const
  return acted(walk, (tx) => decideOrder(tx, decision), actorFor('owner'))
}

async function release(walk: PlanWalk): Promise<string> {
  const orderId = await orderIn(walk, 'draft')
  return orderId === undefined ? 'idle' : acted(walk, (tx) => releaseOrder(tx, { orderId }))
}

async function answer(walk: PlanWalk): Promise<string> {
  const { chance } = walk
  const orderId = await orderIn(walk, 'released')
  if (orderId === undefined) return 'idle'
  const lines = await openLines(walk, orderId)
  const said = lines.map(({ id, expectedOn, units }) => ({
    orderLineId: id,
    kind: 'change' as const,
    promisedOn: addDays(laterDay(expectedOn, walk.day), chance.between(-3, 30)),
    quantity: pieces(chance.happens(70) ? units : chance.between(1, units)),
  }))
  const told = said.map((line) => ({
    ...line,
    promisedOn: laterDay(line.promisedOn, walk.day),
  }))
  return acted(walk, (tx) => answerOrder(tx, { orderId, channel: 'buyer', lines: told }))
}

async function receive(walk: PlanWalk): Promise<string> {
  const { chance } = walk
  const orderId = await orderIn(walk, 'released')
  if (orderId === undefined) return 'idle'
  const lines = (await openLines(walk, orderId))
    .filter(() => chance.happens(70))
    .map(({ id, units }) => ({
      orderLineId: id,
      accepted: pieces(chance.happens(40) ? units : chance.between(1, units)),
    }))
  if (lines.length === 0) return 'idle'
  return acted(walk, (tx) => postReceipt(tx, { orderId, receivedOn: walk.day, lines }))
}

async function cancel(walk: PlanWalk): Promise<string> {
  const orderId = await orderIn(walk, walk.chance.happens(50) ? 'draft' : 'released')
  if (orderId === undefined) return 'idle'
  return acted(walk, (tx) => cancelOrder(tx, { orderId, reason: 'Not any more' }))
}

/** Nothing is drawn where there is one only. */
function somePlace({ chance, company, placeIds }: PlanWalk): string {
  return (placeIds === undefined ? undefined : chance.oneOf(placeIds)) ?? company.placeId
}

async function issue(walk: PlanWalk): Promise<string> {
  const { chance, company, day } = walk
  const itemId = chance.oneOf(company.itemIds) ?? ''
  const lines = [{ itemId, quantity: pieces(chance.between(1, 20)) }]
  const placeId = somePlace(walk)
  return acted(walk, (tx) => issueSale(tx, { placeId, issuedOn: day, lines }))
}

async function count(walk: PlanWalk): Promise<string> {
  const { chance, company, day } = walk
  const line = {
    itemId: chance.oneOf(company.itemIds) ?? '',
    status: 'available',
    quantity: pieces(chance.between(1, 300)),
    value: { amount: '10.00', currency: 'USD' },
  }
  const placeId = somePlace(walk)
  const command = { placeId, adjustedOn: day, reason: 'Count', lines: [line] }
  return acted(walk, (tx) => adjustStock(tx, command))
}

/** A night goes by, with its run; some nights a run breaks off, and only what changes is planned. */
async function nextDay(walk: PlanWalk): Promise<string> {
  walk.day = addDays(walk.day, walk.chance.between(1, 4))
  setClock(walk)
  await planAll(walk.org, walk.day)
  const { placeId, itemIds } = walk.company
  await walk.org.work(anybody).transact((tx) =>
    planItems(
      tx,
      itemIds.map((itemId) => ({ itemId, placeId })),
    ),
  )
  return 'began'
}

type OpenLine = { readonly id: string; readonly expectedOn: string; readonly units: number }

async function openLines(walk: PlanWalk, orderId: string): Promise<readonly OpenLine[]> {
  const { rows } = await sql<OpenLine>`
    select id, expected_on as "expectedOn",
           (ordered_units - cancelled_units - accepted_units - quarantined_units)::int as units
    from purchase_order_line where order_id = ${orderId}::uuid and state = 'open'
      and ordered_units - cancelled_units - accepted_units - quarantined_units > 0
    order by line_no
  `.execute(walk.org.db)
  return rows
}
