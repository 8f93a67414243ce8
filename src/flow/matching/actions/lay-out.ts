import type { LineOfOrder, OrderLineId } from '#flow/purchasing'
import { ceilingUnits } from '#flow/receiving'
import { minorDigits } from '#kernel/currency'
import type { Exchange } from '#kernel/fx'
import { invariant } from '#kernel/invariant'
import { greater } from '#kernel/value'
import type { Ask } from '#platform/work'

import type { ChargeLine, GoodsLine, Invoice, TaxLine } from '../invoice.ts'
import { type MatchFacts, readMatchFacts } from '../queries/match-facts.ts'
import { expectedTaxMinor, type TaxedLine } from '../rules/following.ts'
import type { BilledTax, OrderedLine, Papers } from '../rules/papers.ts'

/** An invoice on the table with all that belongs to it. */
export type LaidOut = {
  readonly invoice: Invoice
  readonly goods: readonly GoodsLine[]
  readonly charges: readonly ChargeLine[]
  readonly taxes: readonly TaxLine[]
  readonly orderLines: ReadonlyMap<string, LineOfOrder>
  readonly facts: MatchFacts
  readonly papers: Papers
}

export type ReadOrderLines = (ids: readonly OrderLineId[]) => Promise<readonly LineOfOrder[]>

/**
 * Lays the three papers side by side.
 *
 * @param readLines locks the order lines for an act, or only reads them for a question
 */
export async function layOut(
  ask: Ask,
  invoice: Invoice,
  readLines: ReadOrderLines,
): Promise<LaidOut> {
  const goods = invoice.lines.filter((line) => line.kind === 'goods')
  const charges = invoice.lines.filter((line) => line.kind === 'charge')
  const taxes = invoice.lines.filter((line) => line.kind === 'tax')
  const orderLineIds = [...new Set(goods.map((line) => line.orderLineId as OrderLineId))]
  const lines = orderLineIds.length === 0 ? [] : await readLines(orderLineIds)
  const facts = await readMatchFacts(ask, {
    ...invoice,
    orderLineIds,
    taxCodeIds: taxes.map((line) => line.taxCodeId),
    chargeCodeIds: charges.map((line) => line.chargeCodeId),
  })
  invariant(facts !== undefined, 'the company of an invoice is there')
  const orderLines = new Map<string, LineOfOrder>(lines.map((line) => [line.id, line]))
  const laid = { invoice, goods, charges, taxes, orderLines, facts }
  return { ...laid, papers: papersOf(laid) }
}

function papersOf(laid: Omit<LaidOut, 'papers'>): Papers {
  const { invoice, facts } = laid
  return {
    goods: laid.goods.map((line) => ({
      invoiceLineId: line.id,
      orderLineId: line.orderLineId,
      billedUnits: line.billedUnits,
      billedMinor: line.amountMinor,
    })),
    charges: laid.charges.map((line) => ({
      invoiceLineId: line.id,
      chargeCode: facts.chargeCodes.get(line.chargeCodeId)?.code ?? '',
      billedMinor: line.amountMinor,
      expectedMinor: 0n,
    })),
    taxes: laid.taxes.map((line) => billedTax(line, laid)),
    orderLines: new Map(
      [...laid.orderLines].map(([id, line]) => [id, orderedLine(line, facts)] as const),
    ),
    totalMinor: invoice.totalMinor,
    twins: facts.twins,
    tolerance: facts.tolerance,
    exchange: exchangeOf(invoice, facts.companyCurrency),
  }
}

function billedTax(
  line: TaxLine,
  { goods, charges, facts }: Pick<LaidOut, 'goods' | 'charges' | 'facts'>,
): BilledTax {
  const code = facts.taxCodes.get(line.taxCodeId)
  invariant(code !== undefined, 'a tax line names a code that is there')
  const taxed: readonly TaxedLine[] = [...goods, ...charges]
  const { taxCodeId } = line
  return {
    invoiceLineId: line.id,
    taxCode: code.code,
    billedMinor: line.amountMinor,
    expectedMinor: expectedTaxMinor({ taxCodeId, rateBps: code.rateBps }, taxed),
  }
}

function orderedLine(line: LineOfOrder, facts: MatchFacts): OrderedLine {
  const tolerance = {
    overBps: facts.receivingOverBps,
    overUnitsMax: facts.receivingOverUnitsMax,
  }
  return {
    orderLineId: line.id,
    orderNumber: line.order.number ?? '',
    lifecycle: line.order.lifecycle,
    orderedUnits: line.orderedUnits,
    ceilingUnits: ceilingUnits(line, tolerance),
    price: line.price,
    receivedUnits: keptUnits(line),
    invoicedUnits: line.invoicedUnits,
    invoicedMinor: facts.invoicedMinorByLine.get(line.id) ?? 0n,
  }
}

/** What came and is not a reject, less what went back: what a supplier may be paid for. */
export function keptUnits(line: LineOfOrder): bigint {
  const kept = line.acceptedUnits + line.quarantinedUnits - line.returnedAcceptedUnits
  return greater(kept, 0n)
}

export function exchangeOf(
  invoice: Pick<Invoice, 'currency' | 'rateE10'>,
  companyCurrency: string,
): Exchange {
  return {
    rateE10: invoice.rateE10,
    fromDigits: digitsOf(invoice.currency),
    toDigits: digitsOf(companyCurrency),
  }
}

function digitsOf(currency: string): number {
  const digits = minorDigits(currency)
  invariant(digits !== undefined, `${currency} is a currency of ISO 4217`)
  return digits
}
