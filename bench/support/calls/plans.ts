/** Calls about planning: what is proposed, what people decide about it, and what becomes of it. */
import type { Within } from '../within.ts'
import {
  dollars,
  type Made,
  pieces,
  priceOf,
  type Recipes,
  reason,
  today,
  type Walk,
} from './walk.ts'

/** Enough to make orders of one after the other, however long the walk is. */
const plannedItems = 48
const weeksSold = 40
const entriesPerCall = 960
const weekMs = 7 * 86_400_000

/** Items that sell and are not there, planned by a run of the real steps. */
export async function startPlans(walk: Walk, within: Within): Promise<void> {
  const { placeId, supplierId, make } = walk
  const { id: channelId } = await make('/channels', { code: 'PLAN', name: 'Web shop' })
  const itemIds: string[] = []
  for (let no = 0; no < plannedItems; no += 1) {
    const { id: itemId } = await make('/items', {
      sku: `PLAN-${no}`,
      name: `Soap ${no}`,
      unit: 'EA',
    })
    await make('/supplier-terms', {
      supplierId,
      itemId,
      validFrom: '2026-01-01',
      leadTimeDays: 14,
      breaks: [{ from: pieces(1), price: priceOf('4.75') }],
    })
    itemIds.push(itemId)
  }
  const entries = itemIds.flatMap((itemId) =>
    Array.from({ length: weeksSold }, (_, week) => ({
      externalKey: `plan-${itemId}-${week}`,
      itemId,
      placeId,
      channelId,
      onDay: new Date(Date.now() - (week + 1) * weekMs).toISOString().slice(0, 10),
      quantity: pieces(40 + (week % 5)),
    })),
  )
  for (let from = 0; from < entries.length; from += entriesPerCall) {
    await make('/demand-entries', { entries: entries.slice(from, from + entriesPerCall) })
  }
  const run = await make('/plan-runs', {})
  const isPlanned = async () => {
    const now = await walk.owner.json<{ status: string }>(walk.at(`/plan-runs/${run.id}`))
    return now.status !== 'queued' && now.status !== 'running'
  }
  await within.runJobs(walk.organization, isPlanned)
}

const toBuy = (walk: Walk): Promise<Made> => walk.first('/proposals?kind=buy&limit=1&snoozed=all')

const proposalParams = async (walk: Walk) => ({ params: { proposalId: (await toBuy(walk)).id } })

/** One run at a time: whatever waits is stopped first. */
async function stopWaiting(walk: Walk): Promise<void> {
  const { items } = await walk.owner.json<{ items: Made[] }>(walk.at('/plan-runs?status=queued'))
  for (const { id } of items) await walk.make(`/plan-runs/${id}/stop`)
}

async function waitingRun(walk: Walk): Promise<string> {
  await stopWaiting(walk)
  const { id } = await walk.make('/plan-runs', {})
  return id
}

const runs: Recipes = {
  'GET /plan-runs': async () => ({ query: { limit: '3' } }),
  'POST /plan-runs': async (walk) => {
    await stopWaiting(walk)
    return { body: { asOf: today } }
  },
  'GET /plan-runs/:planRunId': async (walk) => ({
    params: { planRunId: (await walk.first('/plan-runs?limit=1')).id },
  }),
  'POST /plan-runs/:planRunId/stop': async (walk) => ({
    params: { planRunId: await waitingRun(walk) },
  }),
  'GET /plan-positions': async ({ placeId }) => ({ query: { placeId, sort: 'sellsOutOn' } }),
}

const proposals: Recipes = {
  'GET /proposals': async ({ supplierId }) => ({
    query: { supplierId, sort: '-value', limit: '3' },
  }),
  'GET /proposals.csv': async ({ placeId }) => ({ query: { placeId, kind: 'buy' } }),
  'GET /proposal-suppliers': async ({ placeId }) => ({ query: { placeId } }),
  'GET /proposals/:proposalId': proposalParams,
  'PUT /proposals/:proposalId/decision': async (walk) => ({
    ...(await proposalParams(walk)),
    body: { quantity: pieces(100 + walk.next()), ...reason },
  }),
  'DELETE /proposals/:proposalId/decision': async (walk) => {
    const { id: proposalId } = await toBuy(walk)
    const decisions = [{ proposalId, quantity: pieces(100 + walk.next()) }]
    await walk.make('/proposals/decisions', { decisions })
    return { params: { proposalId } }
  },
  'POST /proposals/decisions': async (walk) => {
    const { id: proposalId } = await toBuy(walk)
    return { body: { decisions: [{ proposalId, quantity: pieces(100 + walk.next()) }] } }
  },
  'POST /purchase-orders/from-proposals': async (walk) => ({
    body: { proposalIds: [(await toBuy(walk)).id] },
  }),
}

const laneBody = async (walk: Walk) => {
  const no = walk.next()
  const from = await walk.make('/places', {
    code: `FROM-${no}`,
    name: 'Another warehouse',
    companyId: walk.companyId,
  })
  return {
    fromPlaceId: from.id,
    toPlaceId: walk.placeId,
    leadTimeDays: 3,
    fixedCost: dollars('80.00'),
  }
}
const laneParams = async (walk: Walk) => ({
  params: { sourceLaneId: (await walk.make('/source-lanes', await laneBody(walk))).id },
})
const minimumBody = async (walk: Walk) => {
  const supplier = await walk.make('/suppliers', {
    code: `MIN-${walk.next()}`,
    name: 'Têxteis Douro',
    currency: 'USD',
  })
  return { supplierId: supplier.id, minimumValue: dollars('2500.00'), loadName: '20 ft' }
}
const minimumParams = async (walk: Walk) => ({
  params: { orderMinimumId: (await walk.make('/order-minimums', await minimumBody(walk))).id },
})

const settings: Recipes = {
  'GET /plan-settings': async () => ({}),
  'PATCH /plan-settings': async (walk) => ({ body: { releaseDayMaxMinor: walk.next() * 100 } }),
}

const sources: Recipes = {
  'GET /source-lanes': async ({ placeId }) => ({ query: { toPlaceId: placeId } }),
  'POST /source-lanes': async (walk) => ({ body: await laneBody(walk) }),
  'GET /source-lanes/:sourceLaneId': laneParams,
  'PATCH /source-lanes/:sourceLaneId': async (walk) => ({
    ...(await laneParams(walk)),
    body: { leadTimeDays: 5 },
  }),
  'DELETE /source-lanes/:sourceLaneId': laneParams,
  'GET /order-minimums': async ({ supplierId }) => ({ query: { supplierId } }),
  'POST /order-minimums': async (walk) => ({ body: await minimumBody(walk) }),
  'GET /order-minimums/:orderMinimumId': minimumParams,
  'PATCH /order-minimums/:orderMinimumId': async (walk) => ({
    ...(await minimumParams(walk)),
    body: { loadName: '40 ft', loadVolumeCm3: 66_000_000 },
  }),
  'DELETE /order-minimums/:orderMinimumId': minimumParams,
}

export const planCalls: Recipes = { ...runs, ...proposals, ...sources, ...settings }
