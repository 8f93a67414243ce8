import type { Config } from '#platform/config'
import type { Logger } from '#platform/log'
import type { Installation } from '#platform/organizations'

/** What everything at the edge stands on. */
export type Edge = {
  readonly config: Config
  readonly installation: Installation
  readonly log: Logger
  /** Signs the cookies of sessions. */
  readonly sessionSecret: string
  /** True when people reach us by https; cookies then never go over http. */
  readonly isSecure: boolean
}

export function edgeOf(given: Pick<Edge, 'config' | 'installation' | 'log'>): Edge {
  return {
    ...given,
    sessionSecret: given.installation.secretFor('sessions'),
    isSecure: given.config.publicUrl?.startsWith('https://') === true,
  }
}
