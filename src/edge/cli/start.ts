import { readConfig } from '#platform/config'

import { type Command, print } from './command.ts'
import { serve } from './serve.ts'

export const start: Command = {
  usage: 'start',
  run: async () => {
    const config = readConfig(process.env)
    await serve(config, async ({ address, installation }) => {
      const organizations = await installation.organizations()
      print(`Landfall is at ${address}`)
      if (organizations.length === 0) print('Open it to set up your first organization.')
      print('Press Ctrl-C to stop.')
    })
  },
}
