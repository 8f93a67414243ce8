/**
 * What a matched invoice does to the money: clear the accrual, owe the supplier, and put the
 * difference where it belongs (rules.md 3, rows 6 to 9, 17 and 18).
 *
 * The accrual is cleared at what it stands at, by units: all of it for all units, so that part
 * invoices in any order bring it back to nothing, to the last cent, in both currencies. What the
 * supplier bills above that is price variance at the invoice's rate; what the accrual is worth at
 * the invoice's rate above what it was at the receipts' is exchange difference.
 *
 * Units billed before they came leave the accrual below zero, at the billed price; the receipt takes
 * it up from there.
 */
import type { GrniBalance, LedgerLine } from '#books/ledger'
import { divideHalfEven } from '#kernel/decimal'
import { convertMinor, type Exchange } from '#kernel/fx'
import { sumOf } from '#kernel/list'

/** A goods line with what follows it into cost, in the document's currency. */
export type GoodsToSettle = {
  readonly invoiceLineId: string
  readonly orderLineId: string
  readonly billedUnits: bigint
  readonly billedMinor: bigint
  /** Charges and unrecoverable tax that follow the goods. */
  readonly followingMinor: bigint
}

export type SettledGoods = {
  readonly invoiceLineId: string
  readonly orderLineId: string
  readonly billedUnits: bigint
  readonly billedMinor: bigint
  /** Of the billed units, those that had come and were accrued. */
  readonly coveredUnits: bigint
  readonly clearedDocumentMinor: bigint
  readonly clearedMinor: bigint
  /** In the company's currency: to be split between stock on hand and expense. */
  readonly varianceMinor: bigint
  readonly fxMinor: bigint
}

const nothing: GrniBalance = { units: 0n, documentMinor: 0n, amountMinor: 0n }

/** Settles lines in turn; a later line of the same order line sees what the earlier ones left. */
export function settleGoods(
  lines: readonly GoodsToSettle[],
  accruals: ReadonlyMap<string, GrniBalance>,
  exchange: Exchange,
): readonly SettledGoods[] {
  const left = new Map(accruals)
  return lines.map((line) => {
    const accrual = left.get(line.orderLineId) ?? nothing
    const settled = settleLine(line, accrual, exchange)
    left.set(line.orderLineId, {
      units: accrual.units - line.billedUnits,
      documentMinor: accrual.documentMinor - settled.clearedDocumentMinor,
      amountMinor: accrual.amountMinor - settled.clearedMinor,
    })
    return settled
  })
}

function settleLine(line: GoodsToSettle, accrual: GrniBalance, exchange: Exchange): SettledGoods {
  const worthMinor = line.billedMinor + line.followingMinor
  const coveredUnits = within(accrual.units, line.billedUnits)
  const covered = {
    documentMinor: share(accrual.documentMinor, coveredUnits, accrual.units),
    amountMinor: share(accrual.amountMinor, coveredUnits, accrual.units),
  }
  const aheadMinor = worthMinor - share(worthMinor, coveredUnits, line.billedUnits)
  const aheadAmountMinor = convertMinor(aheadMinor, exchange)
  const atInvoiceRateMinor = convertMinor(covered.documentMinor, exchange)
  const { invoiceLineId, orderLineId, billedUnits, billedMinor } = line
  return {
    invoiceLineId,
    orderLineId,
    billedUnits,
    billedMinor,
    coveredUnits,
    clearedDocumentMinor: covered.documentMinor + aheadMinor,
    clearedMinor: covered.amountMinor + aheadAmountMinor,
    varianceMinor: convertMinor(worthMinor, exchange) - atInvoiceRateMinor - aheadAmountMinor,
    fxMinor: atInvoiceRateMinor - covered.amountMinor,
  }
}

/** How many of the billed units the accrual covers. */
function within(accruedUnits: bigint, billedUnits: bigint): bigint {
  if (accruedUnits <= 0n) return 0n
  return accruedUnits < billedUnits ? accruedUnits : billedUnits
}

function share(amountMinor: bigint, units: bigint, ofUnits: bigint): bigint {
  if (units === ofUnits) return amountMinor
  return units === 0n ? 0n : divideHalfEven(amountMinor * units, ofUnits)
}

/** What is kept of a matched line: which billed units cleared which accrual. Negative on a reversal. */
export type MatchRow = {
  readonly invoiceLineId: string
  readonly orderLineId: string
  readonly units: bigint
  readonly billedDocumentMinor: bigint
  readonly clearedDocumentMinor: bigint
  readonly clearedMinor: bigint
  readonly varianceStockMinor: bigint
  readonly varianceExpenseMinor: bigint
  readonly fxMinor: bigint
}

/** Money of the invoice that is no goods, in the document's currency. */
export type Beside = {
  readonly line:
    | { readonly control: 'recoverable_tax' | 'landed_cost_variance' }
    | { readonly accountId: string }
  readonly documentMinor: bigint
}

export type InvoiceToPost = {
  readonly supplierId: string
  readonly totalMinor: bigint
  readonly goods: readonly SettledGoods[]
  /** By goods line, what of its variance was consumed already. */
  readonly expenseMinor: bigint
  /** The share on hand, as the cost book gives it. */
  readonly stockLines: readonly LedgerLine[]
  readonly beside: readonly Beside[]
  readonly exchange: Exchange
}

/**
 * The ledger lines of a posted invoice. They balance by construction: what the foot of the invoice
 * says beyond its lines, and what converting line by line leaves over, is rounding.
 */
export function invoiceEntry(invoice: InvoiceToPost): readonly LedgerLine[] {
  const { goods, exchange, supplierId } = invoice
  const payableMinor = convertMinor(invoice.totalMinor, exchange)
  const lines: readonly LedgerLine[] = [
    {
      control: 'grni',
      amountMinor: sumOf(goods, (line) => line.clearedMinor),
      documentMinor: sumOf(goods, (line) => line.clearedDocumentMinor),
      supplierId,
    },
    ...invoice.stockLines,
    { control: 'price_variance', amountMinor: invoice.expenseMinor },
    { control: 'fx_realised', amountMinor: sumOf(goods, (line) => line.fxMinor) },
    ...invoice.beside.map(({ line, documentMinor }) => ({
      ...line,
      documentMinor,
      amountMinor: convertMinor(documentMinor, exchange),
    })),
    {
      control: 'accounts_payable',
      amountMinor: -payableMinor,
      documentMinor: -invoice.totalMinor,
      supplierId,
    },
  ]
  const restMinor = sumOf(lines, (line) => line.amountMinor)
  return [...lines, { control: 'rounding', amountMinor: -restMinor }]
}
