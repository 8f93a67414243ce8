/** The three papers of one invoice side by side: what is billed, what was ordered, what came. */
import type { Exchange } from '#kernel/fx'
import type { Price } from '#kernel/value'

import type { MatchTolerance } from './tolerance.ts'

/** A goods line of the invoice, in the document's currency; above zero units. */
export type BilledGoods = {
  readonly invoiceLineId: string
  readonly orderLineId: string
  readonly billedUnits: bigint
  /** Net, as the supplier wrote it. */
  readonly billedMinor: bigint
}

export type BilledCharge = {
  readonly invoiceLineId: string
  readonly chargeCode: string
  readonly billedMinor: bigint
  /** What the order foresaw; no order carries charges yet, so it is nothing. */
  readonly expectedMinor: bigint
}

export type BilledTax = {
  readonly invoiceLineId: string
  readonly taxCode: string
  readonly billedMinor: bigint
  /** The rate over what it is charged on. */
  readonly expectedMinor: bigint
}

export type OrderedLine = {
  readonly orderLineId: string
  readonly orderNumber: string
  readonly lifecycle: 'draft' | 'released' | 'on_hold' | 'closed' | 'cancelled'
  readonly orderedUnits: bigint
  /** The most that receiving may take in. */
  readonly ceilingUnits: bigint
  readonly price: Price
  /** Accepted or still in quarantine, less what went back; rejects are never payable. */
  readonly receivedUnits: bigint
  /** By invoices posted before. */
  readonly invoicedUnits: bigint
  readonly invoicedMinor: bigint
}

export type Papers = {
  readonly goods: readonly BilledGoods[]
  readonly charges: readonly BilledCharge[]
  readonly taxes: readonly BilledTax[]
  readonly orderLines: ReadonlyMap<string, OrderedLine>
  /** As the supplier states it at the foot of the invoice. */
  readonly totalMinor: bigint
  /** Numbers of other living invoices of the supplier under the same number. */
  readonly twins: readonly string[]
  readonly tolerance: MatchTolerance
  /** From the document's currency to the company's, at the invoice's day. */
  readonly exchange: Exchange
}
