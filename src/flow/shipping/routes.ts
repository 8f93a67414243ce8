import { businessNo } from '#platform/http/business-no'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { issueSale } from './actions/issue-sale.ts'
import { reverseIssue } from './actions/reverse-issue.ts'
import {
  issueInput,
  issueListQuery,
  issuePage,
  issueParams,
  issueView,
  reversalInput,
} from './contract.ts'
import type { IssueId } from './issue.ts'
import { listIssues, readIssue } from './queries/read-issue.ts'

const tag = 'shipping'

const conflicts: ReadonlySet<string> = new Set([
  'stock_short',
  'already_reversed',
  'is_reversal',
  'external_id_used',
])

export const routes: readonly Route[] = [
  question({
    path: '/sale-issues',
    tag,
    summary: 'List sale issues',
    permission: 'stock.read',
    query: issueListQuery,
    responses: { 200: issuePage },
    run: async (ask, { query }) => reply(200, await listIssues(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/sale-issues',
    tag,
    summary: 'Issue sold goods at their cost',
    permission: 'stock.issue',
    body: issueInput,
    responses: { 200: issueView, 201: issueView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await issueSale(tx, body)
      if (outcome.kind === 'refused') return businessNo(outcome.errors, conflicts)
      const status = outcome.kind === 'existing' ? 200 : 201
      return reply(status, outcome.issue, { location: `/sale-issues/${outcome.issue.id}` })
    },
  }),
  question({
    path: '/sale-issues/:issueId',
    tag,
    summary: 'Read a sale issue',
    permission: 'stock.read',
    params: issueParams,
    responses: { 200: issueView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readIssue(ask, params.issueId as IssueId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  command({
    method: 'POST',
    path: '/sale-issues/:issueId/reversal',
    tag,
    summary: 'Take a sale issue back, whole',
    permission: 'stock.issue',
    params: issueParams,
    body: reversalInput,
    responses: { 201: issueView },
    problems: [404, 409, 422],
    run: async (tx, { params, body }) => {
      const outcome = await reverseIssue(tx, { ...body, issueId: params.issueId as IssueId })
      if (outcome.kind === 'not_found') return notFound()
      if (outcome.kind === 'refused') return businessNo(outcome.errors, conflicts)
      return reply(201, outcome.issue, { location: `/sale-issues/${outcome.issue.id}` })
    },
  }),
]
