import { notFound } from '#platform/http/problem'
import { question, type Route, reply } from '#platform/http/route'
import type { CompanyId } from '#records/companies'

import {
  accountEntriesQuery,
  accountEntryPage,
  entriesQuery,
  entryPage,
  entryParams,
  entryView,
  trialBalanceQuery,
  trialBalanceView,
} from './contract.ts'
import { listAccountEntries } from './queries/list-account-entries.ts'
import { listEntries, readEntry } from './queries/list-entries.ts'
import { readTrialBalance } from './queries/trial-balance.ts'

const tag = 'ledger'
const permission = 'ledger.read'

export const routes: readonly Route[] = [
  question({
    path: '/journal-entries',
    tag,
    summary: 'List journal entries',
    permission,
    query: entriesQuery,
    responses: { 200: entryPage },
    run: async (ask, { query }) => reply(200, await listEntries(ask, query)),
  }),
  question({
    path: '/journal-entries/:entryId',
    tag,
    summary: 'Read a journal entry with its lines',
    permission,
    params: entryParams,
    responses: { 200: entryView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readEntry(ask, params.entryId)
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  question({
    path: '/trial-balance',
    tag,
    summary: 'Sum the accounts of a company as of a day',
    permission,
    query: trialBalanceQuery,
    responses: { 200: trialBalanceView },
    problems: [404],
    run: async (ask, { query }) => {
      const { companyId, asOf } = query
      const view = await readTrialBalance(ask, { companyId: companyId as CompanyId, asOf })
      return view === undefined ? notFound() : reply(200, view)
    },
  }),
  question({
    path: '/account-entries',
    tag,
    summary: 'List what was posted to an account',
    permission,
    query: accountEntriesQuery,
    responses: { 200: accountEntryPage },
    run: async (ask, { query }) => reply(200, await listAccountEntries(ask, query)),
  }),
]
