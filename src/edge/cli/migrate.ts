import { readConfig } from '#platform/config'
import { migrateInstallation } from '#platform/organizations'
import { openServer } from '#platform/postgres/server'

import { type Command, print } from './command.ts'

export const migrateCommand: Command = {
  usage: 'migrate',
  run: async () => {
    const postgres = await openServer(readConfig(process.env), 'share')
    try {
      await migrateInstallation(postgres.server, (database, applied) => {
        print(
          applied.length === 0 ? `${database}: up to date` : `${database}: ${applied.join(' ')}`,
        )
      })
    } finally {
      await postgres.close()
    }
  },
}
