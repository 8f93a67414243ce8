import { type Logger, pino } from 'pino'

import type { Config } from '#platform/config'

export type { Logger }

/** Structured logs, one JSON object a line; secrets are struck out wherever they would appear. */
export function createLogger(config: Pick<Config, 'logLevel'>, name: string): Logger {
  return pino({
    name,
    level: config.logLevel,
    redact: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.secret'],
  })
}
