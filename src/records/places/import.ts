/** Places by file: each row one place, found again by its code. */
import { type CompanyFacts, type CompanyId, readCompaniesByCode } from '#records/companies'
import {
  cell,
  type Fields,
  needed,
  neededToAdd,
  optional,
  recordKind,
  unknownReference,
  withSaid,
} from '#records/imports'

import type { PlaceId } from './queries/read-places.ts'
import {
  type ImportedPlace,
  insertPlaces,
  readStoredPlaces,
  updatePlaces,
} from './store/import-places.ts'

const columns = {
  code: needed(cell.code(64), {
    title: 'Place code',
    help: 'Your own code of the place; rows with the code of a place change that place.',
    example: 'MAIN',
    synonyms: ['Code', 'Place', 'Location', 'Location code', 'Location ID', 'Warehouse', 'Lager'],
  }),
  name: neededToAdd(cell.text(200), {
    title: 'Name',
    help: 'What people call it.',
    example: 'Main warehouse',
    synonyms: ['Place name', 'Location name', 'Warehouse name'],
  }),
  company: neededToAdd(cell.code(64), {
    title: 'Company',
    help: 'The code of the company whose stock it is; it stays for good.',
    example: 'ACME',
    synonyms: ['Company code', 'Legal entity', 'Subsidiary'],
  }),
  kind: optional(
    cell.choice({
      warehouse: ['wh', 'lager'],
      '3pl': ['third party', 'logistics provider'],
      store: ['shop', 'retail'],
      hub: ['cross dock'],
    }),
    {
      title: 'Kind',
      help: 'warehouse, 3pl, store or hub.',
      example: 'warehouse',
      synonyms: ['Type', 'Place type', 'Location type'],
    },
  ),
  timeZone: optional(cell.timeZone, {
    title: 'Time zone',
    help: "An IANA name; the company's when left out.",
    example: 'Europe/London',
    synonyms: ['Timezone', 'TZ'],
  }),
  address: optional(cell.text(1000), {
    title: 'Address',
    help: 'As on an envelope.',
    example: '2 Dock Road, Felixstowe',
    synonyms: ['Street address', 'Adresse'],
  }),
  status: optional(cell.choice({ active: ['yes', '1', 'true'], inactive: ['no', '0', 'false'] }), {
    title: 'Status',
    help: 'active or inactive.',
    example: 'active',
    synonyms: ['Active', 'State'],
  }),
}

type Companies = ReadonlyMap<string, CompanyFacts>

export const placesImport = recordKind({
  kind: 'places',
  title: 'Places',
  permission: 'records.write',
  columns,
  keyOf: ({ code }) => [code],
  readReferences: (ask, rows): Promise<Companies> => {
    const codes = rows.map(({ company }) => company).filter((code) => code !== undefined)
    return readCompaniesByCode(ask, codes)
  },
  readCurrent: (ask, rows, options) => {
    const codes = rows.map(({ code }) => code)
    return readStoredPlaces(ask, codes, options)
  },
  after: (row, current, companies): ImportedPlace => {
    if (current !== undefined) return withSaid(current, row)
    const company = companies.get(row.company ?? '')
    return withSaid({ ...usual, code: row.code, ...ofCompany(company) }, row)
  },
  fieldsOf,
  fixed: ['company'],
  errorsOf: ({ row, current, refs }) => {
    const { company } = row
    if (company === undefined || current !== undefined || refs.has(company)) return []
    return [unknownReference('company', 'company', company)]
  },
  write: async (tx, { added, changed }) => {
    await insertPlaces(
      tx,
      added.map((place) => ({ ...place, id: tx.newId<'Place'>() })),
    )
    await updatePlaces(tx, changed)
  },
})

const usual = {
  id: '' as PlaceId,
  version: 0,
  name: '',
  kind: 'warehouse',
  company: '',
  address: '',
  status: 'active',
} as const

function ofCompany(company: CompanyFacts | undefined): {
  readonly companyId: CompanyId
  readonly timeZone: string
} {
  return { companyId: company?.id ?? ('' as CompanyId), timeZone: company?.timeZone ?? 'UTC' }
}

function fieldsOf(place: ImportedPlace): Fields {
  const { code, name, company, kind, timeZone, address, status } = place
  return { code, name, company, kind, timeZone, address, status }
}
