import { businessNo } from '#platform/http/business-no'
import { problemFor } from '#platform/http/outcome'
import { notFound, type Problem } from '#platform/http/problem'
import { command, problem, question, type Route, reply } from '#platform/http/route'
import type { CompanyId } from '#records/companies'

import { captureInvoice } from './actions/capture-invoice.ts'
import { matchInvoice } from './actions/match-invoice.ts'
import { rejectInvoice } from './actions/reject-invoice.ts'
import { type ReleaseOutcome, releaseInvoice } from './actions/release-invoice.ts'
import { reverseInvoice } from './actions/reverse-invoice.ts'
import { setTolerance } from './actions/set-tolerance.ts'
import { captureInvoiceInput, invoiceParams, reasonInput, toleranceInput } from './contract.ts'
import {
  grniAgeingQuery,
  grniAgeingView,
  grniPage,
  grniQuery,
  toleranceList,
  tolerancesQuery,
} from './contract-accruals.ts'
import {
  captureResult,
  doneResult,
  invoicePage,
  invoiceView,
  listInvoicesQuery,
  matchQueueQuery,
  matchResult,
  papersView,
  previewView,
  queuePage,
} from './contract-views.ts'
import type { InvoiceId } from './invoice.ts'
import { listGrniBalances, readGrniAgeing } from './queries/grni.ts'
import { listInvoices, listMatchQueue } from './queries/list-invoices.ts'
import { listTolerances } from './queries/list-tolerances.ts'
import { matchResultOf } from './queries/match-result.ts'
import { previewPosting } from './queries/posting-preview.ts'
import { readInvoiceView } from './queries/read-invoice-view.ts'
import { readThreePapers } from './queries/three-papers.ts'
import { notOpenError, notPostableErrors, selfRelease } from './sentences.ts'

const tag = 'matching'
const idOf = (params: { readonly invoiceId: string }) => params.invoiceId as InvoiceId

