/** Suppliers' terms by file: rows of one supplier, item, place and first day are the breaks of its terms. */
import type { Ask, Tx } from '#platform/work'
import { requirePermission } from '#platform/work'
import { ensureCurrencies } from '#records/companies'
import {
  compareFields,
  type Entry,
  type EntryError,
  importKind,
  mergeRows,
  type Planned,
  type RowOf,
} from '#records/imports'
import { readItemsByReference } from '#records/items'
import { readPlaceIdsByCode } from '#records/places'
import { readSuppliersByReference } from '#records/suppliers'

import { columns, keyColumns, termColumns } from './import-columns.ts'
import {
  alwaysFrom,
  type References,
  readTerm,
  type TermDraft,
  termAfter,
  termText,
} from './import-terms.ts'
import { termFaults } from './rules/term.ts'
import {
  insertWholeTerms,
  readWholeTerms,
  updateWholeTerms,
  type WholeTerm,
  writeBreaks,
} from './store/import-terms.ts'

type Row = RowOf<typeof columns>
type Change = { readonly isNew: boolean; readonly term: WholeTerm }

export const supplierTermsImport = importKind<typeof columns, Change>({
  kind: 'supplier-terms',
  title: "Suppliers' terms",
  permission: 'records.write',
  columns,
  manyRows: true,
  keyOf: ({ supplier, item, place, validFrom }) => [
    supplier,
    item,
    place ?? '',
    validFrom ?? alwaysFrom,
  ],
  plan: async (ask, entries, options) => {
    const refs = await readReferences(ask, entries)
    const drafts = new Map(entries.map((entry) => [entry.key, draftOf(entry, refs)]))
    const names = [...drafts.values()].flatMap((draft) => (draft.kind === 'read' ? [draft] : []))
    const current = await readWholeTerms(ask, names, options)
    const byName = new Map(current.map((term) => [nameOf(term), term]))
    const taken = new Set<string>()
    return new Map(
      [...drafts].map(([key, draft]) => {
        if (draft.kind === 'refused') return [key, { kind: 'error', errors: draft.errors }]
        const name = nameOf(draft)
        if (taken.has(name)) return [key, { kind: 'error', errors: [namedTwice] }]
        taken.add(name)
        return [key, planOf(draft, byName.get(name))]
      }),
    )
  },
  apply: async (tx, changes) => {
    requirePermission(tx, 'records.write')
    const terms = changes.map(({ isNew, term }): WholeTerm => {
      return isNew ? { ...term, id: tx.newId<'SupplierTerm'>() } : term
    })
    const currencies = terms.map(({ currency }) => currency)
    await ensureCurrencies(tx, currencies)
    await insertWholeTerms(
      tx,
      terms.filter((_, index) => changes[index]?.isNew),
    )
    await updateWholeTerms(
      tx,
      terms.filter((_, index) => !changes[index]?.isNew),
    )
    await writeBreaks(tx, terms)
  },
})

const namedTwice: EntryError = {
  code: 'duplicate_in_file',
  column: 'item',
  detail: 'Name supplier and item by the same code in all rows: these terms stand here twice.',
}

async function readReferences(ask: Ask | Tx, entries: readonly Entry<Row>[]): Promise<References> {
  const rows = entries.flatMap((entry) => entry.rows.map(({ row }) => row))
  const suppliers = rows.map(({ supplier }) => supplier)
  const items = rows.map(({ item }) => item)
  const places = rows.map(({ place }) => place).filter((place) => place !== undefined)
  return {
    suppliers: await readSuppliersByReference(ask, suppliers),
    items: await readItemsByReference(ask, items),
    placeIds: await readPlaceIdsByCode(ask, places),
  }
}

function draftOf(
  entry: Entry<Row>,
  refs: References,
): TermDraft | { readonly kind: 'refused'; readonly errors: readonly EntryError[] } {
  const merged = mergeRows(entry, { ...keyColumns, ...termColumns })
  if (merged.errors.length > 0) return { kind: 'refused', errors: merged.errors }
  return readTerm(merged.row, entry, refs)
}

function planOf(draft: TermDraft, current: WholeTerm | undefined): Planned<Change> {
  const fixed = fixedErrors(draft, current)
  if (fixed.length > 0) return { kind: 'error', errors: fixed }
  const after = termAfter(draft, current)
  const faults = termFaults(after).map(({ code, detail, pointer }) => ({
    code,
    detail,
    column: columnAt(pointer),
  }))
  if (faults.length > 0) return { kind: 'error', errors: faults }
  const measured = { ...draft, term: after }
  const said = { ...draft.fields, ...termText(measured) }
  const before = current && { ...draft.fields, ...termText({ ...draft, term: current }) }
  const compared = compareFields({}, before, said)
  if (compared.kind === 'same' || compared.kind === 'error') return compared
  return { ...compared, change: { isNew: current === undefined, term: after } }
}

/** A break's fault stands beside its quantity, another's beside its own column. */
function columnAt(pointer: string): string {
  const [, first = ''] = pointer.split('/')
  return first === 'breaks' ? 'from' : first
}

function fixedErrors(draft: TermDraft, current: WholeTerm | undefined): readonly EntryError[] {
  if (current === undefined) return []
  const { currency, unit } = draft.said
  const isOther = (said: string | undefined, there: string) => said !== undefined && said !== there
  return [
    ...(isOther(currency, current.currency) ? [staysAt('currency', current.currency)] : []),
    ...(isOther(unit, current.unit) ? [staysAt('unit', current.unit)] : []),
  ]
}

function staysAt(column: 'currency' | 'unit', there: string): EntryError {
  const detail =
    `Leave ${columns[column].title} at ${there}, or begin new terms on another day: it stays once ` +
    'it was set.'
  return { code: 'fixed_for_good', column, detail }
}

function nameOf(name: {
  readonly supplierId: string
  readonly itemId: string
  readonly placeId: string | null
  readonly validFrom: string
}): string {
  return [name.supplierId, name.itemId, name.placeId ?? '', name.validFrom].join(' ')
}
