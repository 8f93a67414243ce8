/** Tax and charge codes by file, found again by company and code. */
import { formatDecimal, parseDecimal } from '#kernel/decimal'
import {
  type CellError,
  cell,
  type Fields,
  needed,
  neededToAdd,
  optional,
  recordKind,
  unknownReference,
  withSaid,
} from '#records/imports'

import type { ChargeCodeId, CompanyId, TaxCodeId } from '../ids.ts'
import {
  type ImportedChargeCode,
  type ImportedTaxCode,
  readImportedAccounts,
  readImportedChargeCodes,
  readImportedTaxCodes,
  upsertChargeCodes,
  upsertTaxCodes,
} from '../store/import-records.ts'
import {
  activeColumn,
  byCodedKey,
  codedKey,
  companyColumn,
  companyErrors,
  readCompaniesOf,
} from './coded.ts'

/** A percentage of up to two decimals, as hundredths of a percent. */
const percent = (text: string, format: Parameters<typeof decimalCell>[1]) => {
  const read = decimalCell(text.replace(/\s*%$/, ''), format)
  if (read.kind === 'refused') return read
  const parsed = parseDecimal(read.value, 2)
  return parsed.kind === 'parsed' && parsed.scaled <= 10_000n
    ? cell.read(Number(parsed.scaled))
    : cell.refused('not_a_percentage', 'Write a percentage from 0 to 100.')
}
const decimalCell = cell.decimal({ decimalsMax: 2 })

const code = {
  title: 'Code',
  help: 'Its own code in the company.',
  example: 'STANDARD',
  synonyms: ['Tax code', 'Charge code', 'Key'],
}
const name = {
  title: 'Name',
  help: 'What people call it.',
  example: 'Standard rate',
  synonyms: ['Description'],
}

const taxColumns = {
  company: companyColumn,
  code: needed(cell.code(64), code),
  name: neededToAdd(cell.text(200), name),
  rate: neededToAdd(percent, {
    title: 'Rate in percent',
    help: 'Of the amount it is on.',
    example: '20',
    synonyms: ['Rate', 'Percent', 'Tax rate'],
  }),
  recoverable: optional(percent, {
    title: 'Recoverable in percent',
    help: 'How much of the tax is claimed back; 100 unless said.',
    example: '100',
    synonyms: ['Recoverable'],
  }),
  isActive: optional(cell.yesNo, activeColumn),
}

export const taxCodesImport = recordKind({
  kind: 'tax-codes',
  title: 'Tax codes',
  permission: 'records.write',
  columns: taxColumns,
  keyOf: codedKey,
  readReferences: readCompaniesOf,
  readCurrent: async (ask, rows, options) =>
    byCodedKey(await readImportedTaxCodes(ask, rows, options)),
  after: ({ rate, recoverable, ...said }, current, companies): ImportedTaxCode => {
    const { company } = said
    const companyId = companies.get(company)?.id ?? ('' as CompanyId)
    const before = current ?? { ...usualTax, companyId, company, code: said.code }
    const rateBps = rate ?? before.rateBps
    return {
      ...withSaid(before, said),
      rateBps,
      recoverableBps: recoverable ?? before.recoverableBps,
    }
  },
  fieldsOf: (tax): Fields => ({
    company: tax.company,
    code: tax.code,
    name: tax.name,
    rate: formatDecimal(BigInt(tax.rateBps), 2, 0),
    recoverable: formatDecimal(BigInt(tax.recoverableBps), 2, 0),
    isActive: tax.isActive ? 'yes' : 'no',
  }),
  errorsOf: ({ row, refs }) => companyErrors(row.company, refs),
  write: (tx, { added, changed }) => {
    const fresh = added.map((tax) => ({ ...tax, id: tx.newId<'TaxCode'>() }))
    return upsertTaxCodes(tx, [...fresh, ...changed])
  },
})

const usualTax = {
  id: '' as TaxCodeId,
  version: 0,
  name: '',
  rateBps: 0,
  recoverableBps: 10_000,
  isActive: true,
}

const chargeColumns = {
  company: companyColumn,
  code: needed(cell.code(64), { ...code, example: 'FREIGHT' }),
  name: neededToAdd(cell.text(200), { ...name, example: 'Freight' }),
  followsGoods: neededToAdd(cell.yesNo, {
    title: 'Follows the goods',
    help: 'yes: into their cost; no: to its account.',
    example: 'yes',
    synonyms: ['Into cost', 'Capitalised', 'Landed'],
  }),
  account: optional(cell.code(64), {
    title: 'Account',
    help: 'The code of the account it is expensed to; needed when it does not follow the goods.',
    example: '',
    synonyms: ['Account code', 'Expense account'],
  }),
  isActive: optional(cell.yesNo, activeColumn),
}

export const chargeCodesImport = recordKind({
  kind: 'charge-codes',
  title: 'Charge codes',
  permission: 'records.write',
  columns: chargeColumns,
  keyOf: codedKey,
  readReferences: async (ask, rows) => {
    const named = rows.flatMap(({ company, account }) =>
      account === undefined ? [] : [{ company, code: account }],
    )
    const accounts = byCodedKey(await readImportedAccounts(ask, named, { lock: false }))
    return { companies: await readCompaniesOf(ask, rows), accounts }
  },
  readCurrent: async (ask, rows, options) =>
    byCodedKey(await readImportedChargeCodes(ask, rows, options)),
  after: (row, current, { companies }): ImportedChargeCode => {
    const { company } = row
    const companyId = companies.get(company)?.id ?? ('' as CompanyId)
    return withSaid(current ?? { ...usualCharge, companyId, company, code: row.code }, row)
  },
  fieldsOf: (charge): Fields => ({
    company: charge.company,
    code: charge.code,
    name: charge.name,
    followsGoods: charge.followsGoods ? 'yes' : 'no',
    account: charge.account,
    isActive: charge.isActive ? 'yes' : 'no',
  }),
  errorsOf: ({ row, after, refs }) => [
    ...companyErrors(row.company, refs.companies),
    ...accountErrors(row, after, refs.accounts),
  ],
  write: (tx, { added, changed }) => {
    const fresh = added.map((charge) => ({ ...charge, id: tx.newId<'ChargeCode'>() }))
    return upsertChargeCodes(tx, [...fresh, ...changed])
  },
})

const usualCharge = {
  id: '' as ChargeCodeId,
  version: 0,
  name: '',
  followsGoods: true,
  account: '',
  isActive: true,
}

function accountErrors(
  row: { readonly company: string; readonly account?: string | undefined },
  after: ImportedChargeCode,
  accounts: ReadonlyMap<string, unknown>,
): readonly CellError[] {
  const { account } = row
  if (account !== undefined) {
    const isKnown = byCodedKey([{ company: row.company, code: account }])
      .keys()
      .every((key) => accounts.has(key))
    return isKnown ? [] : [unknownReference('account', 'account', account)]
  }
  if (after.followsGoods || after.account !== '') return []
  const detail = 'Name the account it is expensed to, since it does not follow the goods.'
  return [{ code: 'account_missing', column: 'account', detail }]
}
