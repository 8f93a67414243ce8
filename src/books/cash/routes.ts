import { question, type Route, reply } from '#platform/http/route'

import { expectedPaymentPage, expectedPaymentsQuery } from './contract.ts'
import { listExpectedPayments } from './queries/list-expected-payments.ts'

export const routes: readonly Route[] = [
  question({
    path: '/expected-payments',
    tag: 'cash',
    summary: 'List what is still to be paid, and when',
    permission: 'ledger.read',
    query: expectedPaymentsQuery,
    responses: { 200: expectedPaymentPage },
    run: async (ask, { query }) => reply(200, await listExpectedPayments(ask, query)),
  }),
]
