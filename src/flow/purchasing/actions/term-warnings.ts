import type { QuotedLine } from '#flow/agreements'
import { fromBaseUnits } from '#kernel/quantity'
import type { ErrorFact } from '#platform/http/problem'
import type { ItemFacts } from '#records/items'

/** What the supplier's own terms say against a quantity; the buyer may order it all the same. */
export function termWarnings(
  quoted: QuotedLine | undefined,
  item: ItemFacts,
  index: number,
): readonly ErrorFact[] {
  if (quoted === undefined || quoted.kind === 'no_terms') return []
  const { roundedUnits, moqUnits, multipleUnits } = quoted
  const { askedUnits } = quoted.why
  if (roundedUnits === askedUnits) return []
  const counted = (units: bigint) => `${fromBaseUnits(units, item.unitDecimals)} ${item.unit}`
  const pointer = `/lines/${index}/quantity`
  const rounded = `${counted(roundedUnits)} would fit.`
  if (askedUnits < moqUnits) {
    const detail = `The supplier takes ${counted(moqUnits)} or more; ${rounded}`
    return [{ code: 'below_moq', detail, pointer }]
  }
  const detail = `The supplier delivers in multiples of ${counted(multipleUnits)}; ${rounded}`
  return [{ code: 'off_multiple', detail, pointer }]
}
