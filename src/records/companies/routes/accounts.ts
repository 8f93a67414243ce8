import { invariant } from '#kernel/invariant'
import { problemFor } from '#platform/http/outcome'
import { notFound } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeAccount } from '../actions/change-account.ts'
import { createAccount } from '../actions/create-account.ts'
import {
  accountPage,
  accountParams,
  accountView,
  changeAccountBody,
  createAccountBody,
  listAccountsQuery,
} from '../contract.ts'
import type { AccountId, CompanyId } from '../ids.ts'
import { listAccounts, readAccount } from '../queries/list-accounts.ts'

const tag = 'companies'

export const accountRoutes: readonly Route[] = [
  question({
    path: '/accounts',
    tag,
    summary: 'List accounts',
    permission: 'records.read',
    query: listAccountsQuery,
    responses: { 200: accountPage },
    run: async (ask, { query }) => reply(200, await listAccounts(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/accounts',
    tag,
    summary: 'Add an account',
    permission: 'records.write',
    body: createAccountBody,
    responses: { 201: accountView },
    problems: [409, 422],
    run: async (tx, { body }) => {
      const outcome = await createAccount(tx, { ...body, companyId: body.companyId as CompanyId })
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readAccount(tx, outcome.accountId)
      invariant(view !== undefined, 'an account just added is there')
      return reply(201, view, { version: view.version, location: `/accounts/${view.id}` })
    },
  }),
  question({
    path: '/accounts/:accountId',
    tag,
    summary: 'Read an account',
    permission: 'records.read',
    params: accountParams,
    responses: { 200: accountView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readAccount(ask, params.accountId as AccountId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/accounts/:accountId',
    tag,
    summary: 'Change an account',
    permission: 'records.write',
    params: accountParams,
    body: changeAccountBody,
    responses: { 200: accountView },
    problems: [404, 409, 412],
    run: async (tx, { params, body, ifMatch }) => {
      const accountId = params.accountId as AccountId
      const outcome = await changeAccount(tx, { accountId, seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readAccount(tx, accountId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
]
