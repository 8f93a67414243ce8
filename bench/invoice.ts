/** Invoices of ten lines: capture, then match, which posts; both count as one. */
import { type BenchOptions, type BenchResult, runDocumentBench } from './support/bench.ts'
import { invoice, type MadeOrder, makeOrders, receive } from './support/documents.ts'
import { linesPerDocument } from './support/world.ts'

export function bench({ isShort }: BenchOptions): Promise<BenchResult> {
  const warmUp = 40
  return runDocumentBench({
    name: 'invoice',
    documents: isShort ? 60 : 1_200,
    prepare: async (world, documents) => {
      const orders = await makeOrders(world, documents + warmUp)
      for (let at = 0; at < orders.length; at += 8) {
        await Promise.all(orders.slice(at, at + 8).map((order) => receive(world, order)))
      }
      for (const [at, order] of orders.slice(documents).entries()) {
        await invoice(world, order, documents + at)
      }
      return orders
    },
    act: async (world, no, order) => {
      await invoice(world, order as MadeOrder, no)
    },
    leaves: (documents) => ({
      supplier_invoice: documents,
      supplier_invoice_line: documents * linesPerDocument,
      match_row: documents * linesPerDocument,
      grni_movement: documents * linesPerDocument,
      journal_entry: documents,
      idempotency_key: documents * 2,
    }),
    mails: (documents) => documents + warmUp,
  })
}
