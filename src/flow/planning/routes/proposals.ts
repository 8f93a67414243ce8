import { problemFor } from '#platform/http/outcome'
import { notFound, problem } from '#platform/http/problem'
import { command, file, fileOf, question, type Route, reply } from '#platform/http/route'
import type { Tx } from '#platform/work'

import { decideProposals, withdrawDecision } from '../actions/decide-proposals.ts'
import {
  decideProposalBody,
  decideProposalsBody,
  listProposalSuppliersQuery,
  listProposalsQuery,
  proposalPage,
  proposalParams,
  proposalSupplierPage,
  proposalsDecided,
  proposalsFileMax,
  proposalsFileQuery,
  proposalView,
} from '../contract.ts'
import { proposalsCsv } from '../proposals-csv.ts'
import { listProposalSuppliers } from '../queries/list-proposal-suppliers.ts'
import { allProposals, listProposals } from '../queries/list-proposals.ts'
import { readProposal } from '../queries/read-proposal.ts'
import type { ProposalId } from '../store/proposals.ts'
import { tag } from './runs.ts'

const permission = 'plans.read'

export const proposalRoutes: readonly Route[] = [
  question({
    path: '/proposals',
    tag,
    summary: 'List what to buy, to move and to ask of open orders',
    permission,
    query: listProposalsQuery,
    responses: { 200: proposalPage },
    run: async (ask, { query }) => reply(200, await listProposals(ask, query)),
  }),
  question({
    path: '/proposals.csv',
    tag,
    summary: 'The same list as a file',
    description: `Up to ${proposalsFileMax} rows; narrow the filters for more.`,
    permission,
    query: proposalsFileQuery,
    responses: { 200: fileOf('text/csv') },
    problems: [422],
    run: async (ask, { query }) => {
      const rows = await allProposals(ask, query, proposalsFileMax)
      return rows === undefined
        ? problem(422, 'too_many_rows', [tooManyRows])
        : file('text/csv', 'buy-list.csv', proposalsCsv(rows))
    },
  }),
  question({
    path: '/proposal-suppliers',
    tag,
    summary: 'List what to buy by supplier, beside its minimum and its load',
    permission,
    query: listProposalSuppliersQuery,
    responses: { 200: proposalSupplierPage },
    run: async (ask, { query }) => reply(200, await listProposalSuppliers(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/proposals/decisions',
    tag,
    summary: 'Decide about many proposals, all or none',
    permission: 'plans.write',
    body: decideProposalsBody,
    responses: { 200: proposalsDecided },
    problems: [409, 412, 422],
    run: async (tx, { body }) => {
      const outcome = await decideProposals(
        tx,
        body.decisions.map(({ proposalId, version, ...wish }, at) => ({
          ...wish,
          proposalId: proposalId as ProposalId,
          seenVersion: version,
          pointer: `/decisions/${at}`,
        })),
      )
      return outcome.kind === 'decided'
        ? reply(200, { decidedCount: body.decisions.length })
        : problemFor(outcome)
    },
  }),
  question({
    path: '/proposals/:proposalId',
    tag,
    summary: 'Read a proposal: why, what else could be done, and how stock will run',
    permission,
    params: proposalParams,
    responses: { 200: proposalView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readProposal(ask, params.proposalId as ProposalId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PUT',
    path: '/proposals/:proposalId/decision',
    tag,
    summary: 'Order another quantity, from another supplier or place, or look again later',
    description: 'The item is planned anew at once. What is left out is as suggested.',
    permission: 'plans.write',
    params: proposalParams,
    body: decideProposalBody,
    responses: { 200: proposalView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const proposalId = params.proposalId as ProposalId
      const wish = { ...body, proposalId, seenVersion: ifMatch, pointer: '' }
      const outcome = await decideProposals(tx, [wish])
      return outcome.kind === 'decided' ? shown(tx, proposalId) : problemFor(outcome)
    },
  }),
  command({
    method: 'DELETE',
    path: '/proposals/:proposalId/decision',
    tag,
    summary: 'Take back what was decided about a proposal',
    permission: 'plans.write',
    params: proposalParams,
    responses: { 200: proposalView },
    problems: [404, 412],
    run: async (tx, { params, ifMatch }) => {
      const proposalId = params.proposalId as ProposalId
      const outcome = await withdrawDecision(tx, { proposalId, seenVersion: ifMatch })
      return outcome.kind === 'decided' ? shown(tx, proposalId) : problemFor(outcome)
    },
  }),
]

async function shown(tx: Tx, proposalId: ProposalId) {
  const view = await readProposal(tx, proposalId)
  return view === undefined ? notFound() : reply(200, view, { version: view.version })
}

const tooManyRows = {
  code: 'too_many_rows',
  detail: `Narrow the filters: a file holds at most ${proposalsFileMax} rows.`,
}
