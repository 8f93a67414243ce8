import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeCompany } from '../actions/change-company.ts'
import { createCompany } from '../actions/create-company.ts'
import { extendCalendar } from '../actions/extend-calendar.ts'
import {
  changeCompanyBody,
  companyPage,
  companyParams,
  companyView,
  createCompanyBody,
  extendCalendarBody,
  extendedView,
  listCompaniesQuery,
} from '../contract.ts'
import type { CompanyId } from '../ids.ts'
import { listCompanies, readCompanyView } from '../queries/list-companies.ts'
import { readCompany } from '../queries/read-company.ts'
import { thresholdFromWire } from './wire.ts'

const tag = 'companies'

export const companyRoutes: readonly Route[] = [
  question({
    path: '/companies',
    tag,
    summary: 'List companies',
    permission: 'records.read',
    query: listCompaniesQuery,
    responses: { 200: companyPage },
    run: async (ask, { query }) => reply(200, await listCompanies(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/companies',
    tag,
    summary: 'Open a company with its chart of accounts, periods and codes',
    permission: 'records.write',
    body: createCompanyBody,
    responses: { 201: companyView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const { approvalOver, ...fields } = body
      const threshold = thresholdFromWire(approvalOver, fields.currency)
      if (threshold.kind === 'refused') return problemFor(threshold)
      const outcome = await createCompany(tx, {
        ...fields,
        approvalOverMinor: threshold.value ?? undefined,
      })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readCompanyView(tx, outcome.companyId)
      invariant(view !== undefined, 'a company just opened is there')
      return reply(201, view, { version: view.version, location: `/companies/${view.id}` })
    },
  }),
  question({
    path: '/companies/:companyId',
    tag,
    summary: 'Read a company',
    permission: 'records.read',
    params: companyParams,
    responses: { 200: companyView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readCompanyView(ask, params.companyId as CompanyId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/companies/:companyId',
    tag,
    summary: 'Change a company, its tolerances and its approval threshold',
    permission: 'records.write',
    params: companyParams,
    body: changeCompanyBody,
    responses: { 200: companyView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const companyId = params.companyId as CompanyId
      const { approvalOver, receiptOrderOver, receiptOverUnitsMax, ...fields } = body
      const company = await readCompany(tx, companyId)
      if (company === undefined) return notFound()
      const threshold = thresholdFromWire(approvalOver, company.currency)
      if (threshold.kind === 'refused') return problemFor(threshold)
      const orderOver = thresholdFromWire(receiptOrderOver, company.currency, 'receiptOrderOver')
      if (orderOver.kind === 'refused') return problemFor(orderOver)
      const outcome = await changeCompany(tx, {
        companyId,
        seenVersion: ifMatch,
        changes: {
          ...fields,
          approvalOverMinor: threshold.value,
          receiptOrderOverMinor: orderOver.value,
          receiptOverUnitsMax: unitsFromWire(receiptOverUnitsMax),
        },
      })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readCompanyView(tx, companyId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'POST',
    path: '/companies/:companyId/fiscal-years',
    tag,
    summary: 'Add twelve months to the calendar, before or after',
    permission: 'ledger.close',
    params: companyParams,
    body: extendCalendarBody,
    responses: { 201: extendedView },
    problems: [404, 422],
    run: async (tx, { params, body }) => {
      const companyId = params.companyId as CompanyId
      const outcome = await extendCalendar(tx, { companyId, direction: body.direction })
      if (outcome.kind !== 'extended') return problemFor(outcome)
      const { addedPeriods, startsOn, endsOn } = outcome
      return reply(201, { addedPeriods, startsOn, endsOn })
    },
  }),
]

function unitsFromWire(units: number | null | undefined): bigint | null | undefined {
  return units === null || units === undefined ? units : BigInt(units)
}
