/** Which places of an item are fed by which: leaves first, so that whoever is asked knows what for. */

export type LaneEnds = { readonly fromPlaceId: string; readonly toPlaceId: string }

/**
 * How far each place is from the leaves: 0 where nothing leads from, else one more than the furthest place it feeds.
 * Lanes that would close a circle are left out of it; saving refuses them, yet items may change category.
 */
export function heightsOf(
  placeIds: readonly string[],
  lanes: readonly LaneEnds[],
): ReadonlyMap<string, number> {
  const fedBy = Map.groupBy(lanes, ({ fromPlaceId }) => fromPlaceId)
  const heights = new Map<string, number>()
  const underWay = new Set<string>()
  const heightOf = (placeId: string): number => {
    const known = heights.get(placeId)
    if (known !== undefined) return known
    underWay.add(placeId)
    let height = 0
    for (const { toPlaceId } of fedBy.get(placeId) ?? []) {
      if (!underWay.has(toPlaceId)) height = Math.max(height, heightOf(toPlaceId) + 1)
    }
    underWay.delete(placeId)
    heights.set(placeId, height)
    return height
  }
  for (const placeId of placeIds.toSorted()) heightOf(placeId)
  return heights
}
