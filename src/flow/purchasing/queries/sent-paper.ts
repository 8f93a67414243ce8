import { sql } from 'kysely'

import { valueMinor } from '#kernel/value'
import { moneyToWire, priceToWire } from '#platform/wire'
import type { Ask } from '#platform/work'

import type { KeptLine, KeptTerms } from '../rules/terms.ts'
import type { OrderId } from '../store/order-for-work.ts'
import { type ReadLine, readLines } from './order-lines.ts'
import { type Paper, type PaperLine, readPaper } from './read-paper.ts'

/**
 * An order on paper as one version of its terms had it.
 *
 * @throws {PermissionError} when the actor may not read orders
 */
export async function readSentPaper(
  ask: Ask,
  orderId: OrderId,
  version: number,
): Promise<Paper | undefined> {
  const paper = await readPaper(ask, orderId)
  const { rows } = await sql<{ readonly terms: KeptTerms }>`
    select terms from purchase_order_version
    where order_id = ${orderId}::uuid and version = ${version}::integer
  `.execute(ask.db)
  const terms = rows[0]?.terms
  if (paper === undefined || terms === undefined) return undefined
  const lines = new Map(
    (await readLines(ask, [orderId])).get(orderId)?.map((each) => [each.id, each]),
  )
  const { requestedOn, paymentTermsDays, incoterm, supplierNote, currency } = terms
  return {
    ...paper,
    termsVersion: version,
    requestedOn,
    paymentTermsDays,
    incoterm,
    note: supplierNote,
    total: moneyToWire(BigInt(terms.totalMinor), currency),
    lines: terms.lines
      .filter((kept) => kept.state !== 'cancelled')
      .flatMap((kept) => {
        const line = lines.get(kept.id as ReadLine['id'])
        return line === undefined ? [] : [lineAsSent(kept, line, currency)]
      }),
  }
}

function lineAsSent(kept: KeptLine, line: ReadLine, currency: string): PaperLine {
  const price = { amountE4: BigInt(kept.priceE4), perUnits: BigInt(kept.pricedUnits) }
  return {
    lineNo: kept.lineNo,
    sku: line.item.sku,
    supplierSku: line.supplierSku,
    description: line.description,
    quantity: { quantity: kept.enteredQuantity, unit: kept.enteredUnit },
    price: priceToWire(price, { ...line.item, currency, quotedUnit: kept.enteredUnit }),
    value: moneyToWire(valueMinor(BigInt(kept.orderedUnits), price), currency),
    requestedOn: kept.requestedOn,
  }
}
