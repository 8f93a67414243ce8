import { invariant } from '#kernel/invariant'
import type { Changed, NotFound, Refused, Stale } from '#platform/change'
import { problemFor } from '#platform/http/outcome'
import { notFound, problem } from '#platform/http/problem'
import { command, question, type Route, reply } from '#platform/http/route'
import type { Tx } from '#platform/work'

import { activatePolicy } from './actions/activate-policy.ts'
import { addRule, changePolicy, changeRule, removeRule } from './actions/change-policy.ts'
import { draftPolicy } from './actions/draft-policy.ts'
import { askPreview, stopPreview } from './actions/preview-policy.ts'
import {
  addRuleBody,
  changePolicyBody,
  changeRuleBody,
  draftPolicyBody,
  listPoliciesQuery,
  listSegmentsQuery,
  policyPage,
  policyParams,
  policyRuleParams,
  policyView,
  segmentList,
} from './contract.ts'
import { listSegments } from './queries/list-segments.ts'
import { listPolicies, readPolicy } from './queries/read-policy.ts'
import type { PolicyId, PolicyRuleId } from './store/policies.ts'

const tag = 'policies'

/** The policy after a change, with its new version. */
async function policyAfter(tx: Tx, id: string, outcome: Changed | NotFound | Stale | Refused) {
  if (outcome.kind !== 'changed') return problemFor(outcome)
  const view = await readPolicy(tx, id as PolicyId)
  return view === undefined ? notFound() : reply(200, view, { version: view.version })
}

const policyRoutes: readonly Route[] = [
  question({
    path: '/policies',
    tag,
    summary: 'List policies, drafts and those that were in force',
    permission: 'plans.read',
    query: listPoliciesQuery,
    responses: { 200: policyPage },
    run: async (ask, { query }) => reply(200, await listPolicies(ask, query)),
  }),
  command({
    method: 'POST',
    path: '/policies',
    tag,
    summary: 'Draft a policy as a copy of another',
    permission: 'policies.write',
    body: draftPolicyBody,
    responses: { 201: policyView },
    problems: [422],
    run: async (tx, { body }) => {
      const outcome = await draftPolicy(tx, body)
      if (outcome.kind !== 'created') return problemFor(outcome)
      const view = await readPolicy(tx, outcome.policyId)
      invariant(view !== undefined, 'a draft just made is there')
      return reply(201, view, { version: view.version, location: `/policies/${view.id}` })
    },
  }),
  question({
    path: '/policies/:policyId',
    tag,
    summary: 'Read a policy with its rules and what a preview found',
    permission: 'plans.read',
    params: policyParams,
    responses: { 200: policyView },
    problems: [404],
    run: async (ask, { params }) => {
      const view = await readPolicy(ask, params.policyId as PolicyId)
      return view === undefined ? notFound() : reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/policies/:policyId',
    tag,
    summary: 'Change the name, note or settings of a draft',
    permission: 'policies.write',
    params: policyParams,
    body: changePolicyBody,
    responses: { 200: policyView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const policyId = params.policyId as PolicyId
      const outcome = await changePolicy(tx, { policyId, seenVersion: ifMatch, changes: body })
      return policyAfter(tx, policyId, outcome)
    },
  }),
  command({
    method: 'POST',
    path: '/policies/:policyId/rules',
    tag,
    summary:
      'Add a rule to a draft, of a segment, a category or what is critical; or for a channel',
    description: 'If-Match is the version of the policy.',
    permission: 'policies.write',
    params: policyParams,
    body: addRuleBody,
    responses: { 200: policyView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const policyId = params.policyId as PolicyId
      const { segment, categoryId, placeId, channelId, ...terms } = body
      const scope = { segment, categoryId, placeId, channelId }
      const given = { policyId, seenVersion: ifMatch, ...scope, terms }
      return policyAfter(tx, policyId, await addRule(tx, given))
    },
  }),
  command({
    method: 'PATCH',
    path: '/policies/:policyId/rules/:ruleId',
    tag,
    summary: 'Change a rule of a draft',
    description: 'If-Match is the version of the policy.',
    permission: 'policies.write',
    params: policyRuleParams,
    body: changeRuleBody,
    responses: { 200: policyView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const policyId = params.policyId as PolicyId
      const ruleId = params.ruleId as PolicyRuleId
      const outcome = await changeRule(tx, {
        policyId,
        ruleId,
        seenVersion: ifMatch,
        changes: body,
      })
      return policyAfter(tx, policyId, outcome)
    },
  }),
  command({
    method: 'DELETE',
    path: '/policies/:policyId/rules/:ruleId',
    tag,
    summary: 'Take a rule out of a draft',
    description: 'If-Match is the version of the policy.',
    permission: 'policies.write',
    params: policyRuleParams,
    responses: { 200: policyView },
    problems: [404, 409, 412],
    run: async (tx, { params, ifMatch }) => {
      const policyId = params.policyId as PolicyId
      const ruleId = params.ruleId as PolicyRuleId
      const outcome = await removeRule(tx, { policyId, ruleId, seenVersion: ifMatch })
      return policyAfter(tx, policyId, outcome)
    },
  }),
  command({
    method: 'POST',
    path: '/policies/:policyId/preview',
    tag,
    summary: 'Replay a draft over the last year beside the policy in force',
    description:
      'Read the policy to see how far it is. It finds the level of each rule, too. Of the policy in force levels are found anew, and its methods compete.',
    permission: 'policies.write',
    params: policyParams,
    responses: { 202: policyView },
    problems: [404, 409],
    run: async (tx, { params }) => {
      const policyId = params.policyId as PolicyId
      const outcome = await askPreview(tx, { policyId })
      if (outcome.kind !== 'queued') return problemFor(outcome)
      const view = await readPolicy(tx, policyId)
      return view === undefined ? notFound() : reply(202, view, { version: view.version })
    },
  }),
  command({
    method: 'DELETE',
    path: '/policies/:policyId/preview',
    tag,
    summary: 'Stop a preview that waits or is under way',
    permission: 'policies.write',
    params: policyParams,
    responses: { 200: policyView },
    problems: [404, 409],
    run: async (tx, { params }) => {
      const policyId = params.policyId as PolicyId
      const outcome = await stopPreview(tx, { policyId })
      if (outcome.kind === 'refused') {
        return problem(409, outcome.errors[0]?.code ?? 'refused', outcome.errors)
      }
      return policyAfter(tx, policyId, outcome)
    },
  }),
  command({
    method: 'POST',
    path: '/policies/:policyId/activation',
    tag,
    summary: 'Put a previewed draft in force',
    permission: 'policies.write',
    params: policyParams,
    responses: { 200: policyView },
    problems: [404, 409, 412],
    run: async (tx, { params, ifMatch }) => {
      const policyId = params.policyId as PolicyId
      const outcome = await activatePolicy(tx, { policyId, seenVersion: ifMatch })
      if (outcome.kind === 'refused') {
        return problem(409, outcome.errors[0]?.code ?? 'refused', outcome.errors)
      }
      return policyAfter(tx, policyId, outcome.kind === 'activated' ? { kind: 'changed' } : outcome)
    },
  }),
]

const segmentRoutes: readonly Route[] = [
  question({
    path: '/segments',
    tag,
    summary: 'Count items, demand and stock by segment',
    permission: 'plans.read',
    query: listSegmentsQuery,
    responses: { 200: segmentList },
    run: async (ask, { query }) => reply(200, { items: [...(await listSegments(ask, query))] }),
  }),
]

export const routes: readonly Route[] = [...policyRoutes, ...segmentRoutes]
