import { fromBaseUnits } from '#kernel/quantity'

export type TermWarning = { readonly code: 'below_moq' | 'off_multiple'; readonly detail: string }

/** The part of a quote that speaks of quantities, in base units. */
type QuotedQuantity = {
  readonly roundedUnits: bigint
  readonly moqUnits: bigint
  readonly multipleUnits: bigint
  readonly why: { readonly askedUnits: bigint }
}

/** What the supplier's own terms say against a quantity; the buyer may order it all the same. */
export function termWarning(
  { roundedUnits, moqUnits, multipleUnits, why: { askedUnits } }: QuotedQuantity,
  item: { readonly unit: string; readonly unitDecimals: number },
): TermWarning | undefined {
  if (roundedUnits === askedUnits) return undefined
  const counted = (units: bigint) => `${fromBaseUnits(units, item.unitDecimals)} ${item.unit}`
  const rounded = `${counted(roundedUnits)} would fit.`
  if (askedUnits < moqUnits) {
    const detail = `The supplier takes ${counted(moqUnits)} or more; ${rounded}`
    return { code: 'below_moq', detail }
  }
  const detail = `The supplier delivers in multiples of ${counted(multipleUnits)}; ${rounded}`
  return { code: 'off_multiple', detail }
}
