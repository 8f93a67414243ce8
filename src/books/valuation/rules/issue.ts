import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'

import {
  changesOf,
  fittingLayers,
  type Layer,
  type OpenLayer,
  openLayers,
  type Part,
  takeUnits,
  type Wish,
} from './layers.ts'
import { planOf, type Short, type Shortage, type ValuationPlan } from './plan.ts'

export type TakeLine = Wish & { readonly units: bigint }

/** Parts taken for each line, or every line that could not have all its units. */
export type Taken =
  | { readonly kind: 'taken'; readonly partsByLine: readonly (readonly Part[])[] }
  | Short

/** Takes all lines in turn; a later line sees what the earlier ones left. */
export function takeLines(open: readonly OpenLayer[], lines: readonly TakeLine[]): Taken {
  const partsByLine: (readonly Part[])[] = []
  const shortages: Shortage[] = []
  lines.forEach((line, lineIndex) => {
    invariant(line.units > 0n, 'a line takes at least one unit')
    const availableUnits = sumOf(fittingLayers(open, line), (each) => each.unitsLeft)
    const { parts, missingUnits } = takeUnits(open, line, line.units)
    partsByLine.push(parts)
    if (missingUnits === 0n) return
    const { itemId, placeId, units: askedUnits } = line
    shortages.push({ lineIndex, itemId, placeId, askedUnits, availableUnits })
  })
  return shortages.length > 0 ? { kind: 'short', shortages } : { kind: 'taken', partsByLine }
}

/** Units that leave the books with their cost: an issue, a return, a loss. */
export function decideIssue(
  companyId: string,
  layers: readonly Layer[],
  lines: readonly TakeLine[],
): ValuationPlan | Short {
  const open = openLayers(layers)
  const taken = takeLines(open, lines)
  if (taken.kind === 'short') return taken
  return planOf({ companyId, changes: changesOf(open), lineCosts: taken.partsByLine.map(costOf) })
}

export function costOf(parts: readonly Part[]): bigint {
  return sumOf(parts, (part) => part.valueMinor)
}
