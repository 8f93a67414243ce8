import { powerOfTen } from '#kernel/decimal'
import { type Measure, unitRatio } from '#kernel/quantity'

/** How many base units of the item one of the supplier's unit is. */
export type TermUnit = {
  readonly unit: string
  readonly unitNumerator: bigint
  readonly unitDenominator: bigint
}

/** The units in which quantities of the terms may be written: the item's, and the supplier's own. */
export function termMeasure(item: Measure, term: TermUnit): Measure {
  if (unitRatio(term.unit, item) !== undefined) return item
  const own = {
    unit: term.unit,
    numerator: term.unitNumerator,
    denominator: term.unitDenominator * powerOfTen(item.unitDecimals),
  }
  return { ...item, packs: [...(item.packs ?? []), own] }
}

/**
 * The supplier's unit in base units: the item's own unit of that code, or as many stocking units as
 * are said.
 *
 * @returns `undefined` when the item has no such unit and nothing is said
 */
export function termUnitOf(
  item: Measure,
  unit: string,
  said: { readonly numerator: bigint; readonly denominator: bigint } | undefined,
): TermUnit | undefined {
  const known = unitRatio(unit, item)
  if (known !== undefined) {
    return { unit, unitNumerator: known.numerator, unitDenominator: known.denominator }
  }
  if (said === undefined) return undefined
  const unitNumerator = said.numerator * powerOfTen(item.unitDecimals)
  return { unit, unitNumerator, unitDenominator: said.denominator }
}
