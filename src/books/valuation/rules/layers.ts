/**
 * What units cost. A layer keeps units and their total value, never a unit cost, so that what leaves
 * it adds up to what came in, to the last cent (rules.md 6).
 *
 *   fifo  one per receipt line; the oldest is consumed first
 *   pool  one per item and place under moving average: its unit cost is always value / units
 *   held  units that may not be used (quarantine, rejected, damaged), valued by themselves
 */
import type { Id } from '#kernel/brand'
import { divideHalfEven } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import { lesser } from '#kernel/value'

export type LayerId = Id<'StockLayer'>

export type LayerKind = 'fifo' | 'pool' | 'held'

export type Layer = {
  readonly id: LayerId
  readonly itemId: string
  readonly placeId: string
  readonly kind: LayerKind
  readonly status: string
  readonly lotId: string | null
  readonly orderLineId: string | null
  readonly receivedOn: string
  readonly unitsLeft: bigint
  readonly valueLeftMinor: bigint
}

/** What a plan adds to one layer, or takes from it when negative. */
export type LayerChange = {
  readonly layerId: LayerId
  readonly units: bigint
  readonly valueMinor: bigint
}

/** A layer while a plan is being made: each line sees what the lines before it left. */
export type OpenLayer = { readonly layer: Layer; unitsLeft: bigint; valueLeftMinor: bigint }

/** Units taken out of one layer, with their value. */
export type Part = {
  readonly layer: Layer
  readonly units: bigint
  readonly valueMinor: bigint
}

/** Which units a line asks for. */
export type Wish = {
  readonly itemId: string
  readonly placeId: string
  /** The held status the units are in, or `undefined` for units that may be used. */
  readonly heldStatus?: string | undefined
  /** Taken before all others, when given: these very layers. */
  readonly layerIds?: ReadonlySet<string> | undefined
  /** Taken first, when given: what this order line brought. */
  readonly orderLineId?: string | null | undefined
  /** Taken next, when given: what is of this lot. */
  readonly lotId?: string | null | undefined
}

/** Oldest first: by the day received, then by id. */
export function openLayers(layers: readonly Layer[]): readonly OpenLayer[] {
  return layers
    .map((layer) => ({
      layer,
      unitsLeft: layer.unitsLeft,
      valueLeftMinor: layer.valueLeftMinor,
    }))
    .sort((a, b) => compareText(ageOf(a.layer), ageOf(b.layer)))
}

/**
 * What `units` out of `unitsLeft` worth `valueLeftMinor` are worth: all of them take all of the
 * value, fewer their share, half to even.
 */
export function shareOfValue(units: bigint, unitsLeft: bigint, valueLeftMinor: bigint): bigint {
  invariant(units >= 0n && units <= unitsLeft, 'a share takes no more units than there are')
  if (units === unitsLeft) return valueLeftMinor
  return divideHalfEven(valueLeftMinor * units, unitsLeft)
}

/**
 * Takes units out of the layers that fit the wish, the oldest first.
 *
 * @returns what was taken, and how many units were missing
 */
export function takeUnits(
  open: readonly OpenLayer[],
  wish: Wish,
  units: bigint,
): { readonly parts: readonly Part[]; readonly missingUnits: bigint } {
  const parts: Part[] = []
  let missingUnits = units
  for (const each of fittingLayers(open, wish)) {
    if (missingUnits === 0n) break
    const taken = lesser(each.unitsLeft, missingUnits)
    const valueMinor = shareOfValue(taken, each.unitsLeft, each.valueLeftMinor)
    each.unitsLeft -= taken
    each.valueLeftMinor -= valueMinor
    missingUnits -= taken
    parts.push({ layer: each.layer, units: taken, valueMinor })
  }
  return { parts, missingUnits }
}

/** The layers with units left that fit, in the order they are consumed. */
export function fittingLayers(open: readonly OpenLayer[], wish: Wish): readonly OpenLayer[] {
  const preferenceOf = ({ layer }: OpenLayer): number => {
    const ofLine = wish.orderLineId != null && layer.orderLineId === wish.orderLineId
    const ofLot = wish.lotId != null && layer.lotId === wish.lotId
    return (wish.layerIds?.has(layer.id) ? 0 : 4) + (ofLine ? 0 : 2) + (ofLot ? 0 : 1)
  }
  return open
    .filter((each) => each.unitsLeft > 0n && fits(each.layer, wish))
    .toSorted((a, b) => preferenceOf(a) - preferenceOf(b))
}

/** How the layers differ from how they were opened, in id order. */
export function changesOf(open: readonly OpenLayer[]): readonly LayerChange[] {
  return open
    .map(({ layer, unitsLeft, valueLeftMinor }) => ({
      layerId: layer.id,
      units: unitsLeft - layer.unitsLeft,
      valueMinor: valueLeftMinor - layer.valueLeftMinor,
    }))
    .filter((change) => change.units !== 0n || change.valueMinor !== 0n)
    .sort((a, b) => compareText(a.layerId, b.layerId))
}

function fits(layer: Layer, wish: Wish): boolean {
  if (layer.itemId !== wish.itemId || layer.placeId !== wish.placeId) return false
  if (wish.heldStatus === undefined) return layer.kind !== 'held'
  return layer.kind === 'held' && layer.status === wish.heldStatus
}

function ageOf(layer: Layer): string {
  return `${layer.receivedOn} ${layer.id}`
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
