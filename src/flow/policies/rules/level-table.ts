/**
 * Reorder points of an item by re-plan and level, worked out once, so that a thousand replays only look them up.
 */

/** Levels in between are straight; beyond the ends, the ends hold. */
export const levelGrid: readonly number[] = [
  -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8,
]

/** Rows are re-plans, columns the levels of the grid. */
export type LevelTable = { readonly replans: number; readonly units: Float64Array }

export function levelTable(
  replans: number,
  reorderOf: (replan: number) => (z: number) => number,
): LevelTable {
  const units = new Float64Array(replans * levelGrid.length)
  for (let replan = 0; replan < replans; replan += 1) {
    const reorderAt = reorderOf(replan)
    for (const [column, z] of levelGrid.entries()) {
      units[replan * levelGrid.length + column] = reorderAt(z)
    }
  }
  return { replans, units }
}

export function reorderFrom(table: LevelTable, replan: number, z: number): number {
  const last = levelGrid.length - 1
  let column = 0
  while (column < last - 1 && z > (levelGrid[column + 1] ?? 0)) column += 1
  const low = levelGrid[column] ?? 0
  const high = levelGrid[column + 1] ?? 0
  const share = Math.min(1, Math.max(0, (z - low) / (high - low)))
  const row = replan * levelGrid.length + column
  const below = table.units[row] ?? Number.NEGATIVE_INFINITY
  const above = table.units[row + 1] ?? Number.NEGATIVE_INFINITY
  // Two infinities have no difference.
  return below === above ? below : below + share * (above - below)
}
