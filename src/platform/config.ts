/** What may be set from outside, read once at the start. Every value has a default that works. */
import { resolve } from 'node:path'

export type Config = {
  readonly host: string
  readonly port: number
  /** Absolute; holds the database, the installation secret and nothing else. */
  readonly dataFolder: string
  /** Another PostgreSQL 15 or newer in place of the embedded one; its role needs CREATEDB and CREATEROLE. */
  readonly databaseUrl: string | undefined
  /** Database and role names start with it, so that two installations can share one PostgreSQL. */
  readonly databasePrefix: string
  /** Set in place of the secret file in the data folder. */
  readonly secret: string | undefined
  /** The address people and suppliers see, for links in mail; without it, the one the server listens at. */
  readonly publicUrl: string | undefined
  /** `smtp://user:password@host:port`; without it mail is kept and shown at /admin/mail. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Lets a monitor on another machine read /metrics; without it, only this machine may. */
  readonly metricsToken: string | undefined
  readonly logLevel: string
  readonly isDemo: boolean
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

type Environment = Readonly<Record<string, string | undefined>>

const portMax = 65_535

export function readConfig(env: Environment, given: Partial<Config> = {}): Config {
  return {
    host: env['HOST'] || '127.0.0.1',
    port: readPort(env['PORT']),
    dataFolder: resolve(env['LANDFALL_DATA'] || './data'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    databasePrefix: readPrefix(env['LANDFALL_DATABASE_PREFIX']),
    secret: env['LANDFALL_SECRET'] || undefined,
    publicUrl: env['LANDFALL_URL']?.replace(/\/+$/, '') || undefined,
    smtpUrl: env['SMTP_URL'] || undefined,
    mailFrom: env['MAIL_FROM'] || 'Landfall <landfall@localhost>',
    metricsToken: env['LANDFALL_METRICS_TOKEN'] || undefined,
    logLevel: env['LOG_LEVEL'] || 'info',
    isDemo: false,
    ...given,
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return 3000
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= portMax) return port
  throw new ConfigError(`PORT is "${text}". Set it to a whole number from 0 to ${portMax}.`)
}

function readPrefix(text: string | undefined): string {
  if (text === undefined || text === '') return 'landfall'
  if (/^[a-z][a-z0-9_]{0,19}$/.test(text)) return text
  throw new ConfigError(
    `LANDFALL_DATABASE_PREFIX is "${text}". Use at most 20 lower-case letters, digits and underscores.`,
  )
}
