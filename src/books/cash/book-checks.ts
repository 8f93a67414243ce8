/** What the books promise, all four of them, as questions that find the exceptions. */
import { sql } from 'kysely'

import { inventoryChecks } from '#books/inventory'
import { type BookCheck, findingsMax, ledgerChecks } from '#books/ledger'
import { valuationChecks } from '#books/valuation'

export const cashChecks: readonly BookCheck[] = [
  {
    name: 'expected payments are the last of their changes',
    run: async (db) => {
      const { rows } = await sql<{ id: string }>`
        select payment.id from expected_payment payment
        where not exists (
          select from expected_payment_change change
          where change.expected_payment_id = payment.id
            and (change.due_on, change.amount_minor, change.firmness)
              = (payment.due_on, payment.amount_minor, payment.firmness)
            and not exists (
              select from expected_payment_change later
              where later.expected_payment_id = payment.id
                and later.changed_at > change.changed_at
            )
        )
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `expected payment ${row.id} is not what its last change says`)
    },
  },
]

/** Every promise of the four books, in their order. */
export const bookChecks: readonly BookCheck[] = [
  ...ledgerChecks,
  ...inventoryChecks,
  ...valuationChecks,
  ...cashChecks,
]
