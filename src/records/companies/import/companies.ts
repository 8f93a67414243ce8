/** Companies by file: each row one company, found again by its code. */
import { currencyCodes, minorDigits } from '#kernel/currency'
import { formatDecimal, parseDecimal } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'
import {
  type CellError,
  cell,
  type Fields,
  needed,
  neededToAdd,
  optional,
  type RowOf,
  recordKind,
  withSaid,
} from '#records/imports'

import { createCompany } from '../actions/create-company.ts'
import type { CompanyId } from '../ids.ts'

import { type CompanyFacts, readCompaniesByCode } from '../queries/read-company.ts'
import { lockCompanies, updateCompany } from '../store/companies.ts'

const columns = {
  code: needed(cell.code(64), {
    title: 'Company code',
    help: 'Your own code of the company; rows with the code of a company change that company.',
    example: 'ACME',
    synonyms: ['Code', 'Company', 'Legal entity', 'Subsidiary', 'Company ID'],
  }),
  name: neededToAdd(cell.text(200), {
    title: 'Name',
    help: 'What people call it.',
    example: 'Acme',
    synonyms: ['Company name'],
  }),
  currency: neededToAdd(cell.currency, {
    title: 'Currency',
    help: 'Of its books, for good.',
    example: 'EUR',
    synonyms: ['Base currency', 'Currency code', 'Book currency'],
  }),
  legalName: optional(cell.text(200), {
    title: 'Legal name',
    help: 'As it stands on its papers.',
    example: 'Acme GmbH',
    synonyms: ['Registered name'],
  }),
  country: optional(cell.country, {
    title: 'Country',
    help: 'Two letters of ISO 3166.',
    example: 'DE',
    synonyms: ['Country code'],
  }),
  timeZone: optional(cell.timeZone, {
    title: 'Time zone',
    help: 'An IANA name; UTC unless said.',
    example: 'Europe/Berlin',
    synonyms: ['Timezone', 'TZ'],
  }),
  taxId: optional(cell.text(60), {
    title: 'Tax id',
    help: 'Its number for VAT or tax.',
    example: 'DE123456789',
    synonyms: ['VAT number', 'VAT ID', 'Tax number'],
  }),
  address: optional(cell.text(1000), {
    title: 'Address',
    help: 'As on an envelope.',
    example: 'Hafenstraße 1, Hamburg',
    synonyms: ['Street address'],
  }),
  fiscalYearStartMonth: optional(cell.wholeNumber({ min: 1, max: 12 }), {
    title: 'Fiscal year starts in month',
    help: '1 for January; it stays for good.',
    example: '1',
    synonyms: ['Fiscal year start', 'Fiscal year start month'],
  }),
  periodsFrom: optional(cell.day, {
    title: 'Periods from',
    help: 'The first day that will be posted to; only read for a new company.',
    example: '2026-01-01',
    synonyms: ['First day', 'Books start on'],
  }),
  approvalOver: optional(cell.decimal({ decimalsMax: 4 }), {
    title: 'Approval over',
    help: 'Orders above this amount need a second person.',
    example: '5000.00',
    synonyms: ['Approval threshold', 'Approval limit'],
  }),
}

type Row = RowOf<typeof columns>

type Imported = CompanyFacts & { readonly periodsFrom?: string | undefined }

export const companiesImport = recordKind({
  kind: 'companies',
  title: 'Companies',
  permission: 'records.write',
  columns,
  keyOf: ({ code }) => [code],
  readReferences: async () => undefined,
  readCurrent: async (ask, rows, { lock }): Promise<ReadonlyMap<string, Imported>> => {
    const codes = rows.map(({ code }) => code)
    if (lock) await lockCompanies(ask, codes)
    return readCompaniesByCode(ask, codes)
  },
  after,
  fieldsOf,
  fixed: ['currency', 'fiscalYearStartMonth'],
  errorsOf: ({ row, after: company }) => amountErrors(row, company.currency),
  write: async (tx, { added, changed }) => {
    // Each opens its own chart and calendar, and there are few.
    for (const company of added) await create(tx, company)
    for (const company of changed) await updateCompany(tx, company)
  },
})

const usual: Omit<CompanyFacts, 'code'> = {
  id: '' as CompanyId,
  version: 0,
  name: '',
  legalName: '',
  currency: '',
  country: '',
  timeZone: 'UTC',
  taxId: '',
  address: '',
  approvalOverMinor: null,
  receiptOverBps: 0,
  receiptOverUnitsMax: null,
  receiptUnderBps: 0,
  receiptOrderOverMinor: null,
  answerLateDaysMax: 0,
  answerShortBpsMax: 0,
  answerPriceOverBpsMax: 0,
  fiscalYearStartMonth: 1,
}

function after(row: Row, current: Imported | undefined): Imported {
  const { approvalOver, ...said } = row
  const company: Imported = withSaid(current ?? { ...usual, code: row.code }, said)
  if (approvalOver === undefined) return company
  const parsed = parseDecimal(approvalOver, minorDigits(company.currency) ?? 2)
  return parsed.kind === 'parsed' ? { ...company, approvalOverMinor: parsed.scaled } : company
}

function amountErrors({ approvalOver }: Row, currency: string): readonly CellError[] {
  if (approvalOver === undefined || !currencyCodes.includes(currency)) return []
  const digits = minorDigits(currency) ?? 2
  if (parseDecimal(approvalOver, digits).kind === 'parsed') return []
  const detail = `Write an amount of ${currency} with at most ${digits} decimals.`
  return [{ code: 'amount_malformed', column: 'approvalOver', detail }]
}

function fieldsOf(company: Imported): Fields {
  const { code, name, currency, legalName, country, timeZone, taxId, address } = company
  const { approvalOverMinor, fiscalYearStartMonth } = company
  const approvalOver =
    approvalOverMinor === null ? '' : formatDecimal(approvalOverMinor, minorDigits(currency) ?? 2)
  const texts = { code, name, currency, legalName, country, timeZone, taxId, address }
  return { ...texts, fiscalYearStartMonth: String(fiscalYearStartMonth), approvalOver }
}

async function create(tx: Tx, company: Imported): Promise<void> {
  const { approvalOverMinor, ...given } = company
  const outcome = await createCompany(tx, {
    ...given,
    approvalOverMinor: approvalOverMinor ?? undefined,
  })
  invariant(outcome.kind === 'created', `company ${company.code} was planned as a new one`)
}
