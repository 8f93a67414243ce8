/** What the short commands share: the installation, whether or not a server runs on it. */
import { readConfig } from '#platform/config'
import { createLogger } from '#platform/log'
import { type Installation, migrateInstallation, openInstallation } from '#platform/organizations'
import { openServer } from '#platform/postgres/server'

export async function withInstallation<T>(
  use: (installation: Installation) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env)
  const postgres = await openServer(config, 'share')
  try {
    await migrateInstallation(postgres.server)
    const log = createLogger({ logLevel: 'warn' }, 'landfall')
    const installation = openInstallation({
      server: postgres.server,
      log,
      applicationName: 'landfall-cli',
    })
    try {
      return await use(installation)
    } finally {
      await installation.close()
    }
  } finally {
    await postgres.close()
  }
}