export const routes: readonly Route[] = [
  question({
    path: '/supplier-invoices',
    tag,
    summary: 'List supplier invoices',
    permission: 'invoices.read',
    query: listInvoicesQuery,
    responses: { 200: invoicePage },
    run: async (ask, { query }) => reply(200, await listInvoices(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/supplier-invoices',
    tag,
    summary: 'Capture a supplier invoice',
    description:
      'Goods, charge and tax lines. A number the supplier has used already is refused with 409 ' +
      '`duplicate_invoice`; living invoices over the same amount about the same day are told in ' +
      '`lookalikes`. With `match` it is matched at once, in the same transaction.',
    permission: 'invoices.capture',
    body: captureInvoiceInput,
    responses: { 200: captureResult, 201: captureResult },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await captureInvoice(tx, body)
      if (outcome.kind === 'refused') return businessNo(outcome.errors, conflicts)
      const { invoiceId: id, number, version } = outcome
      const location = `/supplier-invoices/${id}`
      if (outcome.kind === 'existing') {
        const { status } = outcome
        const known = { id, number, status, lookalikes: [], match: null }
        return reply(200, known, { version, location })
      }
      const lookalikes = [...outcome.lookalikes]
      const captured = { id, number, status: 'captured' as const, lookalikes, match: null }
      if (body.match !== true) return reply(201, captured, { version, location })
      const matched = await matchInvoice(tx, { invoiceId: id })
      if (matched.kind !== 'posted' && matched.kind !== 'held') return refusal(matched)
      const match = await matchResultOf(tx, id, matched)
      return reply(
        201,
        { ...captured, status: matched.kind, match },
        { version: version + 1, location },
      )
    },
  }),
  question({
    path: '/supplier-invoices/:invoiceId',
    tag,
    summary: 'Read a supplier invoice',
    permission: 'invoices.read',
    params: invoiceParams,
    responses: { 200: invoiceView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readInvoiceView(ask, idOf(params))
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  question({
    path: '/supplier-invoices/:invoiceId/papers',
    tag,
    summary: 'Lay an invoice beside its orders and receipts, with each check',
    permission: 'invoices.read',
    params: invoiceParams,
    responses: { 200: papersView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readThreePapers(ask, idOf(params))
      return view === undefined ? notFound() : reply(200, view, { version: view.invoice.version })
    },
  }),
  question({
    path: '/supplier-invoices/:invoiceId/posting-preview',
    tag,
    summary: 'Show the entry that posting the invoice would make',
    permission: 'invoices.read',
    params: invoiceParams,
    responses: { 200: previewView },
    problems: [404, 409],
    run: async (ask, { params }) => {
      const outcome = await previewPosting(ask, idOf(params))
      if (outcome === undefined) return notFound()
      return outcome.kind === 'previewed' ? reply(200, outcome.view) : refusal(outcome)
    },
  }),
  command({
    method: 'POST',
    path: '/supplier-invoices/:invoiceId/match',
    tag,
    summary: 'Match an invoice: post it when it fits, hold it with every reason when not',
    permission: 'invoices.match',
    params: invoiceParams,
    responses: { 200: matchResult },
    problems: [404, 409, 412],
    run: async (tx, { params, ifMatch }) => {
      const invoiceId = idOf(params)
      const outcome = await matchInvoice(tx, { invoiceId, seen: ifMatch })
      if (outcome.kind !== 'posted' && outcome.kind !== 'held') return refusal(outcome)
      return reply(200, await matchResultOf(tx, invoiceId, outcome))
    },
  }),
  command({
    method: 'POST',
    path: '/supplier-invoices/:invoiceId/release',
    tag,
    summary: 'Let a held invoice through, with a reason, and post it',
    permission: 'invoices.release',
    params: invoiceParams,
    body: reasonInput,
    responses: { 200: matchResult },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const invoiceId = idOf(params)
      const outcome = await releaseInvoice(tx, { invoiceId, seen: ifMatch, reason: body.reason })
      if (outcome.kind !== 'posted') return refusal(outcome)
      return reply(200, await matchResultOf(tx, invoiceId, outcome))
    },
  }),
  command({
    method: 'POST',
    path: '/supplier-invoices/:invoiceId/rejection',
    tag,
    summary: 'Turn an invoice down that was not posted',
    permission: 'invoices.match',
    params: invoiceParams,
    body: reasonInput,
    responses: { 200: doneResult },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const invoiceId = idOf(params)
      const outcome = await rejectInvoice(tx, { invoiceId, seen: ifMatch, reason: body.reason })
      if (outcome.kind !== 'rejected') return refusal(outcome)
      return reply(200, { id: invoiceId, status: 'rejected', entryId: null })
    },
  }),
  command({
    method: 'POST',
    path: '/supplier-invoices/:invoiceId/reversal',
    tag,
    summary: 'Take a posted invoice back by an opposite entry',
    permission: 'invoices.release',
    params: invoiceParams,
    body: reasonInput,
    responses: { 200: doneResult },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const invoiceId = idOf(params)
      const outcome = await reverseInvoice(tx, { invoiceId, seen: ifMatch, reason: body.reason })
      if (outcome.kind !== 'reversed') return refusal(outcome)
      return reply(200, { id: invoiceId, status: 'reversed', entryId: outcome.entryId })
    },
  }),
  question({
    path: '/match-queue',
    tag,
    summary: 'List invoices that wait for somebody, with their reasons and whose they are',
    permission: 'invoices.read',
    query: matchQueueQuery,
    responses: { 200: queuePage },
    run: async (ask, { query }) => reply(200, await listMatchQueue(ask, query)),
  }),
  question({
    path: '/grni-balances',
    tag,
    summary: 'List goods received and not invoiced, by order line',
    permission: 'ledger.read',
    query: grniQuery,
    responses: { 200: grniPage },
    run: async (ask, { query }) => reply(200, await listGrniBalances(ask, query)),
  }),
  question({
    path: '/grni-ageing',
    tag,
    summary: 'Sum goods received and not invoiced by age and by reason',
    permission: 'ledger.read',
    query: grniAgeingQuery,
    responses: { 200: grniAgeingView },
    problems: [404],
    run: async (ask, { query }) => {
      const view = await readGrniAgeing(ask, query.companyId as CompanyId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  question({
    path: '/match-tolerances',
    tag,
    summary: 'List how far bills may go beyond what was agreed',
    permission: 'invoices.read',
    query: tolerancesQuery,
    responses: { 200: toleranceList },
    problems: [404],
    run: async (ask, { query }) => {
      const items = await listTolerances(ask, query.companyId as CompanyId)
      return items === undefined ? notFound() : reply(200, { items })
    },
  }),
  command({
    method: 'PUT',
    path: '/match-tolerances',
    tag,
    summary: "Set a company's tolerance, or that of one of its suppliers",
    permission: 'records.write',
    body: toleranceInput,
    responses: { 200: toleranceList },
    problems: [422],
    run: async (tx, { body }) => {
      const outcome = await setTolerance(tx, body)
      if (outcome.kind === 'refused') return problemFor(outcome)
      const items = await listTolerances(tx, body.companyId as CompanyId)
      return items === undefined ? notFound() : reply(200, { items })
    },
  }),
]

const conflicts: ReadonlySet<string> = new Set(['duplicate_invoice'])

type Refusal = Exclude<ReleaseOutcome, { kind: 'posted' }>

function refusal(outcome: Refusal): Problem {
  switch (outcome.kind) {
    case 'not_open':
      return problem(409, 'not_open', [notOpenError(outcome)])
    case 'self_release':
      return problem(409, 'self_release', [selfRelease])
    case 'not_postable':
      return problem(409, 'not_postable', notPostableErrors(outcome))
    default:
      return problemFor(outcome)
  }
}
