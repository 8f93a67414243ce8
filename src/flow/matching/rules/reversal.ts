/**
 * Undoing a posted invoice: every line of its entry comes back with the opposite sign, but for the
 * price variance. That was split by what was on hand then; what is on hand now decides where it goes
 * back, so that the inventory account still equals the layers.
 *
 * The accrual stands again at what it was cleared at, unless that leaves no units in it: goods or
 * invoices that came between at another price took part of it, and no money may stay without units.
 */
import type { EntryLine, GrniBalance, LedgerLine } from '#books/ledger'
import { sumOf } from '#kernel/list'
import type { AccountId, Control } from '#records/companies'

import type { MatchRow } from './settlement.ts'

/** The match of each invoice line taken back, in turn: a later one sees what the earlier ones left. */
export function undoMatch(
  rows: readonly MatchRow[],
  accruals: ReadonlyMap<string, GrniBalance>,
): readonly MatchRow[] {
  const left = new Map(accruals)
  return rows.map((row) => {
    const accrual = left.get(row.orderLineId) ?? nothing
    const taken = undone(row, accrual)
    left.set(row.orderLineId, {
      units: accrual.units - taken.units,
      documentMinor: accrual.documentMinor - taken.clearedDocumentMinor,
      amountMinor: accrual.amountMinor - taken.clearedMinor,
    })
    return taken
  })
}

const nothing: GrniBalance = { units: 0n, documentMinor: 0n, amountMinor: 0n }

/** The same figures with the opposite sign; all that is accrued when no units are left in it. */
function undone(row: MatchRow, accrual: GrniBalance): MatchRow {
  const leavesNone = accrual.units + row.units === 0n
  return {
    ...row,
    units: -row.units,
    billedDocumentMinor: -row.billedDocumentMinor,
    clearedDocumentMinor: leavesNone ? accrual.documentMinor : -row.clearedDocumentMinor,
    clearedMinor: leavesNone ? accrual.amountMinor : -row.clearedMinor,
    varianceStockMinor: -row.varianceStockMinor,
    varianceExpenseMinor: -row.varianceExpenseMinor,
    fxMinor: -row.fxMinor,
  }
}

/**
 * @param undoneRows the match as it is taken back
 * @param stockLines what the layers still on hand give back, as the cost book gives it
 */
export function reversalEntry(
  posted: readonly EntryLine[],
  undoneRows: readonly MatchRow[],
  stockLines: readonly LedgerLine[],
  accountIdByControl: Readonly<Record<Control, AccountId>>,
): readonly LedgerLine[] {
  const varied: ReadonlySet<string> = new Set([
    accountIdByControl.grni,
    accountIdByControl.inventory,
    accountIdByControl.price_variance,
  ])
  const variedMinor = sumOf(
    posted.filter((line) => varied.has(line.accountId)),
    (line) => line.amountMinor,
  )
  const supplierId = posted.find((line) => line.supplierId !== null)?.supplierId
  const accrued = {
    control: 'grni',
    amountMinor: sumOf(undoneRows, (row) => row.clearedMinor),
    documentMinor: sumOf(undoneRows, (row) => row.clearedDocumentMinor),
    ...(supplierId == null ? {} : { supplierId }),
  } as const
  const stockMinor = sumOf(stockLines, (line) => line.amountMinor)
  return [
    accrued,
    ...posted.filter((line) => !varied.has(line.accountId)).map(mirrored),
    ...stockLines,
    { control: 'price_variance', amountMinor: -variedMinor - accrued.amountMinor - stockMinor },
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
