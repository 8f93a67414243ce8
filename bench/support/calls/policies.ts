/** Calls about forecasts and policies. */
import type { Within } from '../within.ts'
import { type Made, type Recipes, today, type Walk } from './walk.ts'

/** Enough to put one after the other in force, however long the walk is. */
const previewedDrafts = 24
const draftsAtATime = 12

/** Drafts whose preview is done, replayed by the real job. */
export async function startPolicies(walk: Walk, within: Within): Promise<void> {
  for (let made = 0; made < previewedDrafts; made += draftsAtATime) {
    const drafts: string[] = []
    for (let no = 0; no < draftsAtATime; no += 1) {
      const policyId = await newDraft(walk)
      await walk.make(`/policies/${policyId}/preview`)
      drafts.push(policyId)
    }
    await within.runJobs(walk.organization, async () => {
      const views = await Promise.all(
        drafts.map((id) => walk.owner.json<{ isPreviewed: boolean }>(walk.at(`/policies/${id}`))),
      )
      return views.every(({ isPreviewed }) => isPreviewed)
    })
  }
}

const draft = (walk: Walk) => ({ name: `Draft ${walk.next()}` })
const newDraft = async (walk: Walk) => (await walk.make('/policies', draft(walk))).id

async function draftRule(walk: Walk) {
  const made = await walk.make('/policies', draft(walk))
  const [rule] = made['rules'] as readonly Made[]
  return { policyId: made.id, ruleId: rule?.id ?? '' }
}

async function previewedDraft(walk: Walk): Promise<string> {
  const path = walk.at('/policies?status=draft&limit=200')
  const { items } = await walk.owner.json<{ items: (Made & { isPreviewed: boolean })[] }>(path)
  const ready = items.find(({ isPreviewed }) => isPreviewed)
  if (ready === undefined) throw new Error('No draft is previewed any more.')
  return ready.id
}

const policies: Recipes = {
  'GET /policies': async () => ({ query: { status: 'active' } }),
  'POST /policies': async (walk) => ({ body: draft(walk) }),
  'GET /policies/:policyId': async (walk) => ({ params: { policyId: await newDraft(walk) } }),
  'PATCH /policies/:policyId': async (walk) => ({
    params: { policyId: await newDraft(walk) },
    body: { note: 'Tried', settings: { holdingRate: 0.25 } },
  }),
  'POST /policies/:policyId/rules': async (walk) => ({
    params: { policyId: await newDraft(walk) },
    body: {
      segment: 'AX',
      placeId: walk.placeId,
      targetKind: 'fill_rate',
      targetBps: 9_700,
      method: 's_S',
    },
  }),
  'PATCH /policies/:policyId/rules/:ruleId': async (walk) => ({
    params: await draftRule(walk),
    body: { targetBps: 9_300, reviewDays: 14 },
  }),
  'DELETE /policies/:policyId/rules/:ruleId': async (walk) => ({ params: await draftRule(walk) }),
  'POST /policies/:policyId/preview': async (walk) => ({
    params: { policyId: await newDraft(walk) },
  }),
  'DELETE /policies/:policyId/preview': async (walk) => {
    const policyId = await newDraft(walk)
    await walk.make(`/policies/${policyId}/preview`)
    return { params: { policyId } }
  },
  'POST /policies/:policyId/activation': async (walk) => ({
    params: { policyId: await previewedDraft(walk) },
  }),
  'GET /segments': async ({ placeId }) => ({ query: { placeId } }),
}

const planningItem = async (walk: Walk) => {
  const sku = `KNOWN-${walk.next()}`
  const { id: itemId } = await walk.make('/items', { sku, name: 'An item', unit: 'EA' })
  return { itemId, placeId: walk.placeId }
}
const terms = { criticality: 'high', shelfLifeDays: 90 }

const items: Recipes = {
  'GET /planning-items': async ({ placeId }) => ({ query: { placeId, limit: '3' } }),
  'POST /planning-items/changes': async (walk) => ({
    body: { pairs: [await planningItem(walk)], changes: terms },
  }),
  'PUT /planning-items/:itemId/:placeId': async (walk) => ({
    params: await planningItem(walk),
    body: terms,
  }),
  'DELETE /planning-items/:itemId/:placeId': async (walk) => {
    const params = await planningItem(walk)
    const path = walk.at(`/planning-items/${params.itemId}/${params.placeId}`)
    await walk.owner.json(path, { method: 'PUT', body: terms })
    return { params }
  },
}

async function forecastPair(walk: Walk) {
  const made = (await walk.first('/forecasts?limit=1')) as Made & {
    readonly item: Made
    readonly place: Made
  }
  return { itemId: made.item.id, placeId: made.place.id }
}

const override = async (walk: Walk) => ({
  ...(await forecastPair(walk)),
  startsOn: today,
  endsOn: today,
  kind: 'multiply',
  amount: 1.1,
  reason: 'A fair',
  expiresOn: today,
})

const forecasts: Recipes = {
  'GET /forecasts': async ({ placeId }) => ({ query: { placeId, sort: '-levelUnits' } }),
  'GET /forecasts/:itemId/:placeId': async (walk) => ({
    params: await forecastPair(walk),
    query: { period: 'day', by: 'channel' },
  }),
  'GET /forecasts/:itemId/:placeId/analog-candidates': async (walk) => ({
    params: await forecastPair(walk),
  }),
  'GET /forecast-totals': async () => ({ query: { by: 'channel', limit: '3' } }),
  'GET /forecast-overrides': async () => ({ query: { state: 'in_force', limit: '3' } }),
  'POST /forecast-overrides': async (walk) => ({ body: await override(walk) }),
  'POST /forecast-overrides/:overrideId/withdrawal': async (walk) => {
    const { id: overrideId } = await walk.make('/forecast-overrides', await override(walk))
    return { params: { overrideId } }
  },
}

export const policyCalls: Recipes = { ...policies, ...items, ...forecasts }
