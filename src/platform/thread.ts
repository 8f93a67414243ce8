/** One thread of `runPieces`: takes the next piece until none is left or it is told to stop; then waits for more. */
import { parentPort } from 'node:worker_threads'

import {
  nextPiece,
  stopped,
  type ThreadOrder,
  type ThreadStart,
  type ThreadTold,
} from './threads.ts'

const tell = (told: ThreadTold): void => parentPort?.postMessage(told)

parentPort?.on('message', (order: ThreadOrder) => {
  if ('learn' in order) {
    // What is wrong with it is told when there is work for it.
    void import(order.learn).catch(() => undefined)
    return
  }
  work(order).then(
    () => tell({ kind: 'done' }),
    (error: unknown) => tell({ kind: 'failed', error }),
  )
})

async function work({ module, input, state, pieceCount, ...start }: ThreadStart): Promise<void> {
  const exported = (await import(module)) as Record<string, unknown>
  const make = exported[start.function]
  if (typeof make !== 'function') throw new Error(`${module} has no function ${start.function}`)
  const doPiece = make(input) as (piece: number) => void
  while (Atomics.load(state, stopped) === 0) {
    const piece = Atomics.add(state, nextPiece, 1)
    if (piece >= pieceCount) return
    doPiece(piece)
    tell({ kind: 'piece' })
  }
}
