import { useCallback, useEffect, useState } from 'react'

import type { ArrivalLine } from '#contracts/flow/receiving'

import { compareDecimals, difference, sumOf } from '../../look/decimal.ts'
import { unitsText } from '../../look/format.ts'
import { remember, remembered } from '../../look/preferences.ts'

/** What was counted of a line, in its stocking unit. */
export type Counted = {
  readonly accepted?: string | undefined
  readonly quarantined?: string | undefined
  readonly rejected?: string | undefined
  readonly lot?: string | undefined
  readonly expiresOn?: string | undefined
  readonly reason?: string | undefined
}

const uncounted: Counted = {}

export type Counts = Readonly<Record<string, Counted>>

/** Counts of an order, kept on this device until they are posted: a closed tab loses nothing. */
export function useCounts(orderId: string) {
  const key = `count:${orderId}`
  const [counts, setCounts] = useState<Counts>(() => (remembered(key) as Counts | undefined) ?? {})
  useEffect(() => remember(key, counts), [key, counts])
  const set = useCallback((line: ArrivalLine, counted: Counted) => {
    setCounts((before) => ({ ...before, [line.orderLineId]: counted }))
  }, [])
  return {
    counts,
    countedOf: (line: ArrivalLine): Counted => counts[line.orderLineId] ?? uncounted,
    set,
    /** All of every line, as expected. */
    setAll: (lines: readonly ArrivalLine[]) =>
      setCounts(
        Object.fromEntries(
          lines.map((line) => [
            line.orderLineId,
            { ...counts[line.orderLineId], accepted: line.expected.quantity },
          ]),
        ),
      ),
    clear: () => setCounts({}),
  }
}

export function totalOf({ accepted = '0', quarantined = '0', rejected = '0' }: Counted): string {
  return sumOf([accepted, quarantined, rejected])
}

export function isCounted(counted: Counted): boolean {
  return compareDecimals(totalOf(counted), '0') > 0
}

/** Over or short, said at once, with what follows. */
export function remarkOn(
  line: ArrivalLine,
  counted: Counted,
): { readonly tone: 'crit' | 'warn'; readonly text: string } | undefined {
  if (!isCounted(counted)) return undefined
  const total = totalOf(counted)
  const { unit } = line.expected
  if (compareDecimals(total, line.remaining.quantity) > 0) {
    const over = unitsText(difference(total, line.remaining.quantity))
    return { tone: 'crit', text: `${over} ${unit} more than may be received. Ask the buyer.` }
  }
  const gap = difference(line.expected.quantity, total)
  if (compareDecimals(gap, '0') > 0) {
    return { tone: 'warn', text: `${unitsText(gap)} ${unit} short. The rest stays open.` }
  }
  if (compareDecimals(gap, '0') < 0) {
    const over = unitsText(difference(total, line.expected.quantity))
    return { tone: 'warn', text: `${over} ${unit} over, within the tolerance.` }
  }
  return undefined
}

export function bodyLineOf(line: ArrivalLine, counted: Counted) {
  const { unit } = line.expected
  const part = (name: 'accepted' | 'quarantined' | 'rejected') => {
    const quantity = counted[name]
    return quantity === undefined || compareDecimals(quantity, '0') === 0
      ? {}
      : { [name]: { quantity, unit } }
  }
  return {
    orderLineId: line.orderLineId,
    ...part('accepted'),
    ...part('quarantined'),
    ...part('rejected'),
    ...(counted.lot
      ? {
          lot: {
            code: counted.lot,
            ...(counted.expiresOn ? { expiresOn: counted.expiresOn } : {}),
          },
        }
      : {}),
    ...(counted.reason ? { reason: counted.reason } : {}),
  }
}
