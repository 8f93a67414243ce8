import { invariant } from '#kernel/invariant'
import type { Measure } from '#kernel/quantity'
import { quantityFromWire } from '#platform/wire'

import type { CellError } from './rules/columns.ts'

/**
 * Base units of what the columns `quantity` and `unit` of a row say, in the stocking unit where no unit is
 * named; or why not, at the column it is about.
 */
export function unitsFromCells(
  row: { readonly quantity: string; readonly unit?: string | undefined },
  measure: Measure,
): bigint | CellError {
  const { quantity, unit = measure.unit } = row
  const read = quantityFromWire({ quantity, unit }, measure)
  if (read.kind === 'read') return read.value
  const [error] = read.errors
  invariant(error !== undefined, 'a refusal has its reason')
  const { code, detail, pointer = '/quantity' } = error
  return { code, detail, column: pointer.slice(1) }
}
