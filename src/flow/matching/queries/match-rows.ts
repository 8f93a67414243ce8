import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { InvoiceId } from '../invoice.ts'
import type { MatchRow } from '../rules/settlement.ts'

/** What the lines of a posted invoice cleared, in the order they were matched. */
export async function readMatchRows(
  ask: Pick<Ask, 'db'>,
  invoiceId: InvoiceId,
): Promise<readonly MatchRow[]> {
  const { rows } = await sql<MatchRow>`
    select invoice_line_id as "invoiceLineId", order_line_id as "orderLineId", units,
      billed_document_minor as "billedDocumentMinor",
      cleared_document_minor as "clearedDocumentMinor", cleared_minor as "clearedMinor",
      variance_stock_minor as "varianceStockMinor",
      variance_expense_minor as "varianceExpenseMinor", fx_minor as "fxMinor"
    from match_row where invoice_id = ${invoiceId}::uuid order by id
  `.execute(ask.db)
  return rows
}
