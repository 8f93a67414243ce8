/** A walk, and how each of its acts is done: a refusal leaves nothing behind. */
import type { Actor, Tx } from '#platform/work'
import type { TestOrganization } from '#support/database'
import { anybody, type GoodsCompany } from '#support/goods-company'

import type { Chance } from './chance.ts'

export type Walk = {
  readonly org: TestOrganization
  readonly company: GoodsCompany
  readonly chance: Chance
  /** Today; the clock of the organization follows it, a second on for each act. */
  day: string
  acts: number
  /** How many acts of each kind ended how. */
  readonly tally: Map<string, number>
}

export function transact<T extends { readonly kind: string }>(
  walk: Walk,
  body: (tx: Tx) => Promise<T>,
  actor: Actor = anybody,
): Promise<T> {
  const refusals: readonly string[] = ['refused', 'not_found', 'not_open', 'not_postable', 'stale']
  return walk.org
    .work(actor)
    .transact(body, { keep: (outcome) => !refusals.includes(outcome.kind) })
}
