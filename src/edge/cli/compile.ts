import type { Command } from './command.ts'

/** Loads what the server and its worker will load, so that Node keeps it compiled; the starter asks for it. */
export const compile: Command = {
  usage: 'compile',
  run: async () => {
    await Promise.all([
      import('./start.ts'),
      import('./run-demo.ts'),
      import('#edge/worker/serve-organization'),
      import('#edge/worker/tasks'),
      import('#edge/worker/subscriptions'),
    ])
    process.exit()
  },
}
