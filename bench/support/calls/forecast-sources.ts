/** Calls about forecasts of others: who makes them, what they say, and where they are planned with. */
import { type Made, pieces, type Recipes, reason, today, type Walk } from './walk.ts'

const source = (walk: Walk): Promise<Made> =>
  walk.make('/forecast-sources', { code: `SRC-${walk.next()}`, name: 'A customer' })

const params = async (walk: Walk) => ({ params: { sourceId: (await source(walk)).id } })

async function edition(walk: Walk) {
  const { id: sourceId } = await source(walk)
  const { itemId, placeId } = walk
  const figure = { itemId, placeId, startsOn: today, quantity: pieces(12) }
  return { sourceId, edition: 'first', period: 'day', figures: [figure] }
}

/** A segment of its own for each, which nothing is planned by. */
async function choice(walk: Walk) {
  const body = { sourceId: (await source(walk)).id, ...reason }
  return { params: { segment: `WALK-${walk.next()}` }, body }
}

export const forecastSourceCalls: Recipes = {
  'GET /forecast-sources': async () => ({ query: { status: 'active', limit: '3' } }),
  'POST /forecast-sources': async (walk) => ({
    body: { code: `SRC-${walk.next()}`, name: 'A bureau', includesPromotions: false },
  }),
  'GET /forecast-sources/:sourceId': params,
  'PATCH /forecast-sources/:sourceId': async (walk) => ({
    ...(await params(walk)),
    body: { name: 'Another name' },
  }),
  'GET /forecast-editions': async () => ({ query: { limit: '3' } }),
  'GET /outside-forecasts': async ({ itemId }) => ({ query: { itemId, limit: '3' } }),
  'POST /outside-forecasts': async (walk) => ({ body: await edition(walk) }),
  'GET /forecast-choices': async () => ({ query: { limit: '3' } }),
  'PUT /forecast-choices/:segment': choice,
  'DELETE /forecast-choices/:segment': async (walk) => {
    const { params: named, body } = await choice(walk)
    const path = walk.at(`/forecast-choices/${named.segment}`)
    await walk.owner.json(path, { method: 'PUT', body })
    return { params: named }
  },
  'GET /forecast-scores': async () => ({ query: { by: 'segment', sort: '-wape' } }),
}
