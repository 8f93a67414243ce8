/** Calls about demand: what was wanted, and what people say of it. */
import { pieces, type Recipes, today, type Walk } from './walk.ts'

async function channelOf(walk: Walk): Promise<string> {
  const { id } = await walk.make('/channels', { code: `CH-${walk.next()}`, name: 'Web shop' })
  return id
}

async function markOf({ itemId, placeId }: Walk) {
  const reason = 'A fair that will not come again'
  return { itemId, placeId, kind: 'excluded', startsOn: '2025-06-02', endsOn: '2025-06-08', reason }
}

async function entriesOf(walk: Walk) {
  const { itemId, placeId } = walk
  const externalKey = `walk-${walk.next()}`
  const channelId = await channelOf(walk)
  const entry = { externalKey, itemId, placeId, channelId, onDay: today, quantity: pieces(3) }
  return { entries: [entry] }
}

export const demandCalls: Recipes = {
  'GET /demand': async ({ placeId }) => ({ query: { placeId, sort: '-last13Weeks' } }),
  'GET /demand/:itemId/:placeId': async ({ itemId, placeId }) => ({ params: { itemId, placeId } }),
  'GET /demand-entries': async ({ itemId }) => ({ query: { itemId, limit: '3' } }),
  'POST /demand-entries': async (walk) => ({ body: await entriesOf(walk) }),
  'GET /demand-set-aside': async () => ({ query: { reason: 'not_stock' } }),
  'GET /demand-marks': async ({ itemId }) => ({ query: { itemId, isWithdrawn: 'no' } }),
  'POST /demand-marks': async (walk) => ({ body: await markOf(walk) }),
  'POST /demand-marks/:markId/withdrawal': async (walk) => {
    const { id: markId } = await walk.make('/demand-marks', await markOf(walk))
    return { params: { markId } }
  },
}
