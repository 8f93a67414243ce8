/**
 * Suppliers' invoices by file: rows of one supplier, number and day are one invoice. It is captured as
 * if a clerk had typed it; matching it is an act of its own.
 */

import { minorDigits } from '#kernel/currency'
import { formatDecimal } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'
import { readCompaniesByCode } from '#records/companies'
import {
  type Entry,
  type EntryError,
  importKind,
  mergeRows,
  type Planned,
  unknownReference,
} from '#records/imports'
import { readSuppliersByReference } from '#records/suppliers'

import { captureInvoice, planCapture } from './actions/capture-invoice.ts'
import type { CaptureInvoiceInput } from './contract.ts'
import { columns, headColumns } from './import-columns.ts'
import { type InvoiceReferences, type InvoiceRow, typeInvoice } from './import-lines.ts'
import {
  type KnownInvoice,
  readBillableLines,
  readCodesNamed,
  readKnownInvoices,
} from './queries/import-references.ts'
import { normalNumber } from './rules/normal-number.ts'
import type { NewInvoice } from './store/capture.ts'

export const supplierInvoicesImport = importKind<typeof columns, CaptureInvoiceInput>({
  kind: 'supplier-invoices',
  title: "Suppliers' invoices",
  permission: 'invoices.capture',
  columns,
  manyRows: true,
  keyOf: ({ supplier, supplierNumber, invoicedOn }) => [
    supplier,
    normalNumber(supplierNumber),
    invoicedOn,
  ],
  plan,
  apply: async (tx, commands) => {
    // One after the other, as clerks would: each has order lines, codes and a rate of its own.
    for (const command of commands) {
      const outcome = await captureInvoice(tx, command)
      invariant(outcome.kind === 'captured', 'what was planned fits')
    }
  },
})

type Typing = {
  readonly entry: Entry<InvoiceRow>
  readonly command: CaptureInvoiceInput
}

async function plan(
  tx: Tx,
  entries: readonly Entry<InvoiceRow>[],
): Promise<ReadonlyMap<string, Planned<CaptureInvoiceInput>>> {
  const plans = new Map<string, Planned<CaptureInvoiceInput>>()
  const typed = await typeAll(tx, entries, plans)
  const names = typed.map(({ command }) => nameOf(command))
  const known = await readKnownInvoices(tx, names)
  const knownByName = new Map(known.map((invoice) => [nameText(invoice), invoice]))
  for (const typing of typed) {
    const { entry, command } = typing
    const there = knownByName.get(nameText(nameOf(command)))
    plans.set(entry.key, await planInvoice(tx, typing, there))
  }
  return plans
}

async function planInvoice(
  tx: Tx,
  { entry, command }: Typing,
  there: KnownInvoice | undefined,
): Promise<Planned<CaptureInvoiceInput>> {
  const outcome = await planCapture(tx, command, { twinsAllowed: there !== undefined })
  if (outcome.kind === 'existing') return { kind: 'same' }
  if (outcome.kind === 'refused') {
    return { kind: 'error', errors: outcome.errors.map((error) => errorAt(error, entry)) }
  }
  const { invoice } = outcome
  if (there === undefined) {
    return { kind: 'add', after: fieldsOf(invoice), change: command }
  }
  if (there.totalMinor === invoice.totalMinor && there.lineCount === invoice.lines.length) {
    return { kind: 'same' }
  }
  const detail =
    `Check the number: ${command.supplierNumber} of this supplier is known as ${there.number}, ` +
    'with another total or other lines.'
  return {
    kind: 'error',
    errors: [{ code: 'duplicate_invoice', column: 'supplierNumber', detail }],
  }
}

