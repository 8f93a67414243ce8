/**
 * Work in many equal pieces, done by threads over shared memory.
 *
 * Give a module and the name of its function `(input) => (piece) => void`. Each thread imports the module, calls the
 * function once with the input (arrays over SharedArrayBuffer are shared, the rest is copied) and then does pieces
 * until none is left. A piece may write only its own places, so the outcome does not depend on how many threads
 * there are.
 *
 * There are as many threads as processors, whoever has work; they are kept warm for a while, since a new one
 * has to learn its code first.
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
  /** At most so many; as many as the machine has processors, without it. */
  readonly threadCount?: number
  readonly onProgress?: (piecesDone: number, pieceCount: number) => void
  /** Stops between two pieces. */
  readonly signal?: AbortSignal
}

/** What a thread is told to do. `state` holds the next piece and whether to stop. */
export type ThreadStart = Omit<PieceWork, 'module'> & {
  readonly module: string
  readonly state: Int32Array
}

/** Work, or a module that it is to know by the time there is work. */
export type ThreadOrder = ThreadStart | { readonly learn: string }

/** What a thread tells: of each piece, and how it ended. */
export type ThreadTold =
  | { readonly kind: 'piece' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: unknown }

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
async function runThread(start: ThreadStart, onPiece: () => void, stop: () => void): Promise<void> {
  const thread = await takeThread()
  try {
    await finish(thread, start, onPiece)
    giveBack(thread)
  } catch (error) {
    stop()
    giveBack(undefined)
    void thread.terminate()
    throw error
  }
}

function finish(thread: Worker, start: ThreadStart, onPiece: () => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const onTold = (told: ThreadTold): void => {
    if (told.kind === 'piece') onPiece()
    else if (told.kind === 'done') resolve()
    else reject(told.error)
  }
  const onExit = (code: number): void => reject(new Error(`A thread ended with code ${code}`))
  thread.on('message', onTold).on('error', reject).on('exit', onExit)
  thread.postMessage(start)
  return promise.finally(() => {
    thread.off('message', onTold).off('error', reject).off('exit', onExit)
  })
}

const idleMsMax = 10_000
const idle: Worker[] = []
const waiting: (() => void)[] = []
let busyCount = 0
let parting: NodeJS.Timeout | undefined

/** Has threads learn a module before there is work for them. */
export function warmThreads(module: URL): void {
  while (idle.length + busyCount < processorCount()) {
    const thread = startThread()
    thread.unref()
    thread.postMessage({ learn: module.href } satisfies ThreadOrder)
    idle.push(thread)
  }
  partLater()
}

function startThread(): Worker {
  return new Worker(new URL('./thread.ts', import.meta.url))
}

function partLater(): void {
  clearTimeout(parting)
  parting = setTimeout(partFromIdle, idleMsMax).unref()
}

/** Waits its turn while all processors have work. */
async function takeThread(): Promise<Worker> {
  clearTimeout(parting)
  if (busyCount >= processorCount()) await new Promise<void>((resolve) => waiting.push(resolve))
  else busyCount += 1
  const thread = idle.pop() ?? startThread()
  thread.ref()
  return thread
}

/** A thread that broke is not given back, but its turn is. */
function giveBack(thread: Worker | undefined): void {
  thread?.unref()
  if (thread !== undefined) idle.push(thread)
  const next = waiting.shift()
  if (next !== undefined) {
    next()
    return
  }
  busyCount -= 1
  partLater()
}

function partFromIdle(): void {
  for (const thread of idle.splice(0)) void thread.terminate()
}

/** Memory that threads share. */
export function sharedFloats(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(8 * length))
}

export function sharedIntegers(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * length))
}
