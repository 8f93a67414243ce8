/** Receipts of ten lines, each of a whole order: stock, cost, accrual and expectation in one commit. */
import { type BenchOptions, type BenchResult, runDocumentBench } from './support/bench.ts'
import { type MadeOrder, makeOrders, receive } from './support/documents.ts'
import { linesPerDocument } from './support/world.ts'

export function bench({ isShort }: BenchOptions): Promise<BenchResult> {
  const warmUp = 40
  return runDocumentBench({
    name: 'receipt',
    documents: isShort ? 60 : 1_200,
    prepare: async (world, documents) => {
      const orders = await makeOrders(world, documents + warmUp)
      for (const order of orders.slice(documents)) await receive(world, order)
      return orders
    },
    act: async (world, _, order) => {
      await receive(world, order as MadeOrder)
    },
    leaves: (documents) => ({
      receipt: documents,
      receipt_line: documents * linesPerDocument,
      stock_move: documents * linesPerDocument,
      layer_movement: documents * linesPerDocument,
      grni_movement: documents * linesPerDocument,
      journal_entry: documents,
      idempotency_key: documents,
    }),
    mails: (documents) => documents + warmUp,
  })
}
