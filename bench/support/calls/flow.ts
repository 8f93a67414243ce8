/** Calls about orders, goods and invoices: each command has a document in the state it needs. */
import {
  answered,
  captured,
  invoiceBody,
  matched,
  orderBody,
  ordered,
  receiptBody,
  received,
  released,
} from './documents.ts'
import { dollars, pieces, type Recipes, reason, today, type Walk } from './walk.ts'

const orderParams = ({ id }: { readonly id: string }) => ({ params: { orderId: id } })
const readsMail = async (walk: Walk) => ({
  params: { mailId: (await walk.first('/mail-messages?limit=1')).id },
})
const readsOrder = async (walk: Walk) => orderParams(await walk.first('/purchase-orders?limit=1'))
const pendingOrder = (walk: Walk) => ordered(walk, { submit: true, isStrict: true })

const orders: Recipes = {
  'GET /purchase-orders': async () => ({ query: { lifecycle: 'released', limit: '3' } }),
  'POST /purchase-orders': async (walk) => ({ body: orderBody(walk, { submit: true }) }),
  'GET /purchase-orders/:orderId': readsOrder,
  'PATCH /purchase-orders/:orderId': async (walk) => ({
    ...orderParams(await ordered(walk)),
    body: { note: 'Ring twice' },
  }),
  'POST /purchase-orders/:orderId/submission': async (walk) => orderParams(await ordered(walk)),
  'POST /purchase-orders/:orderId/approvals': async (walk) => ({
    ...orderParams(await pendingOrder(walk)),
    body: { decision: 'approved' },
  }),
  'POST /purchase-orders/:orderId/release': async (walk) =>
    orderParams(await ordered(walk, { submit: true })),
  'POST /purchase-orders/:orderId/holds': async (walk) => ({
    ...orderParams(await released(walk)),
    body: reason,
  }),
  'DELETE /purchase-orders/:orderId/holds': async (walk) => {
    const order = await released(walk)
    await walk.make(`/purchase-orders/${order.id}/holds`, reason)
    return orderParams(order)
  },
  'POST /purchase-orders/:orderId/cancellation': async (walk) => ({
    ...orderParams(await released(walk)),
    body: reason,
  }),
  'POST /purchase-orders/:orderId/closure': async (walk) => {
    const { order } = await received(walk, { accepted: 10 })
    return { ...orderParams(order), body: reason }
  },
  'DELETE /purchase-orders/:orderId/closure': async (walk) => {
    const { order } = await received(walk, { accepted: 10 })
    await walk.make(`/purchase-orders/${order.id}/closure`, reason)
    return orderParams(order)
  },
  'POST /purchase-orders/:orderId/short-closures': async (walk) => {
    const order = await released(walk)
    return { ...orderParams(order), body: { ...reason, lineIds: order.lineIds } }
  },
  'GET /purchase-orders/:orderId/document.pdf': readsOrder,
  'GET /purchase-orders/:orderId/versions': readsOrder,
  'GET /purchase-orders/:orderId/timeline': readsOrder,
  'GET /purchase-orders/:orderId/supplier-link': async (walk) => orderParams(await released(walk)),
  'POST /purchase-orders/:orderId/comments': async (walk) => ({
    ...(await readsOrder(walk)),
    body: { audience: 'internal', body: 'Rang them.' },
  }),
  'GET /approval-requests': async () => ({ query: { status: 'pending' } }),
  'GET /approval-requests/:approvalRequestId': async (walk) => ({
    params: { approvalRequestId: (await walk.first('/approval-requests?limit=1')).id },
  }),
  'GET /supplier-answers': async ({ supplierId }) => ({ query: { supplierId, limit: '3' } }),
  'POST /supplier-answers': async (walk) => {
    const order = await released(walk)
    const lines = [{ orderLineId: order.lineId, kind: 'accept' }]
    return { body: { orderId: order.id, lines } }
  },
  'GET /supplier-answers/:answerId': async (walk) => ({
    params: { answerId: (await walk.first('/supplier-answers?limit=1')).id },
  }),
  'POST /supplier-answers/:answerId/decisions': async (walk) => ({
    params: { answerId: await answered(walk) },
    body: { decision: 'accepted' },
  }),
  'GET /mail-messages': async () => ({ query: { status: 'kept' } }),
  'GET /mail-messages/:mailId': readsMail,
  'GET /mail-messages/:mailId/document.pdf': readsMail,
}

const issueBody = ({ placeId, itemId }: Walk) => ({
  placeId,
  issuedOn: today,
  lines: [{ itemId, quantity: pieces(1) }],
})
const adjustmentBody = ({ placeId, itemId }: Walk) => ({
  placeId,
  adjustedOn: today,
  ...reason,
  lines: [{ itemId, quantity: pieces(3), value: dollars('9.60') }],
})
const returnBody = async (walk: Walk) => {
  const { order } = await received(walk, { accepted: 6, rejected: 4 })
  const line = { orderLineId: order.lineId, from: 'rejected', quantity: pieces(4) }
  return { orderId: order.id, returnedOn: today, reason: 'Broken', lines: [line] }
}

