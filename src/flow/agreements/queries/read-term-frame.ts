import { sql } from 'kysely'

import type { Ask } from '#platform/work'
import type { ItemId } from '#records/items'

import type { TermUnit } from '../rules/term-measure.ts'
import type { SupplierTermId } from './quote.ts'

/** The item, the currency and the unit that quantities and prices of terms are written in. */
export type TermFrame = TermUnit & { readonly itemId: ItemId; readonly currency: string }

export async function readTermFrame(
  ask: Ask,
  termId: SupplierTermId,
): Promise<TermFrame | undefined> {
  const { rows } = await sql<TermFrame>`
    select item_id as "itemId", currency, unit, unit_numerator as "unitNumerator",
           unit_denominator as "unitDenominator"
    from supplier_term where id = ${termId}::uuid
  `.execute(ask.db)
  return rows[0]
}
