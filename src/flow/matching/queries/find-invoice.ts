import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { InvoiceId } from '../invoice.ts'
import type { InvoiceStatus } from '../rules/invoice-life.ts'

export type FoundInvoice = {
  readonly invoiceId: InvoiceId
  readonly number: string
  readonly status: InvoiceStatus
  readonly version: number
}

/** The invoice with this business key; an empty external id is none. */
export async function findByExternalId(
  ask: Ask,
  key: { readonly sourceSystem?: string | undefined; readonly externalId?: string | undefined },
): Promise<FoundInvoice | undefined> {
  const { sourceSystem = '', externalId = '' } = key
  if (externalId === '') return undefined
  const { rows } = await sql<FoundInvoice>`
    select id as "invoiceId", number, status, version from supplier_invoice
    where source_system = ${sourceSystem} and external_id = ${externalId} and external_id <> ''
  `.execute(ask.db)
  return rows[0]
}
