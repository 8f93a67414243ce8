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
import { greater, valueMinor } from '#kernel/value'

import type { Check } from './check.ts'
import { checkDocument } from './document-checks.ts'
import type { BilledGoods, OrderedLine, Papers } from './papers.ts'
import { judge, type Outcome } from './tolerance.ts'

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
  return [...goods, ...checkDocument(papers)]
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

function judgeUnits(excessUnits: bigint, allowedUnits: bigint): Outcome {
  if (excessUnits <= 0n) return 'fits'
  return excessUnits > allowedUnits ? 'fails' : 'in_tolerance'
}
