/** Keeps a fixed number of clients busy until the work is done, and says how long each piece took. */
import { percentile, rounded } from './figures.ts'

export type LoadResult = {
  readonly pieces: number
  readonly seconds: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
}

/**
 * @param pieces how often `act` runs in all
 * @param act one piece of work; `client` is 0 to clientCount - 1, `piece` counts up over all clients
 */
export async function runLoad(load: {
  readonly clientCount: number
  readonly pieces: number
  readonly act: (client: number, piece: number) => Promise<void>
}): Promise<LoadResult> {
  const tookMs: number[] = []
  let next = 0
  const startedAt = performance.now()
  const busy = async (client: number): Promise<void> => {
    while (next < load.pieces) {
      const piece = next
      next += 1
      const at = performance.now()
      await load.act(client, piece)
      tookMs.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: load.clientCount }, (_, client) => busy(client)))
  const seconds = (performance.now() - startedAt) / 1000
  return {
    pieces: load.pieces,
    seconds: rounded(seconds, 2),
    perSecond: rounded(load.pieces / seconds),
    p50Ms: rounded(percentile(tookMs, 0.5), 2),
    p95Ms: rounded(percentile(tookMs, 0.95), 2),
    p99Ms: rounded(percentile(tookMs, 0.99), 2),
  }
}
