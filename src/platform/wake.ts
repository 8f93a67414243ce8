/**
 * Wakes the relay after a commit that told events. Sent apart from the transaction and not for each
 * one: a NOTIFY inside it would make all such commits wait for each other's disk write. Should it get
 * lost, the relay finds the events when it polls.
 */
import type pg from 'pg'

export const outboxChannel = 'landfall_outbox'

const wakeMs = 100

export function wakerFor(pool: pg.Pool): () => void {
  let waiting: NodeJS.Timeout | undefined
  return () => {
    if (waiting !== undefined) return
    waiting = setTimeout(() => {
      waiting = undefined
      if (pool.ending) return
      pool.query(`notify ${outboxChannel}`).catch(() => undefined)
    }, wakeMs)
    waiting.unref()
  }
}
