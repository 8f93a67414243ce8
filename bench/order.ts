/** Orders of ten lines: create and submit, approve by another person, release, answer; all four count as one. */
import { type BenchOptions, type BenchResult, runDocumentBench } from './support/bench.ts'
import { makeOrder } from './support/documents.ts'
import { linesPerDocument } from './support/world.ts'

export function bench({ isShort }: BenchOptions): Promise<BenchResult> {
  const warmUp = 40
  return runDocumentBench({
    name: 'order',
    documents: isShort ? 60 : 1_200,
    prepare: async (world) => {
      for (let no = 0; no < warmUp; no += 8) {
        await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((at) => makeOrder(world, no + at)))
      }
      return []
    },
    act: async (world, no) => {
      await makeOrder(world, warmUp + no)
    },
    leaves: (documents) => ({
      purchase_order: documents,
      purchase_order_line: documents * linesPerDocument,
      supplier_answer: documents,
      idempotency_key: documents * 4,
      mail_message: documents,
    }),
    mails: (documents) => documents + warmUp,
  })
}
