/**
 * Three-way match: may we pay what this supplier bills?
 *
 * The invoice is laid beside two other papers. The order says what a unit should cost; the receipts
 * say how many units we kept. We pay for what came, at the price we agreed, give or take a tolerance.
 * Whatever doesn't fit is held for a person, with every reason at once, and each reason with the very
 * terms that made it. Less than agreed never holds an invoice.
 *
 * Pure: the same papers always lead to the same checks. Source: rules.md 2.
 */
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { greater, valueMinor } from '#kernel/value'

import type { BilledCharge, BilledGoods, BilledTax, OrderedLine, Papers } from './papers.ts'
import { exceedsShare, judge, type Outcome } from './tolerance.ts'

export type Owner = 'buyer' | 'receiver' | 'ap_clerk'

/** Why an invoice is held; stable codes. */
export type ReasonCode =
  | 'price_above_order'
  | 'awaiting_receipt'
  | 'billed_beyond_receipt'
  | 'billed_beyond_order'
  | 'line_total_above_order'
  | 'order_not_open'
  | 'charge_not_expected'
  | 'tax_differs'
  | 'total_differs'
  | 'duplicate_number'

/** Amounts end in `Minor` (document) or `CompanyMinor`, counts in `Units`, shares in `Bps`. */
export type Facts = Readonly<Record<string, bigint | string>>

export type Check = {
  readonly check:
    | 'price'
    | 'quantity'
    | 'ordered'
    | 'line_total'
    | 'order'
    | 'charge'
    | 'tax'
    | 'total'
    | 'duplicate'
  readonly outcome: Outcome
  /** What a failure is called. */
  readonly code: ReasonCode
  /** Who can settle it. */
  readonly owner: Owner
  /** Absent where the whole invoice is meant. */
  readonly invoiceLineId: string | null
  readonly facts: Facts
}

/** Every check of an invoice, passed or not, line by line. */
export function checkInvoice(papers: Papers): readonly Check[] {
  const before = new Map<string, { units: bigint; minor: bigint }>()
  const goods = papers.goods.flatMap((line) => {
    invariant(line.billedUnits > 0n, 'a billed line bills at least one unit')
    const ordered = papers.orderLines.get(line.orderLineId)
    invariant(ordered !== undefined, `order line ${line.orderLineId} is billed but not read`)
    const earlier = before.get(line.orderLineId) ?? {
      units: ordered.invoicedUnits,
      minor: ordered.invoicedMinor,
    }
    const cumulative = {
      units: earlier.units + line.billedUnits,
      minor: earlier.minor + line.billedMinor,
    }
    before.set(line.orderLineId, cumulative)
    return checkGoods(line, ordered, cumulative, papers)
  })
  return [
    ...goods,
    ...papers.charges.map((charge) => checkCharge(charge, papers)),
    ...papers.taxes.map((tax) => checkTax(tax, papers)),
    checkTotal(papers),
    checkTwins(papers),
  ]
}

export function failuresOf(checks: readonly Check[]): readonly Check[] {
  return checks.filter((check) => check.outcome === 'fails')
}

type Cumulative = { readonly units: bigint; readonly minor: bigint }

function checkGoods(
  line: BilledGoods,
  ordered: OrderedLine,
  cumulative: Cumulative,
  papers: Papers,
): readonly Check[] {
  return [
    checkPrice(line, ordered, papers),
    checkReceipt(line, ordered, cumulative, papers),
    checkOrdered(line, ordered, cumulative),
    checkLineTotal(line, ordered, cumulative, papers),
    checkOrder(line, ordered),
  ]
}

/** Like is compared with like: both prices are taken over the same units and rounded alike. */
function checkPrice(line: BilledGoods, ordered: OrderedLine, papers: Papers): Check {
  const { tolerance, exchange } = papers
  const orderedMinor = valueMinor(line.billedUnits, ordered.price)
  const excessMinor = line.billedMinor - orderedMinor
  const limit = { overBps: tolerance.priceOverBps, overMinor: tolerance.priceOverMinor }
  return {
    check: 'price',
    outcome: judge(excessMinor, orderedMinor, limit, exchange),
    code: 'price_above_order',
    owner: 'buyer',
    invoiceLineId: line.invoiceLineId,
    facts: {
      billedMinor: line.billedMinor,
      orderedMinor,
      excessMinor,
      allowedBps: limit.overBps,
      allowedCompanyMinor: limit.overMinor,
    },
  }
}

/** Cumulative, not per document: what is billed in all against what is kept in all. */
function checkReceipt(
  line: BilledGoods,
  ordered: OrderedLine,
  cumulative: Cumulative,
  papers: Papers,
): Check {
  const excessUnits = cumulative.units - ordered.receivedUnits
  const allowedUnits = papers.tolerance.unitsOverMax
  return {
    check: 'quantity',
    outcome: judgeUnits(excessUnits, allowedUnits),
    code: ordered.receivedUnits === 0n ? 'awaiting_receipt' : 'billed_beyond_receipt',
    owner: 'receiver',
    invoiceLineId: line.invoiceLineId,
    facts: {
      billedUnits: line.billedUnits,
      billedInAllUnits: cumulative.units,
      receivedUnits: ordered.receivedUnits,
      excessUnits,
      allowedUnits,
    },
  }
}

function checkOrdered(line: BilledGoods, ordered: OrderedLine, cumulative: Cumulative): Check {
  const excessUnits = cumulative.units - ordered.ceilingUnits
  return {
    check: 'ordered',
    outcome: judgeUnits(excessUnits, 0n),
    code: 'billed_beyond_order',
    owner: 'buyer',
    invoiceLineId: line.invoiceLineId,
    facts: {
      billedInAllUnits: cumulative.units,
      orderedUnits: ordered.orderedUnits,
      ceilingUnits: ordered.ceilingUnits,
      excessUnits,
    },
  }
}

