/** Baseline, uplift and event effect: together they are the cleaned series, in every week. */
import type { Cleaned } from './clean-series.ts'
import { zeros } from './room.ts'

export type Layers = {
  readonly correctedUnits: Float64Array
  readonly cleanedUnits: Float64Array
  readonly baselineUnits: Float64Array
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
}

/** What the isolation of promotions gives for a series; see `promotion-types.ts`. */
export type Isolated = Pick<Layers, 'cleanedUnits' | 'baselineUnits' | 'upliftUnits' | 'eventUnits'>

/** Layers of a series that no promotion or event touches: all of it is baseline. */
export function plainLayers({ correctedUnits, cleanedUnits }: Cleaned): Layers {
  const none = zeros(cleanedUnits.length)
  return {
    correctedUnits,
    cleanedUnits,
    baselineUnits: cleanedUnits,
    upliftUnits: none,
    eventUnits: none,
  }
}

/**
 * Layers as isolated. Where the cleaned units were an estimate, the model's takes its place: it knows
 * the promotions. What was observed is the least that was wanted, unless a person excluded it.
 */
export function isolatedLayers(
  cleaned: Cleaned,
  rawUnits: Float64Array,
  isolated: Isolated,
  isExcluded: (week: number) => boolean,
): Layers {
  const correctedUnits = cleaned.correctedUnits.slice()
  const cleanedUnits = isolated.cleanedUnits.slice()
  const baselineUnits = isolated.baselineUnits.slice()
  for (let week = 0; week < rawUnits.length; week += 1) {
    if (cleaned.isEstimated[week] !== 1 || isExcluded(week)) continue
    const raw = rawUnits[week] ?? 0
    const missing = raw - (cleanedUnits[week] ?? 0)
    if (missing > 0) {
      cleanedUnits[week] = raw
      baselineUnits[week] = (baselineUnits[week] ?? 0) + missing
    }
    correctedUnits[week] = Math.max(raw, cleanedUnits[week] ?? 0)
  }
  const { upliftUnits, eventUnits } = isolated
  return { correctedUnits, cleanedUnits, baselineUnits, upliftUnits, eventUnits }
}

/** Units for the isolation: NaN where they are an estimate. */
export function knownUnits({ cleanedUnits, isEstimated }: Cleaned): Float64Array {
  return cleanedUnits.map((units, week) => (isEstimated[week] === 1 ? Number.NaN : units))
}
