/** What accounts, tax codes and charge codes have in common: a company and a code in it name them. */
import type { Ask, Tx } from '#platform/work'
import { type CellError, cell, entryKey, needed, unknownReference } from '#records/imports'

import { type CompanyFacts, readCompaniesByCode } from '../queries/read-company.ts'
import type { CodedKey } from '../store/import-records.ts'

export const companyColumn = needed(cell.code(64), {
  title: 'Company',
  help: 'The code of the company it belongs to.',
  example: 'ACME',
  synonyms: ['Company code', 'Legal entity', 'Subsidiary'],
})

export const activeColumn = {
  title: 'Active',
  help: 'yes or no.',
  example: 'yes',
  synonyms: ['Is active', 'In use', 'Status'],
}

export type Companies = ReadonlyMap<string, CompanyFacts>

export function readCompaniesOf(
  ask: Ask | Tx,
  rows: readonly { readonly company: string }[],
): Promise<Companies> {
  const codes = rows.map(({ company }) => company)
  return readCompaniesByCode(ask, codes)
}

export function companyErrors(company: string, companies: Companies): readonly CellError[] {
  return companies.has(company) ? [] : [unknownReference('company', 'company', company)]
}

export function codedKey({ company, code }: CodedKey): readonly string[] {
  return [company, code]
}

export function byCodedKey<Rec extends CodedKey>(
  records: readonly Rec[],
): ReadonlyMap<string, Rec> {
  return new Map(records.map((record) => [entryKey(codedKey(record)), record]))
}
