import type { ItemCategoryId } from '../queries/read-item-facts.ts'
import type { PackTerms } from '../rules/item-terms.ts'

type WireFields = {
  readonly categoryId?: string | null | undefined
  readonly weightGrams?: number | null | undefined
  readonly volumeCm3?: number | null | undefined
  readonly packs?: unknown
}

/** JSON numbers to whole numbers; what is left out stays left out. */
export function fieldsFromWire<Body extends WireFields>(body: Body) {
  const { packs: _, categoryId, weightGrams, volumeCm3, ...fields } = body
  return {
    ...fields,
    categoryId: categoryId as ItemCategoryId | null | undefined,
    weightGrams: wholeNumber(weightGrams),
    volumeCm3: wholeNumber(volumeCm3),
  }
}

export function packsFromWire(
  packs:
    | readonly {
        readonly unit: string
        readonly numerator: number
        readonly denominator?: number | undefined
        readonly gtin?: string | undefined
      }[]
    | undefined,
): readonly PackTerms[] | undefined {
  return packs?.map(({ unit, numerator, denominator, gtin }) => ({
    unit,
    numerator: BigInt(numerator),
    denominator: BigInt(denominator ?? 1),
    gtin: gtin ?? '',
  }))
}

function wholeNumber(given: number | null | undefined): bigint | null | undefined {
  return given === null || given === undefined ? given : BigInt(given)
}
