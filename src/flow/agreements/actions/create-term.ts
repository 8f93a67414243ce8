import { type Refused, refused, withChanges } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { ensureCurrencies } from '#records/companies'
import { readItemFacts } from '#records/items'
import { readPlaceFacts } from '#records/places'
import { readSuppliersById } from '#records/suppliers'

import type { SupplierTermId } from '../queries/quote.ts'
import type { Break } from '../rules/quote.ts'
import { termFaults } from '../rules/term.ts'
import { insertTerm, replaceBreaks, type TermFields, type TermKey } from '../store/terms.ts'

export type CreateTerm = TermKey & {
  readonly fields: { readonly [Name in keyof TermFields]?: TermFields[Name] | undefined }
  readonly breaks: readonly Break[]
}

const usual: TermFields = {
  supplierSku: '',
  moqUnits: 0n,
  multipleUnits: 1n,
  leadTimeDays: 0,
  validTo: null,
  rank: 1,
  innerUnits: null,
  outerUnits: null,
  layerUnits: null,
  palletUnits: null,
  outerLengthMm: null,
  outerWidthMm: null,
  outerHeightMm: null,
  outerWeightGrams: null,
}

/**
 * Writes down what a supplier asks for an item, from a day on.
 *
 * @throws {PermissionError} when the actor may not write records
 */
export async function createTerm(
  tx: Tx,
  command: CreateTerm,
): Promise<{ readonly kind: 'created'; readonly termId: SupplierTermId } | Refused> {
  requirePermission(tx, 'records.write')

  const { fields: given, breaks, ...key } = command
  const fields = withChanges(usual, given)
  const faults = [
    ...(await referenceFaults(tx, key)),
    ...termFaults({ ...fields, validFrom: key.validFrom, breaks }),
  ]
  if (faults.length > 0) return refused(...faults)
  await ensureCurrencies(tx, [key.currency])
  const termId = tx.newId<'SupplierTerm'>()
  if (!(await insertTerm(tx, termId, { ...key, ...fields }))) return refused(keyTaken(key))
  await replaceBreaks(tx, termId, breaks)
  announce(
    tx,
    'supplier-term.created',
    { kind: 'supplier_term', id: termId },
    { supplierId: key.supplierId, itemId: key.itemId },
  )
  return { kind: 'created', termId }
}

async function referenceFaults(tx: Tx, key: TermKey): Promise<readonly ErrorFact[]> {
  const { supplierId, itemId, placeId } = key
  const suppliers = await readSuppliersById(tx, [supplierId])
  const items = await readItemFacts(tx, [itemId])
  const places = placeId === null ? undefined : await readPlaceFacts(tx, [placeId])
  return [
    ...(suppliers.size === 0 ? [unknown('supplier', 'suppliers')] : []),
    ...(items.size === 0 ? [unknown('item', 'items')] : []),
    ...(places?.size === 0 ? [unknown('place', 'places')] : []),
  ]
}

export function unknown(word: string, plural: string): ErrorFact {
  const detail = `Name a ${word} that exists: list them under /${plural}.`
  return { code: `${word}_unknown`, detail, pointer: `/${word}Id` }
}

function keyTaken(key: TermKey): ErrorFact {
  const detail =
    `Change the terms that are there, or begin on another day: the supplier has terms for this ` +
    `item and place from ${key.validFrom} on.`
  return { code: 'terms_taken', detail, pointer: '/validFrom' }
}
