/** All rows of one item on one day of a shop's file, judged together: what each says of demand. */
import { divideHalfEven, powerOfTen } from '#kernel/decimal'

import {
  type SaleRow,
  type SaleRowHabits,
  type SetAsideReason,
  saleRowJudge,
  type Verdict,
} from './sale-rows.ts'

export type JudgedSale = {
  readonly verdict: 'demand' | SetAsideReason
  /** Which of the rows that say the same this is, from 0. */
  readonly copyNo: number
}

/**
 * @param itemName what the item is called, so that a note in place of its name is seen
 * @param rows in the order of the file
 */
export function judgeSales(
  habits: SaleRowHabits,
  itemName: string,
  rows: readonly SaleRow[],
): readonly JudgedSale[] {
  const judge = saleRowJudge(habits)
  const [first] = rows
  if (first === undefined) return []
  // The item's own name goes first, as if it had been sold once before.
  judge({ ...first, ...sold, description: itemName })
  const verdicts: ('demand' | SetAsideReason)[] = []
  const copies = new Map<string, number>()
  const copyNos: number[] = []
  for (const row of rows) {
    const { verdict, undoesRow } = judge(row)
    verdicts.push(reasonOf(verdict))
    if (undoesRow !== undefined && undoesRow > 0) verdicts[undoesRow - 1] = 'cancelled_sale'
    const copyNo = copies.get(row.said) ?? 0
    copies.set(row.said, copyNo + 1)
    copyNos.push(copyNo)
  }
  return verdicts.map((verdict, index) => ({ verdict, copyNo: copyNos[index] ?? 0 }))
}

const sold = { documentNo: '', units: 1n, priceE4: 1n, customer: '', day: '', said: '\u0000' }

function reasonOf(verdict: Verdict): 'demand' | SetAsideReason {
  return verdict.kind === 'demand' ? 'demand' : verdict.reason
}

/** From what a person writes: codes with commas between, a star for any rest. */
export function habitsOf(notStock = '', cancelledBy = ''): SaleRowHabits {
  const codes = notStock
    .split(',')
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '')
  return {
    notStockCodes: codes.filter((code) => !code.endsWith('*')),
    notStockPrefixes: codes.filter((code) => code.endsWith('*')).map((code) => code.slice(0, -1)),
    cancellationPrefixes: cancelledBy === '' ? [] : [cancelledBy.toUpperCase()],
  }
}

/**
 * What a row is worth in minor units of its currency.
 *
 * @param priceE4 ten-thousandths of one unit of the currency for one stocking unit
 */
export function worthMinor(
  units: bigint,
  unitDecimals: number,
  priceE4: bigint,
  minorDigits: number,
): bigint {
  const minor = units * priceE4 * powerOfTen(minorDigits)
  return divideHalfEven(minor, powerOfTen(unitDecimals + 4))
}
