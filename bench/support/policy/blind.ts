/** Does any parameter look ahead? The future is poisoned with NaN, and what was planned before must not change. */
import { type LevelTable, levelGrid } from '#flow/policies'

import { ourTables } from './policy-levels.ts'
import { calibratorOf } from './policy-score.ts'
import { blindedFrom, type World } from './policy-world.ts'

export type BlindCheck = {
  readonly comparedFigures: number
  /** Items or levels that differ once the future is gone; nothing looks ahead when there is none. */
  readonly differing: readonly string[]
}

/** @param replans those at whose time the future is taken away */
export function checkBlind(
  world: World,
  replans: readonly number[],
  askedFill: number,
): BlindCheck {
  const tables = ourTables(world)
  const levelAt = calibratorOf(world, tables, askedFill)
  const differing: string[] = []
  let comparedFigures = 0
  for (const replan of replans) {
    const blinded = blindedFrom(world, world.replanAt[replan] ?? 0)
    const blindTables = ourTables(blinded)
    for (const [at, item] of world.items.entries()) {
      const seen = [...rowsOf(tables[at], replan), ...item.lotUnits.subarray(0, replan + 1)]
      const lots = blinded.items[at]?.lotUnits.subarray(0, replan + 1) ?? []
      comparedFigures += seen.length
      if (!isSame(seen, [...rowsOf(blindTables[at], replan), ...lots])) differing.push(item.id)
    }
    comparedFigures += 1
    const level = calibratorOf(blinded, blindTables, askedFill)(replan)
    if (level !== levelAt(replan)) differing.push(`level of re-plan ${replan}`)
  }
  return { comparedFigures, differing }
}

/** The levels of the re-plans up to this one. */
function rowsOf(table: LevelTable | undefined, replan: number): Iterable<number> {
  return table?.units.subarray(0, (replan + 1) * levelGrid.length) ?? []
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at])
}
