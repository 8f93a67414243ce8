import { notFound } from '#platform/http/problem'
import { question, type Route, reply } from '#platform/http/route'

import { approvalPage, approvalParams, approvalView, listApprovalsQuery } from './contract.ts'
import { listApprovals, readApproval } from './queries/list-approvals.ts'
import type { ApprovalRequestId } from './store.ts'

const tag = 'approvals'

export const routes: readonly Route[] = [
  question({
    path: '/approval-requests',
    tag,
    summary: 'List what is to be approved, and what was',
    permission: 'orders.read',
    query: listApprovalsQuery,
    responses: { 200: approvalPage },
    run: async (ask, { query }) => reply(200, await listApprovals(ask, query)),
  }),
  question({
    path: '/approval-requests/:approvalRequestId',
    tag,
    summary: 'Read an approval request',
    permission: 'orders.read',
    params: approvalParams,
    responses: { 200: approvalView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readApproval(ask, params.approvalRequestId as ApprovalRequestId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
]
