import { sql } from 'kysely'
import type { z } from 'zod'

import { minorDigits } from '#kernel/currency'
import { formatDecimal } from '#kernel/decimal'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { versionView } from '../contract-views.ts'
import { differencesOf, type KeptTerms, type TermsDifference } from '../rules/terms.ts'
import type { OrderId } from '../store/order-for-work.ts'

type VersionView = z.infer<typeof versionView>

type Row = {
  readonly version: number
  readonly cause: string
  readonly terms: KeptTerms
  readonly made_at: Date
  readonly made_by_name: string
  readonly skus: Readonly<Record<string, string>>
}

/**
 * The terms of an order as they were sent and as answers changed them, newest first, each with what
 * differs from the one before.
 *
 * @throws {PermissionError} when the actor may not read orders
 */
export async function listVersions(ask: Ask, orderId: OrderId): Promise<readonly VersionView[]> {
  requirePermission(ask, 'orders.read')

  const { rows } = await sql<Row>`
    select version, cause, terms, made_at,
      coalesce((
        select actor_name from outbox_event
        where subject_kind = 'purchase_order' and subject_id = ${orderId}::uuid
          and actor_id = made_by limit 1
      ), made_by) as made_by_name,
      (
        select coalesce(jsonb_object_agg(id, sku), '{}') from item
        where id in (select (line ->> 'itemId')::uuid from jsonb_array_elements(terms -> 'lines') line)
      ) as skus
    from purchase_order_version
    where order_id = ${orderId}::uuid
    order by version
  `.execute(ask.db)
  return rows.map((row, index) => toView(row, rows[index - 1])).reverse()
}

function toView(row: Row, before: Row | undefined): VersionView {
  const { currency } = row.terms
  const differences = before === undefined ? [] : differencesOf(before.terms, row.terms)
  const skuByLine = new Map(
    [...(before?.terms.lines ?? []), ...row.terms.lines].map((line) => [
      line.lineNo,
      row.skus[line.itemId] ?? before?.skus[line.itemId] ?? null,
    ]),
  )
  const was = differences.find(({ field }) => field === 'currency')?.before ?? currency
  return {
    version: row.version,
    cause: row.cause,
    madeAt: row.made_at.toISOString(),
    madeByName: row.made_by_name,
    total: moneyToWire(BigInt(row.terms.totalMinor), currency),
    differences: differences.map((each) => ({
      lineNo: each.lineNo,
      sku: each.lineNo === null ? null : (skuByLine.get(each.lineNo) ?? null),
      field: each.field === 'totalMinor' ? 'total' : each.field,
      before: readable(each, each.before, was),
      after: readable(each, each.after, currency),
    })),
  }
}

/** Money and prices in the order's currency; the rest is readable as it is kept. */
function readable(each: TermsDifference, value: string | null, currency: string): string | null {
  if (value === null) return null
  const digits = minorDigits(currency) ?? 2
  if (each.field === 'totalMinor') return `${formatDecimal(BigInt(value), digits)} ${currency}`
  if (each.field !== 'price') return value
  const [amountE4 = '0', perUnits = '1'] = value.split('/')
  const amount = `${formatDecimal(BigInt(amountE4), digits + 4, digits)} ${currency}`
  return perUnits === '1' ? amount : `${amount} per ${perUnits}`
}
