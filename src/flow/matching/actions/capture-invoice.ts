import { addDays, dayAt } from '#kernel/day'
import { sumOf } from '#kernel/list'
import { amountMinorMax } from '#kernel/value'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { moneyFromWire } from '#platform/wire'
import { requirePermission, type Tx } from '#platform/work'
import { type CompanyId, postingContext } from '#records/companies'

import type { CaptureInvoiceInput } from '../contract.ts'
import type { InvoiceId, InvoiceLine } from '../invoice.ts'
import { type CaptureFacts, readCaptureFacts, type Twin } from '../queries/capture-facts.ts'
import { type FoundInvoice, findByExternalId } from '../queries/find-invoice.ts'
import { normalNumber } from '../rules/normal-number.ts'
import { insertInvoice, type NewInvoice } from '../store/capture.ts'
import { currencyErrors, type ReadLines, readLines } from './read-lines.ts'

export type CaptureOutcome =
  | {
      readonly kind: 'captured'
      readonly invoiceId: InvoiceId
      readonly number: string
      /** Living invoices over the same amount about the same day: worth a look, no reason to refuse. */
      readonly lookalikes: readonly Twin[]
      readonly version: number
    }
  /** An invoice with this source and external id was already there. */
  | ({ readonly kind: 'existing' } & FoundInvoice)
  | Refused

/** What a capture would come to. */
export type CapturePlan =
  | {
      readonly kind: 'ready'
      readonly invoice: NewInvoice
      readonly twins: readonly Twin[]
      readonly lookalikes: readonly Twin[]
    }
  | ({ readonly kind: 'existing' } & FoundInvoice)
  | Refused

/**
 * Writes down what a supplier bills. All that is wrong with it is told at once; whether it may be
 * paid is the match's to say.
 *
 * @throws {PermissionError} when the actor may not capture invoices
 */
export async function captureInvoice(
  tx: Tx,
  command: CaptureInvoiceInput,
): Promise<CaptureOutcome> {
  requirePermission(tx, 'invoices.capture')

  const plan = await planCapture(tx, command)
  if (plan.kind !== 'ready') return plan
  const { invoice, twins, lookalikes } = plan
  const number = await insertInvoice(tx, invoice)
  if (number === undefined) return refused(duplicate(command.supplierNumber, twins))
  tellCaptured(tx, invoice, number)
  return { kind: 'captured', invoiceId: invoice.id, number, lookalikes, version: 1 }
}

/**
 * Reads an invoice as it was typed, and writes nothing: an import shows what it finds.
 *
 * @param options `twinsAllowed`: the caller knows the twin and judges it itself
 */
export async function planCapture(
  tx: Tx,
  command: CaptureInvoiceInput,
  options: { readonly twinsAllowed?: boolean } = {},
): Promise<CapturePlan> {
  const existing = await findByExternalId(tx, command)
  if (existing !== undefined) return { kind: 'existing', ...existing }
  const read = await readLines(tx, command)
  const total = totalOf(command, read)
  const companyId = command.companyId ?? read.orderLines[0]?.order.companyId
  const found = await readCaptureFacts(tx, {
    supplierId: command.supplierId,
    companyId: companyId ?? null,
    normalNumber: normalNumber(command.supplierNumber),
    totalMinor: total.minor,
    currency: read.currency ?? null,
    invoicedOn: command.invoicedOn,
    taxCodeIds: command.lines.flatMap((line) => line.taxCodeId ?? []),
    chargeCodeIds: command.lines.flatMap((line) =>
      line.kind === 'charge' ? line.chargeCodeId : [],
    ),
  })
  const facts = options.twinsAllowed ? { ...found, twins: [] } : found
  const errors = [...read.errors, ...total.errors, ...headErrors(tx, command, facts)]
  if (companyId === undefined || facts.companyCurrency === null || read.currency === undefined) {
    return refused(...errors, companyUnknown)
  }
  const context = await postingContext(tx, {
    companyId: companyId as CompanyId,
    day: command.invoicedOn,
    documentCurrency: read.currency,
  })
  if (context.kind === 'missing') {
    errors.push(...context.missing.map((what) => missing(what, command.invoicedOn)))
  }
  if (errors.length > 0 || context.kind === 'missing') return refused(...errors)

  const { rateE10 } = context
  const invoice = newInvoice(tx, command, { read, facts, companyId, rateE10, total: total.minor })
  const { twins, lookalikes } = facts
  return { kind: 'ready', invoice, twins, lookalikes }
}

function totalOf(
  command: CaptureInvoiceInput,
  { lines, currency }: ReadLines,
): { readonly minor: bigint; readonly errors: readonly ErrorFact[] } {
  const linesMinor = sumOf(lines, (line) => line.amountMinor)
  if (command.total === undefined) return { minor: linesMinor, errors: rangeErrors(linesMinor) }
  const read = moneyFromWire(command.total, '/total')
  const errors = currencyErrors(command.total.currency, currency ?? '', '/total')
  if (read.kind === 'refused') return { minor: linesMinor, errors: [...errors, ...read.errors] }
  return { minor: read.value, errors: [...errors, ...rangeErrors(read.value)] }
}

