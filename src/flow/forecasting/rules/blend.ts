/** Putting members together: how much each counts, and the path that comes of it. */

import { memberNames, type SeriesClass } from './members.ts'
import type { Workspace } from './workspace.ts'

/** How much each member of each class counts, in the order of `memberNames`; each adds up to 1. */
export type MemberWeights = Readonly<Record<SeriesClass, Float64Array>>

/** Weights by name; members that are not named count nothing. */
function weightsOf(kind: SeriesClass, named: Readonly<Record<string, number>>): Float64Array {
  const weights = Float64Array.from(memberNames[kind], (name) => named[name] ?? 0)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

/**
 * What members count where a category has not shown otherwise: learned by rolling origin over categories of very
 * different kinds (spare parts, wholesale, shops, monthly economics), each counting the same.
 */
export const usualWeights: MemberWeights = {
  slow: weightsOf('slow', {
    'own capped': 0.5,
    'capped.1': 0.15,
    'tsb.1': 0.1,
    'tsb.2': 0.1,
    mean: 0.05,
    'ses.06': 0.05,
    'launched drift.1': 0.05,
  }),
  steady: weightsOf('steady', {
    'own capped': 0.5,
    'launched own capped': 0.3,
    own: 0.05,
    'launched own': 0.05,
    theta: 0.05,
    holt: 0.05,
  }),
  seasonal: weightsOf('seasonal', {
    theta: 0.25,
    'holt-winters': 0.2,
    'log holt': 0.15,
    'log holt-winters': 0.15,
    'log theta': 0.15,
    holt: 0.05,
    ses: 0.05,
  }),
}

/** Adds the members up into `space.path`; nothing is ever forecast below zero. */
export function blendMembers(space: Workspace, weights: Float64Array, horizon: number): void {
  const { path, paths } = space
  path.fill(0, 0, horizon)
  for (let member = 0; member < weights.length; member += 1) {
    const weight = weights[member] as number
    if (weight < leastWeight) continue
    const from = member * horizon
    for (let step = 0; step < horizon; step += 1) {
      path[step] = (path[step] as number) + weight * Math.max(0, paths[from + step] as number)
    }
  }
}

/** A member that counts less than this is left out. */
const leastWeight = 1e-6

/** The members of a class that count, largest first. */
export function namedWeights(
  kind: SeriesClass,
  weights: Float64Array,
): ReadonlyMap<string, number> {
  const named = memberNames[kind].map((name, at) => [name, weights[at] as number] as const)
  return new Map(named.filter(([, weight]) => weight >= 0.005).sort((a, b) => b[1] - a[1]))
}