/** Resolves references and types each invoice; those that can't be are planned as errors. */
async function typeAll(
  tx: Tx,
  entries: readonly Entry<InvoiceRow>[],
  plans: Map<string, Planned<CaptureInvoiceInput>>,
): Promise<readonly Typing[]> {
  const rows = entries.flatMap((entry) => entry.rows.map(({ row }) => row))
  const refs = await readReferences(tx, rows)
  return entries.flatMap((entry): readonly Typing[] => {
    const { row, errors } = mergeRows(entry, headColumns)
    const supplier = refs.suppliers.get(row.supplier)
    const company = row.company === undefined ? undefined : refs.companies.get(row.company)
    const wrong: EntryError[] = [
      ...errors,
      ...(supplier === undefined ? [unknownReference('supplier', 'supplier', row.supplier)] : []),
      ...(row.company !== undefined && company === undefined
        ? [unknownReference('company', 'company', row.company)]
        : []),
    ]
    if (wrong.length > 0 || supplier === undefined) {
      plans.set(entry.key, { kind: 'error', errors: wrong })
      return []
    }
    const typed = typeInvoice({ row, supplierId: supplier.id, companyId: company?.id }, entry, refs)
    if (typed.kind === 'typed') return [{ entry, command: typed.command }]
    plans.set(entry.key, { kind: 'error', errors: typed.errors })
    return []
  })
}

async function readReferences(tx: Tx, rows: readonly InvoiceRow[]) {
  const suppliers = rows.map(({ supplier }) => supplier)
  const companies = rows.map(({ company }) => company).filter((code) => code !== undefined)
  const orders = rows.map(({ order }) => order).filter((number) => number !== undefined)
  const codes = rows.flatMap(({ taxCode, chargeCode }) => [taxCode ?? [], chargeCode ?? []].flat())
  const lines = await readBillableLines(tx, orders)
  const named = await readCodesNamed(tx, codes)
  const refs: InvoiceReferences = {
    lines: Map.groupBy(lines, ({ orderNumber }) => orderNumber),
    codeIds: new Map(
      named.map(({ companyId, kind, code, id }) => [`${companyId} ${kind} ${code}`, id]),
    ),
  }
  return {
    ...refs,
    suppliers: await readSuppliersByReference(tx, suppliers),
    companies: await readCompaniesByCode(tx, companies),
  }
}

function errorAt(
  error: { readonly code: string; readonly detail: string; readonly pointer?: string },
  entry: Entry<InvoiceRow>,
): EntryError {
  const { code, detail, pointer = '' } = error
  const [, first = '', index = '', field = ''] = pointer.split('/')
  const rowNo = first === 'lines' ? entry.rows[Number(index)]?.rowNo : undefined
  const column = columnNamed(first === 'lines' ? field : first)
  return {
    code,
    detail,
    ...(column === undefined ? {} : { column }),
    ...(rowNo === undefined ? {} : { rowNo }),
  }
}

const columnByField: Readonly<Record<string, string>> = {
  supplierId: 'supplier',
  companyId: 'company',
  orderLineId: 'orderLine',
  taxCodeId: 'taxCode',
  chargeCodeId: 'chargeCode',
}

function columnNamed(field: string): string | undefined {
  const column = columnByField[field] ?? field
  return Object.hasOwn(columns, column) ? column : undefined
}

function fieldsOf(invoice: NewInvoice) {
  const { currency } = invoice
  const money = (minor: bigint) => `${formatDecimal(minor, minorDigits(currency) ?? 2)} ${currency}`
  return {
    supplierNumber: invoice.supplierNumber,
    invoicedOn: invoice.invoicedOn,
    dueOn: invoice.dueOn,
    currency,
    total: money(invoice.totalMinor),
    amount: `${invoice.lines.length} lines: goods ${money(invoice.goodsMinor)}, charges ${money(
      invoice.chargesMinor,
    )}, tax ${money(invoice.taxMinor)}`,
  }
}

function nameOf(command: CaptureInvoiceInput) {
  const { supplierId, supplierNumber, invoicedOn } = command
  return { supplierId, normalNumber: normalNumber(supplierNumber), invoicedOn }
}

function nameText(name: ReturnType<typeof nameOf>): string {
  return [name.supplierId, name.normalNumber, name.invoicedOn].join(' ')
}
