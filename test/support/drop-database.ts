import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const triesMax = 40

/** Tries for a while: a connection that was just closed is still seen by the server for a moment. */
export async function dropDatabase(owner: pg.ClientBase, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await owner.query(`drop database if exists ${pg.escapeIdentifier(name)}`)
      return
    } catch (error) {
      if (tries === triesMax) throw error
      await sleep(50)
    }
  }
}
