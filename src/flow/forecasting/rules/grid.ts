/** What the families of `trend.ts` share: how a grid point is judged over all steps of an origin, and how points weigh. */

import type { Workspace } from './workspace.ts'

/** Errors are judged over at most so many steps ahead. */
export const judgedStepsMax = 12

/** How well a family did, and the mean rate of its level, both weighted as its forecast is. */
export type Fit = { meanSquare: number; levelRate: number }

/** Periods before the first judged origin. */
export function warmUpOf(length: number): number {
  return Math.min(12, length >> 1)
}

/** The window sums that let a point judge all steps of an origin at once. */
export function sumWindows(space: Workspace, x: Float64Array, length: number, steps: number): void {
  const { windowSum, windowSquare, windowTrend } = space
  let sum = 0
  let square = 0
  let trend = 0
  windowSum[length] = 0
  for (let at = length - 1; at >= 0; at -= 1) {
    const value = x[at] as number
    const leaving = at + steps < length ? (x[at + steps] as number) : 0
    trend += value + sum - (steps + 1) * leaving
    sum += value - leaving
    square += value * value - leaving * leaving
    windowSum[at] = sum
    windowSquare[at] = square
    windowTrend[at] = trend
  }
}

/** What each point reached: its error, which becomes its weight, and where it ended. */
const pointsMax = 32
export const scores = new Float64Array(pointsMax)
export const levels = new Float64Array(pointsMax)
export const slopes = new Float64Array(pointsMax)

/** Smallest error that is told apart from none. */
const tiny = 1e-300

/** Turns the errors of `points` grid points into weights that add up to 1; gives their weighted error. */
export function weighPoints(points: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at < points; at += 1) least = Math.min(least, scores[at] as number)
  let total = 0
  let error = 0
  const floor = Math.max(least, tiny)
  for (let at = 0; at < points; at += 1) {
    const score = Math.max(scores[at] as number, tiny)
    const quarter = (floor / score) ** 4
    const weight = quarter * quarter * quarter * quarter
    total += weight
    error += weight * score
    scores[at] = weight
  }
  for (let at = 0; at < points; at += 1) scores[at] = (scores[at] as number) / total
  return error / total
}
