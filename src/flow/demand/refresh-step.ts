/** The first step of a run: the series of what was touched since they were made, or whose week ended. */
import type { RunStep } from '#platform/run-step'

import { refreshSeries } from './actions/refresh-series.ts'
import type { ItemPlace } from './queries/observed-demand.ts'
import { countTouched, touchedItemPlaces } from './queries/touched-item-places.ts'

/** Item-places of one transaction. */
const partPairs = 2_000

export const demandStep: RunStep = {
  name: 'demand',
  total: (tx, asOf) => countTouched(tx, asOf),
  // What is touched again while the run goes on is for the next.
  parts: async (tx, asOf) => {
    const pairs = await touchedItemPlaces(tx, undefined, asOf)
    const count = Math.max(1, Math.ceil(pairs.length / partPairs))
    return Array.from({ length: count }, (_, part) =>
      pairs.slice(part * partPairs, (part + 1) * partPairs),
    )
  },
  advance: async (work, { asOf, cursor }) => {
    const pairs = cursor as readonly ItemPlace[]
    const seriesCount = await work.transact((tx) => refreshSeries(tx, pairs, asOf))
    return { doneCount: pairs.length, result: { seriesCount } }
  },
}
