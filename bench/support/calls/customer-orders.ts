/** Calls about where customers buy, what they order, and what promotions make of it. */
import { type Made, pieces, priceOf, type Recipes, reason, today, type Walk } from './walk.ts'

const channel = (walk: Walk) => ({ code: `SHOP-${walk.next()}`, name: 'Web shop' })
const newChannel = async (walk: Walk) => (await walk.make('/channels', channel(walk))).id

const channels: Recipes = {
  'GET /channels': async () => ({ query: { status: 'active', limit: '3' } }),
  'POST /channels': async (walk) => ({ body: channel(walk) }),
  'GET /channels/:channelId': async (walk) => ({ params: { channelId: await newChannel(walk) } }),
  'PATCH /channels/:channelId': async (walk) => ({
    params: { channelId: await newChannel(walk) },
    body: { name: 'Another shop', isCommitted: true },
  }),
}

const promotion = (walk: Walk) => ({
  code: `PROMO-${walk.next()}`,
  name: 'Spring week',
  kind: 'discount',
  startsOn: '2026-03-02',
  endsOn: '2026-03-08',
  scopes: [{ itemId: walk.itemId, priceRatioBps: 8_000 }],
})
const newPromotion = async (walk: Walk) => ({
  promotionId: (await walk.make('/promotions', promotion(walk))).id,
})

const promotions: Recipes = {
  'GET /promotions': async ({ itemId }) => ({ query: { itemId, status: 'planned' } }),
  'POST /promotions': async (walk) => ({ body: promotion(walk) }),
  'GET /promotions/:promotionId': async (walk) => ({ params: await newPromotion(walk) }),
  'PATCH /promotions/:promotionId': async (walk) => ({
    params: await newPromotion(walk),
    body: { status: 'confirmed' },
  }),
  'GET /promotion-effects': async ({ itemId }) => ({ query: { itemId, sort: '-observedCount' } }),
}

const newItem = async (walk: Walk, prefix: string) =>
  (await walk.make('/items', { sku: `${prefix}-${walk.next()}`, name: 'An item', unit: 'EA' })).id
const bundle = ({ itemId }: Walk) => ({ parts: [{ partItemId: itemId, quantity: pieces(3) }] })

const bundles: Recipes = {
  'GET /bundle-parts': async ({ itemId }) => ({ query: { partItemId: itemId, limit: '3' } }),
  'PUT /bundle-parts/:bundleItemId': async (walk) => ({
    params: { bundleItemId: await newItem(walk, 'SET') },
    body: bundle(walk),
  }),
  'DELETE /bundle-parts/:bundleItemId': async (walk) => {
    const bundleItemId = await newItem(walk, 'SET')
    const path = walk.at(`/bundle-parts/${bundleItemId}`)
    await walk.owner.json(path, { method: 'PUT', body: bundle(walk) })
    return { params: { bundleItemId } }
  },
}

const order = async (walk: Walk) => ({
  channelId: await newChannel(walk),
  placeId: walk.placeId,
  customer: 'Carla Customer',
  currency: 'USD',
  sourceSystem: 'shop',
  externalId: `WALK-${walk.next()}`,
  lines: [{ itemId: walk.itemId, quantity: pieces(4), price: priceOf('12.90') }],
})
const newOrder = async (walk: Walk): Promise<Made> => {
  return walk.make('/customer-orders', await order(walk))
}
const orderParams = ({ id }: Made) => ({ params: { orderId: id } })
const linesOf = (made: Made, quantity: number) => {
  const [line] = made['lines'] as readonly Made[]
  return { lines: [{ lineId: line?.id, quantity: pieces(quantity) }] }
}

const orders: Recipes = {
  'GET /customer-orders': async ({ placeId }) => ({
    query: { placeId, lifecycle: 'open', orderedTo: today, limit: '3' },
  }),
  'POST /customer-orders': async (walk) => ({ body: await order(walk) }),
  'GET /customer-orders/:orderId': async (walk) => orderParams(await newOrder(walk)),
  'POST /customer-orders/:orderId/cancellation': async (walk) => {
    const made = await newOrder(walk)
    return { ...orderParams(made), body: { ...reason, ...linesOf(made, 1) } }
  },
  'POST /customer-orders/:orderId/shipments': async (walk) => {
    const made = await newOrder(walk)
    return { ...orderParams(made), body: linesOf(made, 2) }
  },
  'POST /customer-orders/:orderId/returns': async (walk) => {
    const made = await newOrder(walk)
    await walk.make(`/customer-orders/${made.id}/shipments`, linesOf(made, 3))
    return { ...orderParams(made), body: { ...reason, ...linesOf(made, 1) } }
  },
}

export const customerOrderCalls: Recipes = { ...channels, ...promotions, ...bundles, ...orders }
