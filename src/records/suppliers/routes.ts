import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeSupplier } from './actions/change-supplier.ts'
import { createSupplier } from './actions/create-supplier.ts'
import {
  changeSupplierBody,
  createSupplierBody,
  listSuppliersQuery,
  supplierPage,
  supplierParams,
  supplierView,
} from './contract.ts'
import { listSuppliers, readSupplier } from './queries/list-suppliers.ts'
import type { SupplierId } from './queries/read-suppliers.ts'

const tag = 'suppliers'

export const routes: readonly Route[] = [
  question({
    path: '/suppliers',
    tag,
    summary: 'List suppliers',
    permission: 'records.read',
    query: listSuppliersQuery,
    responses: { 200: supplierPage },
    run: async (ask, { query }) => reply(200, await listSuppliers(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/suppliers',
    tag,
    summary: 'Add a supplier',
    permission: 'records.write',
    body: createSupplierBody,
    responses: { 201: supplierView },
    problems: [409],
    run: async (tx, { body }) => {
      const outcome = await createSupplier(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readSupplier(tx, outcome.supplierId)
      invariant(view !== undefined, 'a supplier just added is there')
      return reply(201, view, { version: view.version, location: `/suppliers/${view.id}` })
    },
  }),
  question({
    path: '/suppliers/:supplierId',
    tag,
    summary: 'Read a supplier',
    permission: 'records.read',
    params: supplierParams,
    responses: { 200: supplierView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readSupplier(ask, params.supplierId as SupplierId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/suppliers/:supplierId',
    tag,
    summary: 'Change, deactivate or activate a supplier',
    permission: 'records.write',
    params: supplierParams,
    body: changeSupplierBody,
    responses: { 200: supplierView },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const supplierId = params.supplierId as SupplierId
      const outcome = await changeSupplier(tx, {
        supplierId,
        seenVersion: ifMatch,
        changes: body,
      })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readSupplier(tx, supplierId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
