import { invariant } from '#kernel/invariant'
import { type Refused, refused } from '#platform/change'
import { problemFor } from '#platform/http/outcome'
import { type ErrorFact, notFound } from '#platform/http/problem'
import { command, empty, question, type Route, reply } from '#platform/http/route'
import { requirePermission, type Tx } from '#platform/work'
import { type ItemId, readItemFacts } from '#records/items'
import type { PlaceId } from '#records/places'
import { readSuppliersById, type SupplierId } from '#records/suppliers'

import { changeTerm } from '../actions/change-term.ts'
import { type CreateTerm, createTerm, unknown } from '../actions/create-term.ts'
import { deleteTerm } from '../actions/delete-term.ts'
import {
  type CreateTermBody,
  changeTermBody,
  createTermBody,
  listTermsQuery,
  termPage,
  termParams,
  termView,
} from '../contract.ts'
import { listTerms, readTerm } from '../queries/list-terms.ts'
import type { SupplierTermId } from '../queries/quote.ts'
import { readTermFrame } from '../queries/read-term-frame.ts'
import { termMeasure, termUnitOf } from '../rules/term-measure.ts'
import { breaksFromWire, fieldsFromWire } from './wire.ts'

const tag = 'agreements'

export const termRoutes: readonly Route[] = [
  question({
    path: '/supplier-terms',
    tag,
    summary: "List suppliers' terms",
    permission: 'records.read',
    query: listTermsQuery,
    responses: { 200: termPage },
    run: async (ask, { query }) => reply(200, await listTerms(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/supplier-terms',
    tag,
    summary: 'Add what a supplier asks for an item',
    permission: 'records.write',
    body: createTermBody,
    responses: { 201: termView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      requirePermission(tx, 'records.write')
      const given = await commandFromWire(tx, body)
      if (given.kind === 'refused') return problemFor(given)
      const outcome = await createTerm(tx, given.command)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readTerm(tx, outcome.termId)
      invariant(view !== undefined, 'terms just added are there')
      return reply(201, view, { version: view.version, location: `/supplier-terms/${view.id}` })
    },
  }),
  question({
    path: '/supplier-terms/:termId',
    tag,
    summary: "Read a supplier's terms",
    permission: 'records.read',
    params: termParams,
    responses: { 200: termView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readTerm(ask, params.termId as SupplierTermId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/supplier-terms/:termId',
    tag,
    summary: "Change a supplier's terms",
    permission: 'records.write',
    params: termParams,
    body: changeTermBody,
    responses: { 200: termView },
    problems: [404, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      requirePermission(tx, 'records.write')
      const termId = params.termId as SupplierTermId
      const frame = await readTermFrame(tx, termId)
      const item = frame && (await readItemFacts(tx, [frame.itemId])).get(frame.itemId)
      if (frame === undefined || item === undefined) return notFound()
      const errors: ErrorFact[] = []
      const reader = { errors, measure: termMeasure(item, frame), currency: frame.currency }
      const changes = fieldsFromWire(body, reader)
      const breaks = body.breaks && breaksFromWire(body.breaks, reader)
      if (errors.length > 0) return problemFor(refused(...errors))
      const outcome = await changeTerm(tx, { termId, seenVersion: ifMatch, changes, breaks })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readTerm(tx, termId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'DELETE',
    path: '/supplier-terms/:termId',
    tag,
    summary: "Take a supplier's terms away",
    permission: 'records.write',
    params: termParams,
    responses: { 204: empty },
    problems: [404, 412],
    run: async (tx, { params, ifMatch }) => {
      const termId = params.termId as SupplierTermId
      const outcome = await deleteTerm(tx, { termId, seenVersion: ifMatch })
      return outcome.kind === 'deleted' ? reply(204) : problemFor(outcome)
    },
  }),
]

/** In base units of the item and the supplier's currency, with every reason why not. */
async function commandFromWire(
  tx: Tx,
  body: CreateTermBody,
): Promise<{ readonly kind: 'read'; readonly command: CreateTerm } | Refused> {
  const itemId = body.itemId as ItemId
  const supplierId = body.supplierId as SupplierId
  const item = (await readItemFacts(tx, [itemId])).get(itemId)
  const supplier = (await readSuppliersById(tx, [supplierId])).get(supplierId)
  const errors: ErrorFact[] = [
    ...(supplier === undefined ? [unknown('supplier', 'suppliers')] : []),
    ...(item === undefined ? [unknown('item', 'items')] : []),
  ]
  if (supplier === undefined || item === undefined) return refused(...errors)

  const { unitRatio: said } = body
  const unit = termUnitOf(
    item,
    body.unit ?? item.unit,
    said && { numerator: BigInt(said.numerator), denominator: BigInt(said.denominator) },
  )
  if (unit === undefined) return refused(ratioNeeded(body.unit ?? item.unit))
  const currency = body.currency ?? supplier.currency
  const reader = { errors, measure: termMeasure(item, unit), currency }
  const fields = fieldsFromWire(body, reader)
  const breaks = breaksFromWire(body.breaks, reader)
  if (errors.length > 0) return refused(...errors)
  const placeId = (body.placeId ?? null) as PlaceId | null
  const { validFrom } = body
  const key = { supplierId, itemId, placeId, validFrom, currency, ...unit }
  return { kind: 'read', command: { ...key, fields, breaks } }
}

function ratioNeeded(unit: string): ErrorFact {
  const detail = `Say in unitRatio how many stocking units one ${unit} is: the item has no such unit.`
  return { code: 'unit_ratio_needed', detail, pointer: '/unitRatio' }
}
