import { useQueries } from '@tanstack/react-query'

import type { ValuationRow } from '#contracts/books/valuation'
import type { PlaceView } from '#contracts/records/places'

import { call, organizationUrl } from '../../api/client.ts'
import { type ListPage, useOrganization } from '../../api/queries.ts'
import { compareDecimals, sumOf } from '../../look/decimal.ts'
import { type Decimal, moneyText } from '../../look/format.ts'
import { type CountedLine, shareOf, stockingUnits } from './counted-line.ts'

export type PreviewGiven = {
  readonly place: PlaceView | undefined
  readonly currency: string
  readonly lines: readonly CountedLine[]
}

/**
 * What posting will do to the value of the stock, as a sentence. What is typed is exact; the rest is
 * about, at what the stock on hand costs on average: the books take it from its layers.
 */
export function usePreview({ place, currency, lines }: PreviewGiven): string {
  const stockOf = useStock(place, lines)
  const worths = lines.map((line) => worthOf(line, stockOf(line.item?.id), currency))
  const sum = (direction: CountedLine['direction']) =>
    sumOf(worths.filter((worth) => worth.direction === direction).map(({ amount }) => amount))
  const isExact = worths.every((worth) => worth.isExact)
  const about = isExact ? '' : 'about '
  const parts = [
    { verb: 'adds', amount: sum('found') },
    { verb: 'takes away', amount: sum('lost') },
  ]
    .filter(({ amount }) => compareDecimals(amount, '0') > 0)
    .map(({ verb, amount }) => `${verb} ${about}${moneyText({ amount, currency })}`)
  const count = lines.length === 1 ? '1 line' : `${lines.length} lines`
  const where = place ? ` at ${place.name}` : ''
  if (parts.length === 0) {
    return `${count}${where}. Found units are worth what those on hand cost, or what the last ones did.`
  }
  return `${count}${where}: ${parts.join(' and ')}. Stock and ledger change together.`
}

type Worth = {
  readonly direction: CountedLine['direction']
  readonly amount: Decimal
  readonly isExact: boolean
}

function worthOf(line: CountedLine, stock: ValuationRow | undefined, currency: string): Worth {
  const { direction, value } = line
  if (direction === 'found' && value !== undefined) {
    return { direction, amount: value, isExact: true }
  }
  const units = stockingUnits(line)
  if (stock === undefined || units === undefined) return { direction, amount: '0', isExact: false }
  const whole = { quantity: stock.quantity.quantity, value: stock.value.amount }
  return { direction, amount: shareOf(units, whole, currency), isExact: false }
}

/** What each item's stock at the place costs now. */
function useStock(place: PlaceView | undefined, lines: readonly CountedLine[]) {
  const organization = useOrganization()
  const itemIds = [...new Set(lines.flatMap(({ item }) => (item ? [item.id] : [])))]
  const path = '/stock-valuation'
  const asked = useQueries({
    queries: itemIds.map((itemId) => {
      const query = { itemId, placeId: place?.id, limit: 1 }
      return {
        queryKey: [organization, 'list', path, query],
        queryFn: async () => {
          const url = organizationUrl(organization, path, query)
          return (await call<ListPage<ValuationRow>>('GET', url)).body
        },
        enabled: place !== undefined,
      }
    }),
  })
  const rows = asked.flatMap(({ data }) => data?.items ?? [])
  return (itemId: string | undefined) => rows.find((row) => row.itemId === itemId)
}
