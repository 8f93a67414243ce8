/** The first step of a run: the series of what was touched since they were made, or whose week ended. */
import type { RunStep } from '#platform/run-step'

import { refreshSeries } from './actions/refresh-series.ts'
import {
  countTouched,
  type TouchedItemPlace,
  touchedItemPlaces,
} from './queries/touched-item-places.ts'

/** Item-places of one transaction. */
const piecePairs = 2_000

export const demandStep: RunStep = {
  name: 'demand',
  total: (tx, asOf) => countTouched(tx, asOf),
  // What is touched again while the run goes on is for the next.
  parts: async (tx, asOf) => partsOf(await touchedItemPlaces(tx, undefined, asOf)),
  advance: async (work, { asOf, cursor }) => {
    const waiting = cursor as readonly TouchedItemPlace[]
    const pairs = waiting.slice(0, piecePairs)
    const rest = waiting.slice(piecePairs)
    const seriesCount = await work.transact((tx) => refreshSeries(tx, pairs, asOf))
    return {
      doneCount: pairs.length,
      result: { seriesCount },
      ...(rest.length === 0 ? {} : { cursor: rest }),
    }
  },
}

/**
 * A category is never in two parts, since what its promotions did is learned of it as a whole; items
 * without one have nothing in common. There is one part of none where nothing was touched.
 */
function partsOf(pairs: readonly TouchedItemPlace[]): readonly (readonly TouchedItemPlace[])[] {
  const parts: TouchedItemPlace[][] = [[]]
  let last: string | null = null
  for (const pair of pairs) {
    const isFull = (parts.at(-1)?.length ?? 0) >= piecePairs
    if (isFull && (pair.categoryId === null || pair.categoryId !== last)) parts.push([])
    parts.at(-1)?.push(pair)
    last = pair.categoryId
  }
  return parts
}
