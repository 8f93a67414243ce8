import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Config, readConfig } from '#platform/config'
import { lockFolder } from '#platform/postgres/folder-lock'
import { openServer } from '#platform/postgres/server'

import { type Command, print } from './command.ts'
import { seedDemo } from './demo.ts'
import { serve } from './serve.ts'

const demosFolder = join(tmpdir(), 'landfall-demo')

export const runDemo: Command = {
  usage: 'demo',
  run: async () => {
    await removeLeftOvers()
    const dataFolder = join(demosFolder, String(process.pid))
    mkdirSync(dataFolder, { recursive: true })
    chmodSync(demosFolder, 0o755)
    const config = demoConfig(dataFolder)
    try {
      await serve(config, async ({ address, installation }) => {
        print('Filling the demo company …')
        const { email, password, others } = await seedDemo(installation)
        print(`Landfall is at ${address}`)
        print(`Sign in as     ${email}`)
        print(`with password  ${password}`)
        for (const other of others) print(`or as          ${other.email} (${other.desk})`)
        if (config.smtpUrl === undefined) print(`Mail it sends  ${address}/admin/mail`)
        print('Everything is gone when you press Ctrl-C.')
      })
    } finally {
      rmSync(dataFolder, { recursive: true, force: true })
    }
  },
}

function demoConfig(dataFolder: string): Config {
  const given = { dataFolder, databaseUrl: undefined, isDemo: true }
  const config = readConfig(process.env, given)
  return { ...config, logLevel: process.env['LOG_LEVEL'] || 'warn' }
}

/** A demo that was killed leaves its folder, and perhaps its PostgreSQL. */
async function removeLeftOvers(): Promise<void> {
  if (!existsSync(demosFolder)) return
  for (const name of readdirSync(demosFolder)) {
    const folder = join(demosFolder, name)
    const lock = lockFolder(folder)
    if (lock.kind === 'held') continue
    lock.release()
    if (existsSync(join(folder, 'postgres/postmaster.pid'))) {
      await (await openServer(demoConfig(folder), 'own')).close()
    }
    rmSync(folder, { recursive: true, force: true })
  }
}