const goods: Recipes = {
  'GET /receipts': async ({ supplierId }) => ({ query: { supplierId, limit: '3' } }),
  'POST /receipts': async (walk) => ({ body: receiptBody(await released(walk), { accepted: 7 }) }),
  'GET /receipts/:receiptId': async (walk) => ({
    params: { receiptId: (await walk.first('/receipts?limit=1')).id },
  }),
  'POST /receipts/:receiptId/reversal': async (walk) => ({
    params: { receiptId: (await received(walk, { accepted: 10 })).receiptId },
    body: reason,
  }),
  'POST /receipts/:receiptId/inspections': async (walk) => {
    const { receiptId, receiptLineId } = await received(walk, { quarantined: 10 })
    const lines = [{ receiptLineId, passed: pieces(8), failed: pieces(2) }]
    return { params: { receiptId }, body: { lines } }
  },
  'GET /arrivals': async ({ placeId }) => ({ query: { placeId, days: '7' } }),
  'GET /arrivals/:orderId': async (walk) => orderParams(await released(walk)),
  'GET /sale-issues': async ({ placeId }) => ({ query: { placeId, limit: '3' } }),
  'POST /sale-issues': async (walk) => ({ body: issueBody(walk) }),
  'GET /sale-issues/:issueId': async (walk) => ({
    params: { issueId: (await walk.first('/sale-issues?limit=1')).id },
  }),
  'POST /sale-issues/:issueId/reversal': async (walk) => ({
    params: { issueId: (await walk.make('/sale-issues', issueBody(walk))).id },
    body: {},
  }),
  'GET /supplier-returns': async ({ supplierId }) => ({ query: { supplierId, limit: '3' } }),
  'POST /supplier-returns': async (walk) => ({ body: await returnBody(walk) }),
  'GET /supplier-returns/:returnId': async (walk) => ({
    params: { returnId: (await walk.first('/supplier-returns?limit=1')).id },
  }),
  'POST /supplier-returns/:returnId/reversal': async (walk) => ({
    params: { returnId: (await walk.make('/supplier-returns', await returnBody(walk))).id },
    body: reason,
  }),
  'GET /stock-adjustments': async ({ placeId }) => ({ query: { placeId, limit: '3' } }),
  'POST /stock-adjustments': async (walk) => ({ body: adjustmentBody(walk) }),
  'GET /stock-adjustments/:adjustmentId': async (walk) => ({
    params: { adjustmentId: (await walk.first('/stock-adjustments?limit=1')).id },
  }),
}

const invoiceParams = (invoiceId: string) => ({ params: { invoiceId } })
const capturedOne = async (walk: Walk) =>
  invoiceParams((await walk.first('/supplier-invoices?status=captured&limit=1')).id)
const tooDear = '9.75'

const invoices: Recipes = {
  'GET /supplier-invoices': async ({ supplierId }) => ({ query: { supplierId, limit: '3' } }),
  'POST /supplier-invoices': async (walk) => {
    const { order } = await received(walk, { accepted: 10 })
    return { body: { ...invoiceBody(walk, order), match: true } }
  },
  'GET /supplier-invoices/:invoiceId': capturedOne,
  'GET /supplier-invoices/:invoiceId/papers': capturedOne,
  'GET /supplier-invoices/:invoiceId/posting-preview': capturedOne,
  'POST /supplier-invoices/:invoiceId/match': async (walk) => invoiceParams(await captured(walk)),
  'POST /supplier-invoices/:invoiceId/release': async (walk) => ({
    ...invoiceParams(await matched(walk, tooDear)),
    body: reason,
  }),
  'POST /supplier-invoices/:invoiceId/rejection': async (walk) => ({
    ...invoiceParams(await captured(walk)),
    body: reason,
  }),
  'POST /supplier-invoices/:invoiceId/reversal': async (walk) => ({
    ...invoiceParams(await matched(walk)),
    body: reason,
  }),
  'GET /match-queue': async () => ({ query: { limit: '3' } }),
  'GET /grni-balances': async ({ companyId }) => ({ query: { companyId, limit: '3' } }),
  'GET /grni-ageing': async ({ companyId }) => ({ query: { companyId } }),
}

const books: Recipes = {
  'GET /journal-entries': async ({ companyId }) => ({ query: { companyId, limit: '3' } }),
  'GET /journal-entries/:entryId': async (walk) => ({
    params: { entryId: (await walk.first('/journal-entries?limit=1')).id },
  }),
  'GET /trial-balance': async ({ companyId }) => ({ query: { companyId, asOf: today } }),
  'GET /account-entries': async (walk) => ({
    query: { accountId: (await walk.first('/accounts?limit=1')).id, limit: '3' },
  }),
  'GET /stock-levels': async ({ placeId }) => ({ query: { placeId } }),
  'GET /stock-moves': async ({ itemId }) => ({ query: { itemId, limit: '3' } }),
  'GET /expectations': async ({ supplierId }) => ({ query: { supplierId, limit: '3' } }),
  'GET /stock-valuation': async ({ companyId }) => ({ query: { companyId } }),
  'GET /stock-valuation-totals': async ({ companyId }) => ({ query: { companyId } }),
  'GET /stock-layers': async ({ itemId }) => ({ query: { itemId, limit: '3' } }),
  'GET /expected-payments': async ({ supplierId }) => ({ query: { supplierId, limit: '3' } }),
  'GET /search': async () => ({ query: { q: 'soap' } }),
  'GET /audit-events': async () => ({ query: { table: 'supplier', limit: '3' } }),
}

export const flowCalls: Recipes = { ...orders, ...goods, ...invoices, ...books }
