/** The first step of a run: the series of what was touched since they were made, or whose week ended. */
import type { RunStep } from '#platform/run-step'

import { refreshSeries } from './actions/refresh-series.ts'
import { pairKey } from './queries/observed-demand.ts'
import { countTouched, touchedItemPlaces } from './queries/touched-item-places.ts'

/** Item-places of one transaction. */
const chunkPairs = 10_000

export const demandStep: RunStep = {
  name: 'demand',
  total: (tx, asOf) => countTouched(tx, asOf),
  advance: async (work, { asOf, cursor }) => {
    return work.transact(async (tx) => {
      const pairs = await touchedItemPlaces(tx, chunkPairs, asOf)
      const seriesCount = await refreshSeries(tx, pairs, asOf)
      // What is still touched after it was read would be read for ever.
      const said = pairs.map(pairKey).join()
      const isOver = pairs.length < chunkPairs || said === cursor
      return {
        doneCount: pairs.length,
        result: { seriesCount },
        ...(isOver ? {} : { cursor: said }),
      }
    })
  },
}