function rangeErrors(totalMinor: bigint): readonly ErrorFact[] {
  if (totalMinor >= 0n && totalMinor <= amountMinorMax) return []
  const detail = 'Capture a total that is not negative and not larger than the books keep.'
  return [{ code: 'total_out_of_range', detail, pointer: '/total' }]
}

function headErrors(tx: Tx, command: CaptureInvoiceInput, facts: CaptureFacts): ErrorFact[] {
  const errors: ErrorFact[] = []
  if (facts.supplierName === null) {
    const detail = 'Name a supplier that exists.'
    errors.push({ code: 'supplier_unknown', detail, pointer: '/supplierId' })
  }
  if (facts.twins.length > 0) errors.push(duplicate(command.supplierNumber, facts.twins))
  if (command.invoicedOn > dayAt(tx.now.getTime(), facts.timeZone)) {
    const detail = 'Choose a day up to today: an invoice is not dated ahead.'
    errors.push({ code: 'invoiced_in_future', detail, pointer: '/invoicedOn' })
  }
  if (command.dueOn !== undefined && command.dueOn < command.invoicedOn) {
    const detail = 'Choose a due day that is not before the day of the invoice.'
    errors.push({ code: 'due_before_invoice', detail, pointer: '/dueOn' })
  }
  return [...errors, ...codeErrors(command, facts)]
}

function codeErrors(command: CaptureInvoiceInput, facts: CaptureFacts): readonly ErrorFact[] {
  const unknown = (what: 'tax' | 'charge', index: number): ErrorFact => ({
    code: `${what}_code_unknown`,
    detail: `Name an active ${what} code of the company.`,
    pointer: `/lines/${index}/${what}CodeId`,
  })
  return command.lines.flatMap((line, index) => [
    ...(line.taxCodeId === undefined || facts.codeIds.has(line.taxCodeId)
      ? []
      : [unknown('tax', index)]),
    ...(line.kind !== 'charge' || facts.codeIds.has(line.chargeCodeId)
      ? []
      : [unknown('charge', index)]),
  ])
}

function duplicate(supplierNumber: string, twins: readonly Twin[]): ErrorFact {
  const [twin] = twins
  const known = twin === undefined ? 'it was captured a moment ago' : `it is ${twin.number}`
  return {
    code: 'duplicate_invoice',
    detail: `Check the number: ${supplierNumber} of this supplier is known, ${known}.`,
    pointer: '/supplierNumber',
    twins,
  }
}

const companyUnknown: ErrorFact = {
  code: 'company_unknown',
  detail: 'Name the company that is billed, or a line of one of its orders.',
  pointer: '/companyId',
}

function missing(what: 'rate' | 'open_period', day: string): ErrorFact {
  const detail =
    what === 'rate'
      ? `Enter an exchange rate for ${day} or an earlier day.`
      : `Open a fiscal period that holds ${day}, or a later one.`
  return { code: `${what}_missing`, detail, pointer: '/invoicedOn' }
}

function newInvoice(
  tx: Tx,
  command: CaptureInvoiceInput,
  given: {
    readonly read: ReadLines
    readonly facts: CaptureFacts
    readonly companyId: string
    readonly rateE10: bigint
    readonly total: bigint
  },
): NewInvoice {
  const { read, facts } = given
  const termsDays = read.orderLines[0]?.order.paymentTermsDays ?? facts.supplierTermsDays
  const sumOfKind = (kind: InvoiceLine['kind']) =>
    sumOf(
      read.lines.filter((line) => line.kind === kind),
      (line) => line.amountMinor,
    )
  return {
    id: tx.newId<'SupplierInvoice'>(),
    supplierNumber: command.supplierNumber,
    normalNumber: normalNumber(command.supplierNumber),
    companyId: given.companyId,
    supplierId: command.supplierId,
    currency: read.currency ?? facts.supplierCurrency,
    rateE10: given.rateE10,
    invoicedOn: command.invoicedOn,
    dueOn: command.dueOn ?? addDays(command.invoicedOn, termsDays),
    goodsMinor: sumOfKind('goods'),
    chargesMinor: sumOfKind('charge'),
    taxMinor: sumOfKind('tax'),
    totalMinor: given.total,
    sourceSystem: command.sourceSystem ?? '',
    externalId: command.externalId ?? '',
    lines: read.lines,
  }
}

function tellCaptured(tx: Tx, invoice: NewInvoice, number: string): void {
  const { supplierId, companyId, totalMinor, currency } = invoice
  const told = { number, supplierId, companyId, totalMinor, currency }
  announce(tx, 'invoice.captured', { kind: 'supplier_invoice', id: invoice.id }, told)
}
