/** What must hold between the fields of one item; every breach is told, each with what to do. */
import { gtin14, isGtin } from './gtin.ts'

/** No item has more packs. */
export const packsMax = 50

export type PackTerms = {
  readonly unit: string
  readonly numerator: bigint
  readonly denominator: bigint
  readonly gtin: string
}

export type ItemTerms = {
  readonly unit: string
  readonly gtin: string
  readonly tracksLots: boolean
  readonly tracksExpiry: boolean
  readonly packs: readonly PackTerms[]
}

export type TermFault = { readonly code: string; readonly detail: string; readonly pointer: string }

export function itemFaults(item: ItemTerms): readonly TermFault[] {
  return [
    ...gtinFaults(item.gtin, '/gtin'),
    ...expiryFaults(item),
    ...item.packs.flatMap((pack, index) => packFaults(pack, index, item)),
    ...repeatedGtins(item),
  ]
}

function gtinFaults(gtin: string, pointer: string): readonly TermFault[] {
  if (gtin === '' || isGtin(gtin)) return []
  const detail =
    'Check the GTIN: it has 8, 12, 13 or 14 digits, and its last digit does not fit the others.'
  return [{ code: 'gtin_malformed', detail, pointer }]
}

function expiryFaults(item: ItemTerms): readonly TermFault[] {
  if (!item.tracksExpiry || item.tracksLots) return []
  const detail = 'Track lots as well: an expiry day belongs to a lot.'
  return [{ code: 'expiry_without_lots', detail, pointer: '/tracksExpiry' }]
}

function packFaults(pack: PackTerms, index: number, item: ItemTerms): readonly TermFault[] {
  const pointer = `/packs/${index}`
  const faults = [...gtinFaults(pack.gtin, `${pointer}/gtin`)]
  if (pack.unit === item.unit) {
    const detail = `Leave ${pack.unit} out: it is the stocking unit itself.`
    faults.push({ code: 'pack_is_stocking_unit', detail, pointer: `${pointer}/unit` })
  }
  if (item.packs.findIndex(({ unit }) => unit === pack.unit) < index) {
    const detail = `Name ${pack.unit} once: it stands twice in the list.`
    faults.push({ code: 'pack_repeated', detail, pointer: `${pointer}/unit` })
  }
  return faults
}

function repeatedGtins(item: ItemTerms): readonly TermFault[] {
  const all = [
    { gtin: item.gtin, pointer: '/gtin' },
    ...item.packs.map(({ gtin }, index) => ({ gtin, pointer: `/packs/${index}/gtin` })),
  ].filter(({ gtin }) => gtin !== '')
  return all
    .filter(({ gtin }, index) => {
      return all.findIndex((other) => gtin14(other.gtin) === gtin14(gtin)) < index
    })
    .map(({ gtin, pointer }) => ({
      code: 'gtin_repeated',
      detail: `Give ${gtin} once: each pack has a GTIN of its own.`,
      pointer,
    }))
}
