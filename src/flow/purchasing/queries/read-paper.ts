import { sql } from 'kysely'

import { valueMinor } from '#kernel/value'
import {
  type MoneyWire,
  moneyToWire,
  type PriceWire,
  priceToWire,
  type QuantityWire,
} from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { OrderId } from '../store/order-for-work.ts'
import { readLines } from './order-lines.ts'

/** An order as a supplier reads it: on paper, in a mail, on the page of the link. */
export type Paper = {
  readonly orderId: OrderId
  readonly number: string | null
  readonly lifecycle: string
  readonly termsVersion: number
  readonly company: {
    readonly name: string
    readonly legalName: string
    readonly address: string
    readonly taxId: string
  }
  readonly supplier: {
    readonly name: string
    readonly address: string
    readonly email: string
    readonly language: string
  }
  readonly place: { readonly name: string; readonly address: string; readonly timeZone: string }
  readonly buyerName: string
  readonly orderedOn: string
  readonly requestedOn: string
  readonly paymentTermsDays: number
  readonly incoterm: string
  readonly note: string
  readonly currency: string
  readonly total: MoneyWire
  readonly lines: readonly PaperLine[]
}

export type PaperLine = {
  readonly lineNo: number
  readonly sku: string
  readonly supplierSku: string
  readonly description: string
  readonly quantity: QuantityWire
  readonly price: PriceWire
  readonly value: MoneyWire
  readonly requestedOn: string
}

type Row = {
  readonly number: string | null
  readonly lifecycle: string
  readonly terms_version: number
  readonly currency: string
  readonly total_minor: bigint
  readonly buyer_name: string
  readonly ordered_on: string
  readonly requested_on: string
  readonly payment_terms_days: number
  readonly incoterm: string
  readonly supplier_note: string
  readonly company: Paper['company']
  readonly supplier: Paper['supplier']
  readonly place: Paper['place']
}

/** @throws {PermissionError} when the actor may not read orders */
export async function readPaper(ask: Ask, orderId: OrderId): Promise<Paper | undefined> {
  requirePermission(ask, 'orders.read')

  const { rows } = await sql<Row>`
    select o.number, o.lifecycle, o.terms_version, o.currency, o.total_minor, o.buyer_name,
      o.ordered_on, o.requested_on, o.payment_terms_days, o.incoterm, o.supplier_note,
      json_build_object('name', c.name, 'legalName', c.legal_name, 'address', c.address,
        'taxId', c.tax_id) as company,
      json_build_object('name', s.name, 'address', s.address, 'email', s.email,
        'language', s.language) as supplier,
      json_build_object('name', p.name, 'address', p.address, 'timeZone', p.time_zone) as place
    from purchase_order o
    join company c on c.id = o.company_id
    join supplier s on s.id = o.supplier_id
    join place p on p.id = o.place_id
    where o.id = ${orderId}::uuid
  `.execute(ask.db)
  const [row] = rows
  if (row === undefined) return undefined
  const { currency } = row
  const lines = (await readLines(ask, [orderId])).get(orderId) ?? []
  return {
    orderId,
    number: row.number,
    lifecycle: row.lifecycle,
    termsVersion: row.terms_version,
    company: row.company,
    supplier: row.supplier,
    place: row.place,
    buyerName: row.buyer_name,
    orderedOn: row.ordered_on,
    requestedOn: row.requested_on,
    paymentTermsDays: row.payment_terms_days,
    incoterm: row.incoterm,
    note: row.supplier_note,
    currency,
    total: moneyToWire(row.total_minor, currency),
    lines: lines
      .filter((line) => line.state !== 'cancelled')
      .map((line) => ({
        lineNo: line.lineNo,
        sku: line.item.sku,
        supplierSku: line.supplierSku,
        description: line.description,
        quantity: { quantity: line.enteredQuantity, unit: line.enteredUnit },
        price: priceToWire(line.price, { ...line.item, currency, quotedUnit: line.enteredUnit }),
        value: moneyToWire(valueMinor(line.orderedUnits, line.price), currency),
        requestedOn: line.requestedOn,
      })),
  }
}
