/** Points out of 100 from shares, and one score from points (rules.md 12). */

/** From this share on, so many points; upwards by share. */
export type Band = { readonly fromShare: number; readonly points: number }

export const onTimeBands: readonly Band[] = [
  { fromShare: 0, points: 25 },
  { fromShare: 0.7, points: 50 },
  { fromShare: 0.8, points: 70 },
  { fromShare: 0.9, points: 85 },
  { fromShare: 0.95, points: 100 },
]

export const defectBands: readonly Band[] = [
  { fromShare: 0, points: 100 },
  { fromShare: 0.01, points: 85 },
  { fromShare: 0.02, points: 70 },
  { fromShare: 0.05, points: 50 },
  { fromShare: 0.08, points: 25 },
]

/** The points of the band a share falls into: a step at each edge. */
export function bandPoints(share: number, bands: readonly Band[]): number {
  return bands.findLast(({ fromShare }) => share >= fromShare)?.points ?? bands[0]?.points ?? 0
}

/** Straight between the edges, so that a hair's breadth never costs fifteen points; flat beyond the last. */
export function linearPoints(share: number, bands: readonly Band[]): number {
  const at = bands.findLastIndex(({ fromShare }) => share >= fromShare)
  const low = bands[Math.max(0, at)]
  const high = bands[at + 1]
  if (low === undefined) return 0
  if (high === undefined || at < 0) return low.points
  const part = (share - low.fromShare) / (high.fromShare - low.fromShare)
  return low.points + part * (high.points - low.points)
}

export const scoreWeights = {
  delivery: 35,
  quality: 25,
  cost: 20,
  responsiveness: 10,
  compliance: 10,
} as const

export type ScoreKind = keyof typeof scoreWeights

export type Score =
  | {
      readonly kind: 'scored'
      readonly points: number
      /** A quality escape keeps the score at the top of C, whatever the rest. */
      readonly isCapped: boolean
    }
  | { readonly kind: 'not_enough_data'; readonly lineCount: number; readonly linesMin: number }

const cappedPoints = 70

/** Kinds without points are left out and the rest of the weights take their place. */
export function scoreOf(input: {
  readonly points: Readonly<Partial<Record<ScoreKind, number>>>
  readonly weights?: Readonly<Record<ScoreKind, number>>
  readonly lineCount: number
  readonly linesMin: number
  readonly hasQualityEscape: boolean
}): Score {
  const { lineCount, linesMin } = input
  const weights = Object.entries(input.weights ?? scoreWeights)
  const known = weights.flatMap(([kind, weight]) => {
    const points = input.points[kind as ScoreKind]
    return points === undefined ? [] : [{ weight, points }]
  })
  const sum = known.reduce((total, { weight }) => total + weight, 0)
  if (lineCount < linesMin || sum === 0) return { kind: 'not_enough_data', lineCount, linesMin }
  const points = known.reduce((total, one) => total + one.weight * one.points, 0) / sum
  const isCapped = input.hasQualityEscape && points > cappedPoints
  return { kind: 'scored', points: isCapped ? cappedPoints : points, isCapped }
}
