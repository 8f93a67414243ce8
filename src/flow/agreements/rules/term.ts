/** What must hold within one supplier's terms; every breach is told, each with what to do. */
import { roundUnits } from './quote.ts'

/** No terms have more breaks. */
export const breaksMax = 50

export type TermQuantities = {
  readonly moqUnits: bigint
  readonly multipleUnits: bigint
  /** Base units in one inner carton, outer carton, layer and pallet. */
  readonly innerUnits: bigint | null
  readonly outerUnits: bigint | null
  readonly layerUnits: bigint | null
  readonly palletUnits: bigint | null
}

export type TermShape = TermQuantities & {
  readonly validFrom: string
  readonly validTo: string | null
  readonly breaks: readonly { readonly fromUnits: bigint }[]
}

export type TermFault = { readonly code: string; readonly detail: string; readonly pointer: string }

export function termFaults(term: TermShape): readonly TermFault[] {
  return [
    ...validityFaults(term),
    ...quantityFaults(term),
    ...breakFaults(term),
    ...packingFaults(term),
  ]
}

function validityFaults({ validFrom, validTo }: TermShape): readonly TermFault[] {
  if (validTo === null || validTo >= validFrom) return []
  const detail = `Let the terms end on ${validFrom} or later: they begin then.`
  return [{ code: 'validity_reversed', detail, pointer: '/validTo' }]
}

function quantityFaults(term: TermShape): readonly TermFault[] {
  if (term.multipleUnits > 0n) return []
  const detail = 'Give a multiple above zero, or leave it out.'
  return [{ code: 'multiple_zero', detail, pointer: '/multiple' }]
}

function breakFaults(term: TermShape): readonly TermFault[] {
  const faults: TermFault[] = []
  for (const [index, { fromUnits }] of term.breaks.entries()) {
    const pointer = `/breaks/${index}/from`
    if (term.breaks.findIndex((other) => other.fromUnits === fromUnits) < index) {
      const detail = 'Let each break start at a quantity of its own: this one stands twice.'
      faults.push({ code: 'break_repeated', detail, pointer })
    }
  }
  if (term.multipleUnits > 0n && !hasPriceForLeast(term)) {
    const detail = 'Give a price that holds from the least quantity one can order, or from 0 on.'
    faults.push({ code: 'price_for_least_missing', detail, pointer: '/breaks' })
  }
  return faults
}

/** The least that can be ordered is one base unit, raised and rounded. */
function hasPriceForLeast(term: TermShape): boolean {
  const least = roundUnits(1n, term)
  return term.breaks.some(({ fromUnits }) => fromUnits <= least)
}

/** Each packing holds a whole number of the next smaller one that is given. */
function packingFaults(term: TermShape): readonly TermFault[] {
  const packings = [
    { name: 'inner', units: term.innerUnits },
    { name: 'outer', units: term.outerUnits },
    { name: 'layer', units: term.layerUnits },
    { name: 'pallet', units: term.palletUnits },
  ].flatMap(({ name, units }) => (units === null ? [] : [{ name, units }]))
  return packings.flatMap(({ name, units }, index) => {
    const smaller = packings[index - 1]
    if (units <= 0n) {
      const detail = `Give more than zero units for one ${name}, or leave it out.`
      return [{ code: 'packing_empty', detail, pointer: `/${name}` }]
    }
    if (smaller === undefined || smaller.units <= 0n || units % smaller.units === 0n) return []
    const detail = `Let one ${name} hold a whole number of what one ${smaller.name} holds.`
    return [{ code: 'packing_not_nested', detail, pointer: `/${name}` }]
  })
}
