/**
 * Undoing a posted invoice: every line of its entry comes back with the opposite sign, but for the
 * price variance. That was split by what was on hand then; what is on hand now decides where it goes
 * back, so that the inventory account still equals the layers.
 */
import type { EntryLine, LedgerLine } from '#books/ledger'
import { sumOf } from '#kernel/list'
import type { AccountId, Control } from '#records/companies'

import type { MatchRow } from './settlement.ts'

/** The match of an invoice line taken back: the same figures with the opposite sign. */
export function undone(row: MatchRow): MatchRow {
  return {
    ...row,
    units: -row.units,
    billedDocumentMinor: -row.billedDocumentMinor,
    clearedDocumentMinor: -row.clearedDocumentMinor,
    clearedMinor: -row.clearedMinor,
    varianceStockMinor: -row.varianceStockMinor,
    varianceExpenseMinor: -row.varianceExpenseMinor,
    fxMinor: -row.fxMinor,
  }
}

/**
 * @param stockLines what the layers still on hand give back, as the cost book gives it
 */
export function reversalEntry(
  posted: readonly EntryLine[],
  stockLines: readonly LedgerLine[],
  accountIdByControl: Readonly<Record<Control, AccountId>>,
): readonly LedgerLine[] {
  const varied: ReadonlySet<string> = new Set([
    accountIdByControl.inventory,
    accountIdByControl.price_variance,
  ])
  const variedMinor = sumOf(
    posted.filter((line) => varied.has(line.accountId)),
    (line) => line.amountMinor,
  )
  const stockMinor = sumOf(stockLines, (line) => line.amountMinor)
  return [
    ...posted.filter((line) => !varied.has(line.accountId)).map(mirrored),
    ...stockLines,
    { control: 'price_variance', amountMinor: -variedMinor - stockMinor },
  ]
}

function mirrored(line: EntryLine): LedgerLine {
  const { accountId, supplierId, amountMinor, documentMinor } = line
  return {
    accountId,
    amountMinor: -amountMinor,
    ...(documentMinor === null ? {} : { documentMinor: -documentMinor }),
    ...(supplierId === null ? {} : { supplierId }),
  }
}
