/** One thread of `runPieces`: takes the next piece until none is left or it is told to stop. */
import { parentPort, workerData } from 'node:worker_threads'

import { nextPiece, stopped, type ThreadStart } from './threads.ts'

const start = workerData as ThreadStart
const module = (await import(start.module)) as Record<string, unknown>
const make = module[start.function]
if (typeof make !== 'function') {
  throw new Error(`${start.module} has no function ${start.function}`)
}
const doPiece = make(start.input) as (piece: number) => void
while (Atomics.load(start.state, stopped) === 0) {
  const piece = Atomics.add(start.state, nextPiece, 1)
  if (piece >= start.pieceCount) break
  doPiece(piece)
  parentPort?.postMessage(piece)
}
