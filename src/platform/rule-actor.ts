import { permissions } from '#platform/permissions'
import type { Actor, ActorId } from '#platform/work'

/** One of our own rules or jobs acting by itself; the audit names it. */
export function ruleActor(name: string): Actor {
  return {
    id: `rule:${name}` as ActorId,
    kind: 'rule',
    name,
    permissions: new Set(permissions),
  }
}
