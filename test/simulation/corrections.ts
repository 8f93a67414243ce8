/** Acts that take back what was posted before: invoices, issues, receipts, returns. */
import { sql } from 'kysely'

import { reverseInvoice } from '#flow/matching'
import { reverseReceipt } from '#flow/receiving'
import { reverseReturn } from '#flow/returns'
import { reverseIssue } from '#flow/shipping'
import type { Id } from '#kernel/brand'

import { transact, type Walk } from './acting.ts'

export async function takeInvoiceBack(walk: Walk): Promise<string> {
  const { rows } = await sql<{ id: Id<'SupplierInvoice'> }>`
    select id from supplier_invoice where status = 'posted' order by id desc limit 10
  `.execute(walk.org.db)
  const posted = walk.chance.oneOf(rows)
  if (posted === undefined) return 'idle'
  const command = { invoiceId: posted.id, reason: 'Disputed' }
  return (await transact(walk, (tx) => reverseInvoice(tx, command))).kind
}

export async function takeIssueBack(walk: Walk): Promise<string> {
  const { rows } = await sql<{ id: Id<'SaleIssue'> }>`
    select id from sale_issue where reverses_id is null order by id desc limit 5
  `.execute(walk.org.db)
  const issued = walk.chance.oneOf(rows)
  if (issued === undefined) return 'idle'
  const command = { issueId: issued.id, reversedOn: walk.day }
  return (await transact(walk, (tx) => reverseIssue(tx, command))).kind
}

export async function takeReceiptBack(walk: Walk): Promise<string> {
  const { rows } = await sql<{ id: Id<'Receipt'> }>`
    select id from receipt where reverses_id is null order by id desc limit 6
  `.execute(walk.org.db)
  const receipt = walk.chance.oneOf(rows)
  if (receipt === undefined) return 'idle'
  const command = { receiptId: receipt.id, reason: 'Counted twice', reversedOn: walk.day }
  return (await transact(walk, (tx) => reverseReceipt(tx, command))).kind
}

export async function takeReturnBack(walk: Walk): Promise<string> {
  const { rows } = await sql<{ id: Id<'SupplierReturn'> }>`
    select id from supplier_return where reverses_id is null order by id desc limit 5
  `.execute(walk.org.db)
  const sent = walk.chance.oneOf(rows)
  if (sent === undefined) return 'idle'
  const command = { returnId: sent.id, reason: 'Found again', reversedOn: walk.day }
  return (await transact(walk, (tx) => reverseReturn(tx, command))).kind
}
