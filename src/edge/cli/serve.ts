/** Runs the whole of Landfall in this process and its worker, until it is asked to stop. */
import { startServer } from '#edge/http/server'
import { superviseWorker } from '#edge/worker/supervisor'
import type { Config } from '#platform/config'
import { createLogger } from '#platform/log'
import { type Installation, migrateInstallation, openInstallation } from '#platform/organizations'
import { openServer } from '#platform/postgres/server'

export type Running = { readonly address: string; readonly installation: Installation }

const stopMsMax = 30_000

/** @param onReady told once it answers; the stop that follows is graceful whatever it does */
export async function serve(
  config: Config,
  onReady: (running: Running) => Promise<void>,
): Promise<void> {
  const log = createLogger(config, 'landfall')
  const stopAsked = whenAskedToStop()
  const closing: (() => Promise<void>)[] = []
  const closeAll = async () => {
    const tooLong = setTimeout(() => process.exit(1), stopMsMax)
    for (const close of closing.reverse()) {
      await close().catch((error: unknown) => log.error({ err: error }, 'could not close'))
    }
    clearTimeout(tooLong)
  }
  try {
    const postgres = await openServer(config, 'own', (reason) => log.error(reason))
    closing.push(postgres.close)
    await migrateInstallation(postgres.server, (database, applied) => {
      if (applied.length > 0) log.info({ database, applied }, 'migrated')
    })
    const installation = openInstallation({ server: postgres.server, log })
    closing.push(installation.close)
    const http = await startServer({ config, installation })
    const worker = superviseWorker(
      {
        config: { ...config, publicUrl: config.publicUrl ?? http.address },
        server: postgres.server,
      },
      log,
    )
    closing.push(worker.stop, http.close)
    await onReady({ address: http.address, installation })
    await stopAsked
  } finally {
    await closeAll()
  }
}

/** The first signal asks for a graceful stop; a second one does not wait. */
function whenAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        resolve()
      })
    }
  })
}