/** All that is billed for the line so far against what it is worth; units beyond receipt are checked apart. */
function checkLineTotal(
  line: BilledGoods,
  ordered: OrderedLine,
  cumulative: Cumulative,
  papers: Papers,
): Check {
  const { tolerance, exchange } = papers
  const kept = ordered.receivedUnits
  const worthUnits = greater(kept, ordered.orderedUnits)
  const orderedMinor = valueMinor(worthUnits, ordered.price)
  const excessMinor = cumulative.minor - orderedMinor
  const limit = { overBps: tolerance.totalOverBps, overMinor: tolerance.totalOverMinor }
  return {
    check: 'line_total',
    outcome: judge(excessMinor, orderedMinor, limit, exchange),
    code: 'line_total_above_order',
    owner: 'buyer',
    invoiceLineId: line.invoiceLineId,
    facts: {
      billedInAllMinor: cumulative.minor,
      orderedMinor,
      excessMinor,
      allowedBps: limit.overBps,
      allowedCompanyMinor: limit.overMinor,
    },
  }
}

/** What came is owed on a closed order too; a draft, a hold or a cancellation needs the buyer. */
function checkOrder(line: BilledGoods, ordered: OrderedLine): Check {
  const isOpen = ordered.lifecycle === 'released' || ordered.lifecycle === 'closed'
  return {
    check: 'order',
    outcome: isOpen ? 'fits' : 'fails',
    code: 'order_not_open',
    owner: 'buyer',
    invoiceLineId: line.invoiceLineId,
    facts: { orderNumber: ordered.orderNumber, lifecycle: ordered.lifecycle },
  }
}

function checkCharge(charge: BilledCharge, papers: Papers): Check {
  const { tolerance, exchange } = papers
  const excessMinor = charge.billedMinor - charge.expectedMinor
  const limit = { overBps: tolerance.chargeOverBps, overMinor: tolerance.chargeOverMinor }
  return {
    check: 'charge',
    outcome: judge(excessMinor, charge.expectedMinor, limit, exchange),
    code: 'charge_not_expected',
    owner: 'buyer',
    invoiceLineId: charge.invoiceLineId,
    facts: {
      chargeCode: charge.chargeCode,
      billedMinor: charge.billedMinor,
      expectedMinor: charge.expectedMinor,
      excessMinor,
      allowedBps: limit.overBps,
      allowedCompanyMinor: limit.overMinor,
    },
  }
}

/** Too little tax is as wrong as too much. A cent of rounding per goods line is never a reason. */
function checkTax(tax: BilledTax, papers: Papers): Check {
  const differenceMinor = absolute(tax.billedMinor - tax.expectedMinor)
  const roundingMinor = BigInt(papers.goods.length + papers.charges.length)
  return {
    check: 'tax',
    outcome: judgeDifference(differenceMinor, roundingMinor, tax.expectedMinor, papers),
    code: 'tax_differs',
    owner: 'ap_clerk',
    invoiceLineId: tax.invoiceLineId,
    facts: {
      taxCode: tax.taxCode,
      billedMinor: tax.billedMinor,
      expectedMinor: tax.expectedMinor,
      differenceMinor,
      ...totalLimitFacts(papers),
    },
  }
}

/** The foot of the invoice against its lines, either way. */
function checkTotal(papers: Papers): Check {
  const linesMinor = linesTotal(papers)
  const differenceMinor = absolute(papers.totalMinor - linesMinor)
  return {
    check: 'total',
    outcome: judgeDifference(differenceMinor, 0n, absolute(linesMinor), papers),
    code: 'total_differs',
    owner: 'ap_clerk',
    invoiceLineId: null,
    facts: {
      totalMinor: papers.totalMinor,
      linesMinor,
      differenceMinor,
      ...totalLimitFacts(papers),
    },
  }
}

function checkTwins({ twins }: Papers): Check {
  return {
    check: 'duplicate',
    outcome: twins.length === 0 ? 'fits' : 'fails',
    code: 'duplicate_number',
    owner: 'ap_clerk',
    invoiceLineId: null,
    facts: { twins: twins.join(', ') },
  }
}

export function linesTotal(papers: Pick<Papers, 'goods' | 'charges' | 'taxes'>): bigint {
  return sumOf([...papers.goods, ...papers.charges, ...papers.taxes], (line) => line.billedMinor)
}

function judgeUnits(excessUnits: bigint, allowedUnits: bigint): Outcome {
  if (excessUnits <= 0n) return 'fits'
  return excessUnits > allowedUnits ? 'fails' : 'in_tolerance'
}

function judgeDifference(
  differenceMinor: bigint,
  roundingMinor: bigint,
  baseMinor: bigint,
  papers: Papers,
): Outcome {
  if (differenceMinor === 0n) return 'fits'
  if (differenceMinor <= roundingMinor) return 'in_tolerance'
  const { totalOverBps: overBps, totalOverMinor: overMinor } = papers.tolerance
  if (exceedsShare(differenceMinor, baseMinor, overBps)) return 'fails'
  return judge(differenceMinor, baseMinor, { overBps, overMinor }, papers.exchange)
}

function totalLimitFacts({ tolerance }: Papers): Facts {
  return { allowedBps: tolerance.totalOverBps, allowedCompanyMinor: tolerance.totalOverMinor }
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}
