/**
 * Our policy holds less stock at the same fill than the spreadsheet and the textbook, comes to the fill it is asked for, and
 * looks at nothing that was not known yet: on real demand, by the replay protocol, all policies with the same draws.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { checkBlind } from '../support/policy/blind.ts'
import { measurePolicy } from '../support/policy/measure.ts'
import { readWorld } from '../support/policy/policy-world.ts'
import { type Proof, sharedData } from './proof.ts'

const floor = { belowSpreadsheet: 0.23, belowTextbook: 0.03, points: 2.5 } as const
const goal = { belowSpreadsheet: 0.3, belowTextbook: 0.1, points: 1 } as const
/** Where among the fills of the measure 95 % stands. */
const at95 = 1

export const proof: Proof = async ({ isShort }) => {
  const series = join(sharedData, 'planning/man.csv.gz')
  const meta = join(sharedData, 'planning/man_meta.csv.gz')
  if (!existsSync(series) || !existsSync(meta)) return { holds: false, measured: false }
  const every = isShort ? 4 : 1
  const { asked, ...figures } = measurePolicy(series, meta, { every })
  const world = readWorld(series, meta, isShort ? 16 : 4)
  const last = world.replanAt.length - 1
  const blind = checkBlind(world, [world.firstReplan, world.firstReplan + 5, last], 0.95)
  const belowSpreadsheet = figures.belowSpreadsheet[at95] ?? 0
  const belowTextbook = figures.belowTextbook[at95] ?? 0
  const pointsMost = Math.max(...asked.map(({ points }) => Math.abs(points)))
  // A part of the items is another set, whose few large ones decide: the figures are claimed for all of them only.
  const isBelow = belowSpreadsheet >= floor.belowSpreadsheet && belowTextbook >= floor.belowTextbook
  const isNear = pointsMost <= floor.points
  return {
    holds: (isShort || (isBelow && isNear)) && blind.differing.length === 0,
    measured: true,
    floor,
    goal,
    reached: { belowSpreadsheet, belowTextbook, pointsMost },
    ...figures,
    asked: asked.map(({ levels: _, ...one }) => one),
    blind,
  }
}
