/** Accounts by file: each row one account of a company, found again by its code. */
import {
  cell,
  type Fields,
  needed,
  neededToAdd,
  optional,
  recordKind,
  withSaid,
} from '#records/imports'

import type { AccountId, CompanyId } from '../ids.ts'
import {
  type ImportedAccount,
  readImportedAccounts,
  upsertAccounts,
} from '../store/import-records.ts'
import {
  activeColumn,
  byCodedKey,
  codedKey,
  companyColumn,
  companyErrors,
  readCompaniesOf,
} from './coded.ts'

const columns = {
  company: companyColumn,
  code: needed(cell.code(64), {
    title: 'Account code',
    help: 'Its number in the chart of accounts.',
    example: '5310',
    synonyms: ['Code', 'Account', 'Account number', 'Account no', 'Konto', 'Kontonummer'],
  }),
  name: neededToAdd(cell.text(200), {
    title: 'Name',
    help: 'What people call it.',
    example: 'Packaging',
    synonyms: ['Account name', 'Description', 'Bezeichnung'],
  }),
  kind: neededToAdd(
    cell.choice({
      asset: ['assets'],
      liability: ['liabilities'],
      equity: ['capital'],
      income: ['revenue', 'sales'],
      expense: ['expenses', 'cost', 'costs'],
    }),
    {
      title: 'Kind',
      help: 'asset, liability, equity, income or expense; it stays for good.',
      example: 'expense',
      synonyms: ['Type', 'Account type', 'Class'],
    },
  ),
  isActive: optional(cell.yesNo, activeColumn),
}

export const accountsImport = recordKind({
  kind: 'accounts',
  title: 'Accounts',
  permission: 'records.write',
  columns,
  keyOf: codedKey,
  readReferences: readCompaniesOf,
  readCurrent: async (ask, rows, options) =>
    byCodedKey(await readImportedAccounts(ask, rows, options)),
  after: (row, current, companies): ImportedAccount => {
    const companyId = companies.get(row.company)?.id ?? ('' as CompanyId)
    return withSaid(current ?? { ...usual, companyId, company: row.company, code: row.code }, row)
  },
  fieldsOf,
  fixed: ['kind'],
  errorsOf: ({ row, after, refs }) => {
    if (after.isActive || after.control === null) return companyErrors(row.company, refs)
    const detail = `Leave the account active: the books post to it as ${after.control}.`
    return [{ code: 'control_in_use', column: 'isActive', detail }]
  },
  write: (tx, { added, changed }) => {
    const fresh = added.map((account) => ({ ...account, id: tx.newId<'Account'>() }))
    return upsertAccounts(tx, [...fresh, ...changed])
  },
})

const usual = {
  id: '' as AccountId,
  version: 0,
  name: '',
  kind: 'expense',
  control: null,
  isActive: true,
} as const

function fieldsOf({ company, code, name, kind, isActive }: ImportedAccount): Fields {
  return { company, code, name, kind, isActive: isActive ? 'yes' : 'no' }
}
