import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeChargeCode } from '../actions/change-charge-code.ts'
import { changeTaxCode } from '../actions/change-tax-code.ts'
import { createChargeCode } from '../actions/create-charge-code.ts'
import { createTaxCode } from '../actions/create-tax-code.ts'
import {
  changeChargeCodeBody,
  changeTaxCodeBody,
  chargeCodePage,
  chargeCodeParams,
  chargeCodeView,
  createChargeCodeBody,
  createTaxCodeBody,
  listCodesQuery,
  taxCodePage,
  taxCodeParams,
  taxCodeView,
} from '../contract.ts'
import type { AccountId, ChargeCodeId, CompanyId, TaxCodeId } from '../ids.ts'
import { listChargeCodes, readChargeCode } from '../queries/list-charge-codes.ts'
import { listTaxCodes, readTaxCode } from '../queries/list-tax-codes.ts'

const tag = 'companies'

export const codeRoutes: readonly Route[] = [
  question({
    path: '/tax-codes',
    tag,
    summary: 'List tax codes',
    permission: 'records.read',
    query: listCodesQuery,
    responses: { 200: taxCodePage },
    run: async (ask, { query }) => reply(200, await listTaxCodes(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/tax-codes',
    tag,
    summary: 'Add a tax code',
    permission: 'records.write',
    body: createTaxCodeBody,
    responses: { 201: taxCodeView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createTaxCode(tx, { ...body, companyId: body.companyId as CompanyId })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readTaxCode(tx, outcome.taxCodeId)
      invariant(view !== undefined, 'a tax code just added is there')
      return reply(201, view, { version: view.version, location: `/tax-codes/${view.id}` })
    },
  }),
  question({
    path: '/tax-codes/:taxCodeId',
    tag,
    summary: 'Read a tax code',
    permission: 'records.read',
    params: taxCodeParams,
    responses: { 200: taxCodeView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readTaxCode(ask, params.taxCodeId as TaxCodeId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/tax-codes/:taxCodeId',
    tag,
    summary: 'Change a tax code',
    permission: 'records.write',
    params: taxCodeParams,
    body: changeTaxCodeBody,
    responses: { 200: taxCodeView },
    problems: [404, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const taxCodeId = params.taxCodeId as TaxCodeId
      const outcome = await changeTaxCode(tx, { taxCodeId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readTaxCode(tx, taxCodeId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  question({
    path: '/charge-codes',
    tag,
    summary: 'List charge codes',
    permission: 'records.read',
    query: listCodesQuery,
    responses: { 200: chargeCodePage },
    run: async (ask, { query }) => reply(200, await listChargeCodes(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/charge-codes',
    tag,
    summary: 'Add a charge code',
    permission: 'records.write',
    body: createChargeCodeBody,
    responses: { 201: chargeCodeView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createChargeCode(tx, {
        ...body,
        companyId: body.companyId as CompanyId,
        accountId: accountFromWire(body),
      })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readChargeCode(tx, outcome.chargeCodeId)
      invariant(view !== undefined, 'a charge code just added is there')
      return reply(201, view, { version: view.version, location: `/charge-codes/${view.id}` })
    },
  }),
  question({
    path: '/charge-codes/:chargeCodeId',
    tag,
    summary: 'Read a charge code',
    permission: 'records.read',
    params: chargeCodeParams,
    responses: { 200: chargeCodeView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readChargeCode(ask, params.chargeCodeId as ChargeCodeId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/charge-codes/:chargeCodeId',
    tag,
    summary: 'Change a charge code',
    permission: 'records.write',
    params: chargeCodeParams,
    body: changeChargeCodeBody,
    responses: { 200: chargeCodeView },
    problems: [404, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const chargeCodeId = params.chargeCodeId as ChargeCodeId
      const outcome = await changeChargeCode(tx, {
        chargeCodeId,
        seenVersion: ifMatch,
        changes: { ...body, accountId: accountFromWire(body) },
      })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readChargeCode(tx, chargeCodeId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]

function accountFromWire(body: { readonly accountId?: string | null | undefined }) {
  return body.accountId as AccountId | null | undefined
}
