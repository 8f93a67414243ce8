/** Every route there is, with a call of it that succeeds on real documents. */
import type { Route } from '#platform/http/route'

import { customerOrderCalls } from './calls/customer-orders.ts'
import { demandCalls } from './calls/demand.ts'
import { answered, captured, ordered, received } from './calls/documents.ts'
import { flowCalls } from './calls/flow.ts'
import { forecastSourceCalls } from './calls/forecast-sources.ts'
import { leadTimeCalls, startLeadTimes } from './calls/lead-times.ts'
import { planCalls, startPlans } from './calls/plans.ts'
import { policyCalls, startPolicies } from './calls/policies.ts'
import { recordCalls } from './calls/records.ts'
import {
  dollars,
  pieces,
  priceOf,
  type Recipe,
  type Recipes,
  reason,
  startWalk,
  today,
  type Walk,
  type Wanted,
} from './calls/walk.ts'
import type { Within } from './within.ts'

export type { Recipe, Walk, Wanted } from './calls/walk.ts'

const calls: Recipes = {
  ...recordCalls,
  ...flowCalls,
  ...demandCalls,
  ...customerOrderCalls,
  ...leadTimeCalls,
  ...planCalls,
  ...policyCalls,
  ...forecastSourceCalls,
}

export function nameOf(route: Pick<Route, 'method' | 'path'>): string {
  return `${route.method} ${route.path}`
}

/** Undefined when the walk does not call this route: it then proves nothing of it. */
export function recipeFor(route: Route): Recipe | undefined {
  return calls[nameOf(route)]
}

/** Relative to the organization, with its query. */
export function pathOf(route: Pick<Route, 'path'>, { params = {}, query }: Wanted): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  return query === undefined ? path : `${path}?${new URLSearchParams({ ...query })}`
}

const stockUnits = 1_000_000

/** A company in the middle of its work: something of everything is there to be read. */
export async function startGrandWalk(within: Within, slug: string): Promise<Walk> {
  const walk = await startWalk(within, slug)
  const { placeId, itemId, supplierId, make } = walk
  await make('/supplier-terms', {
    supplierId,
    itemId,
    validFrom: '2026-01-01',
    breaks: [{ from: pieces(1), price: priceOf('4.75') }],
  })
  await make('/stock-adjustments', {
    placeId,
    kind: 'opening',
    adjustedOn: today,
    ...reason,
    lines: [{ itemId, quantity: pieces(stockUnits), value: dollars('4750000.00') }],
  })
  await ordered(walk, { submit: true, isStrict: true })
  await captured(walk)
  await answered(walk)
  const { order } = await received(walk, { accepted: 6, rejected: 4 })
  await make('/supplier-returns', {
    orderId: order.id,
    returnedOn: today,
    reason: 'Broken',
    lines: [{ orderLineId: order.lineId, from: 'rejected', quantity: pieces(4) }],
  })
  await make('/sale-issues', {
    placeId,
    issuedOn: today,
    lines: [{ itemId, quantity: pieces(2) }],
  })
  const mailed = async () => {
    const { items } = await walk.owner.json<{ items: unknown[] }>(
      walk.at('/mail-messages?status=kept'),
    )
    return items.length > 0
  }
  await within.runJobs(slug, mailed)
  await startLeadTimes(walk, within)
  await startPlans(walk, within)
  await startPolicies(walk, within)
  return walk
}
