/** Suppliers by file: each row one supplier, found again by its code. */
import { ensureCurrencies } from '#records/companies'
import {
  type CellError,
  cell,
  type Fields,
  needed,
  neededToAdd,
  optional,
  recordKind,
  withSaid,
} from '#records/imports'

import type { SupplierId } from './queries/read-suppliers.ts'
import {
  insertSuppliers,
  readSourceOwners,
  readStoredSuppliers,
  updateSuppliers,
} from './store/import-suppliers.ts'
import type { StoredSupplier } from './store/suppliers.ts'

const language = (text: string) =>
  /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/.test(text)
    ? cell.read(text)
    : cell.refused('not_a_language', 'Write a language, such as en or de.')

const columns = {
  code: needed(cell.code(64), {
    title: 'Supplier code',
    help: 'Your own code of the supplier; rows with the code of a supplier change that supplier.',
    example: 'POTTERY',
    synonyms: [
      'Code',
      'Supplier',
      'Supplier number',
      'Supplier no',
      'Supplier ID',
      'Vendor',
      'Vendor code',
      'Vendor number',
      'Vendor ID',
      'Account number',
      'Lieferantennummer',
    ],
  }),
  name: neededToAdd(cell.text(200), {
    title: 'Name',
    help: 'What people call it.',
    example: 'Pottery & Sons',
    synonyms: ['Supplier name', 'Vendor name', 'Company name', 'Lieferant'],
  }),
  currency: neededToAdd(cell.currency, {
    title: 'Currency',
    help: 'In which it is ordered and paid.',
    example: 'EUR',
    synonyms: ['Currency code', 'Supplier currency', 'Währung'],
  }),
  email: optional(cell.email, {
    title: 'E-mail',
    help: 'Where orders go; without one they are released without mail.',
    example: 'orders@pottery.example',
    synonyms: ['Email', 'Email address', 'Mail', 'Order email'],
  }),
  legalName: optional(cell.text(200), {
    title: 'Legal name',
    help: 'As it stands on its papers.',
    example: 'Pottery & Sons Ltd',
    synonyms: ['Registered name'],
  }),
  phone: optional(cell.text(60), {
    title: 'Phone',
    help: 'With its country.',
    example: '+44 20 7946 0000',
    synonyms: ['Telephone', 'Phone number', 'Telefon'],
  }),
  address: optional(cell.text(1000), {
    title: 'Address',
    help: 'As on an envelope.',
    example: '1 Kiln Lane, Stoke-on-Trent',
    synonyms: ['Street address', 'Adresse'],
  }),
  country: optional(cell.country, {
    title: 'Country',
    help: 'Two letters of ISO 3166.',
    example: 'GB',
    synonyms: ['Country code', 'Land'],
  }),
  taxId: optional(cell.text(60), {
    title: 'Tax id',
    help: 'Its number for VAT or tax.',
    example: 'GB123456789',
    synonyms: ['VAT number', 'VAT ID', 'Tax number', 'USt-IdNr'],
  }),
  language: optional(language, {
    title: 'Language',
    help: 'Of papers sent to it.',
    example: 'en',
    synonyms: ['Language code', 'Sprache'],
  }),
  paymentTermsDays: optional(cell.wholeNumber({ min: 0, max: 365 }), {
    title: 'Payment terms in days',
    help: 'Days from the invoice until it is due; 30 unless said.',
    example: '30',
    synonyms: ['Payment terms', 'Payment days', 'Net days', 'Zahlungsziel'],
  }),
  incoterm: optional(cell.text(60), {
    title: 'Incoterm',
    help: 'Three letters of Incoterms 2020 and the named place.',
    example: 'FCA Felixstowe',
    synonyms: ['Incoterms', 'Delivery terms'],
  }),
  status: optional(cell.choice({ active: ['yes', '1', 'true'], inactive: ['no', '0', 'false'] }), {
    title: 'Status',
    help: 'active or inactive.',
    example: 'active',
    synonyms: ['Active', 'Active flag', 'State'],
  }),
  sourceSystem: optional(cell.text(60), {
    title: 'Source system',
    help: 'Where the external id is from.',
    example: '',
    synonyms: ['Source'],
  }),
  externalId: optional(cell.text(120), {
    title: 'External id',
    help: 'What another system calls it.',
    example: '',
    synonyms: ['External ID', 'Internal ID', 'Legacy ID', 'Business entity ID'],
    distinct: 'text',
  }),
}

const usual: Omit<StoredSupplier, 'code'> = {
  id: '' as SupplierId,
  version: 0,
  name: '',
  legalName: '',
  email: '',
  phone: '',
  address: '',
  country: '',
  taxId: '',
  language: 'en',
  currency: '',
  paymentTermsDays: 30,
  incoterm: '',
  status: 'active',
  sourceSystem: '',
  externalId: '',
}

export const suppliersImport = recordKind({
  kind: 'suppliers',
  title: 'Suppliers',
  permission: 'records.write',
  columns,
  keyOf: ({ code }) => [code],
  readReferences: async (ask, rows) => {
    const externalIds = rows.map(({ externalId }) => externalId).filter((id) => id !== undefined)
    const owners = await readSourceOwners(ask, externalIds)
    return new Map(owners.map((owner) => [sourceKey(owner), owner.code]))
  },
  readCurrent: (ask, rows, options) => {
    const codes = rows.map(({ code }) => code)
    return readStoredSuppliers(ask, codes, options)
  },
  after: (row, current) => withSaid(current ?? { ...usual, code: row.code }, row),
  fieldsOf,
  errorsOf: ({ after, refs }) => sourceErrors(after, refs.get(sourceKey(after))),
  write: async (tx, { added, changed }) => {
    const currencies = [...added, ...changed].map(({ currency }) => currency)
    await ensureCurrencies(tx, currencies)
    await insertSuppliers(
      tx,
      added.map((supplier) => ({ ...supplier, id: tx.newId<'Supplier'>() })),
    )
    await updateSuppliers(tx, changed)
  },
})

function fieldsOf(supplier: StoredSupplier): Fields {
  const { id: _, version: __, paymentTermsDays, ...fields } = supplier
  return { ...fields, paymentTermsDays: String(paymentTermsDays) }
}

function sourceErrors(
  { code, externalId }: StoredSupplier,
  owner: string | undefined,
): readonly CellError[] {
  if (externalId === '' || owner === undefined || owner === code) return []
  const detail = `Choose another external id: supplier ${owner} has this one.`
  return [{ code: 'external_id_taken', column: 'externalId', detail }]
}

function sourceKey(owner: { readonly sourceSystem: string; readonly externalId: string }): string {
  return `${owner.sourceSystem}\u001f${owner.externalId}`
}
