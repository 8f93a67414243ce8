/**
 * Work in many equal pieces, done by threads over shared memory.
 *
 * Give a module and the name of its function `(input) => (piece) => void`. Each thread imports the module, calls the
 * function once with the input (arrays over SharedArrayBuffer are shared, the rest is copied) and then does pieces
 * until none is left. A piece may write only its own places, so the outcome does not depend on how many threads
 * there are.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

export type PieceWork = {
  /** `new URL('./my-pieces.ts', import.meta.url)` of the module. */
  readonly module: URL
  readonly function: string
  readonly input: unknown
  readonly pieceCount: number
}

export type ThreadOptions = {
  /** As many as the machine has processors, without it. */
  readonly threadCount?: number
  readonly onProgress?: (piecesDone: number, pieceCount: number) => void
  /** Stops between two pieces. */
  readonly signal?: AbortSignal
}

/** What a thread is started with. `state` holds the next piece and whether to stop. */
export type ThreadStart = Omit<PieceWork, 'module'> & {
  readonly module: string
  readonly state: Int32Array
}

export const nextPiece = 0
export const stopped = 1

export function processorCount(): number {
  return availableParallelism()
}

/**
 * Resolves when every piece is done. Rejects with what a piece threw, or with the signal's reason when it was
 * stopped; pieces that were done by then stay done.
 */
export async function runPieces(work: PieceWork, options: ThreadOptions = {}): Promise<void> {
  const { signal, onProgress } = options
  signal?.throwIfAborted()
  const state = new Int32Array(new SharedArrayBuffer(8))
  const start: ThreadStart = { ...work, module: work.module.href, state }
  const wanted = options.threadCount ?? processorCount()
  const threadCount = Math.max(1, Math.min(wanted, work.pieceCount))
  let done = 0
  const stop = (): void => {
    Atomics.store(state, stopped, 1)
  }
  signal?.addEventListener('abort', stop)
  const tellDone = (): void => {
    done += 1
    onProgress?.(done, work.pieceCount)
  }
  try {
    const threads = Array.from({ length: threadCount }, () => runThread(start, tellDone, stop))
    const outcomes = await Promise.allSettled(threads)
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    if (done < work.pieceCount) signal?.throwIfAborted()
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/** One thread until it has no more to do; when it fails the others stop as well. */
function runThread(start: ThreadStart, onPiece: () => void, stop: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: start })
    thread.on('message', onPiece)
    thread.on('error', (error) => {
      stop()
      reject(error)
    })
    thread.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`A thread ended with code ${code}`))
    })
  })
}

/** Memory that threads share. */
export function sharedFloats(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(8 * length))
}

export function sharedIntegers(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * length))
}
