/**
 * Items that are treated alike: ABC by the value they consume, XYZ by how unsteady their cleaned demand is. For defaults of
 * policy and for sorting work, not for the sums (rules.md 10: published cut-offs disagree, so they are settings).
 */

export type SegmentSettings = {
  /** A ends where the values, largest first, add up to this share; B likewise. */
  readonly valueShareA: number
  readonly valueShareB: number
  /** X is up to this deviation over mean, Y up to the next. */
  readonly variationX: number
  readonly variationY: number
}

export const segmentDefaults: SegmentSettings = {
  valueShareA: 0.8,
  valueShareB: 0.95,
  variationX: 0.5,
  variationY: 1,
}

export type ValueClass = 'A' | 'B' | 'C'
export type VariationClass = 'X' | 'Y' | 'Z'
export type Segment = `${ValueClass}${VariationClass}`

export type SegmentFacts = {
  readonly id: string
  /** What a year's demand costs. */
  readonly yearValue: number
  /** Deviation over mean per month, de-seasonalised and corrected for stock-outs; NaN without demand. */
  readonly variation: number
}

/** The segment of each item, in the order given. Items of the same value are ranked by id. */
export function segmentsOf(
  items: readonly SegmentFacts[],
  settings: SegmentSettings = segmentDefaults,
): readonly Segment[] {
  const total = items.reduce((sum, { yearValue }) => sum + yearValue, 0)
  const ranked = items
    .map((item, at) => ({ ...item, at }))
    .sort((a, b) => b.yearValue - a.yearValue || (a.id < b.id ? -1 : 1))
  const segments: Segment[] = items.map(() => 'CZ')
  let before = 0
  for (const { at, yearValue, variation } of ranked) {
    // The item that crosses a line still belongs to the class above it.
    const share = total > 0 ? before / total : 1
    segments[at] = `${valueClass(share, settings)}${variationClass(variation, settings)}`
    before += yearValue
  }
  return segments
}

function valueClass(shareBefore: number, settings: SegmentSettings): ValueClass {
  if (shareBefore < settings.valueShareA) return 'A'
  return shareBefore < settings.valueShareB ? 'B' : 'C'
}

function variationClass(variation: number, settings: SegmentSettings): VariationClass {
  if (variation <= settings.variationX) return 'X'
  return variation <= settings.variationY ? 'Y' : 'Z'
}

/** A promise by its name: there is no "service level" as such. */
export type Target =
  | { readonly kind: 'fill' | 'cycle_service'; readonly share: number }
  /** Made or bought to order. */
  | { readonly kind: 'none' }

export type SegmentTarget = { readonly target: Target; readonly needsReview: boolean }

/** What a company starts with (rules.md 10). */
export const targetDefaults: Readonly<Record<Segment, SegmentTarget>> = {
  AX: { target: { kind: 'cycle_service', share: 0.98 }, needsReview: false },
  AY: { target: { kind: 'cycle_service', share: 0.97 }, needsReview: false },
  AZ: { target: { kind: 'cycle_service', share: 0.95 }, needsReview: true },
  BX: { target: { kind: 'cycle_service', share: 0.95 }, needsReview: false },
  BY: { target: { kind: 'cycle_service', share: 0.95 }, needsReview: false },
  BZ: { target: { kind: 'cycle_service', share: 0.95 }, needsReview: false },
  CX: { target: { kind: 'cycle_service', share: 0.9 }, needsReview: false },
  CY: { target: { kind: 'cycle_service', share: 0.9 }, needsReview: false },
  CZ: { target: { kind: 'none' }, needsReview: false },
}

/** For what a person said is high or critical, whatever its segment. */
export const criticalDefaults: Readonly<Record<'high' | 'critical', SegmentTarget>> = {
  high: { target: { kind: 'cycle_service', share: 0.98 }, needsReview: false },
  critical: { target: { kind: 'cycle_service', share: 0.99 }, needsReview: false },
}
