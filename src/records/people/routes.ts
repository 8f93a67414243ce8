import { command, empty, problem, question, reply } from '#platform/http/route'
import { page } from '#platform/list'

import { addPerson } from './actions/add-person.ts'
import { createApiKey, revokeApiKey } from './actions/api-keys.ts'
import { changeMembership } from './actions/change-membership.ts'
import { resetPassword } from './actions/reset-password.ts'
import {
  addPersonBody,
  apiKeyCreated,
  apiKeyParams,
  apiKeyRow,
  changeRoleBody,
  createApiKeyBody,
  personAdded,
  personParams,
  personRow,
  temporaryPasswordView,
} from './contract.ts'
import type { Control } from './control.ts'
import {
  apiKeysQuery,
  listApiKeys,
  listPeople,
  peopleQuery,
  readApiKey,
  readPerson,
} from './queries/people.ts'

const tag = 'people'
const permission = 'people.manage'

const refusals = {
  not_found: () =>
    problem(404, 'not_found', [], 'This person does not belong to the organization.'),
  already_member: () =>
    problem(409, 'already_member', [], 'This person belongs to the organization already.'),
  last_owner: () =>
    problem(409, 'last_owner', [], 'Make somebody else an owner first: this is the last one.'),
  belongs_elsewhere: () =>
    problem(
      409,
      'belongs_elsewhere',
      [],
      'Ask the person to change the password: they belong to another organization too.',
    ),
} as const

const noKey = () => problem(404, 'not_found', [], 'The organization has no such API key.')

/** People live in the control database, so their routes are made for one. */
export function routesOn(control: Control) {
  return [...peopleRoutes(control), ...apiKeyRoutes(control)]
}

function peopleRoutes(control: Control) {
  return [
    question({
      path: '/people',
      tag,
      summary: 'Who belongs to the organization',
      permission,
      query: peopleQuery,
      responses: { 200: page(personRow) },
      run: async (ask, { organization, query }) =>
        reply(200, await listPeople(ask, control, organization, query)),
    }),
    command({
      method: 'POST',
      path: '/people',
      tag,
      summary: 'Let somebody in',
      description: 'The temporary password is in the first answer only.',
      permission,
      body: addPersonBody,
      responses: { 201: personAdded },
      problems: [409],
      run: async (tx, { organization, body }) => {
        const outcome = await addPerson(tx, control, { organization, ...body })
        if (outcome.kind === 'refused') return refusals[outcome.reason]()
        const { temporaryPassword } = outcome
        const person = await readPerson(control, organization, outcome.personId)
        if (person === undefined) return refusals.not_found()
        return reply(201, { person, temporaryPassword: null }, { shownOnce: { temporaryPassword } })
      },
    }),
    command({
      method: 'PATCH',
      path: '/people/:personId',
      tag,
      summary: 'Give a person another role',
      permission,
      params: personParams,
      body: changeRoleBody,
      responses: { 200: personRow },
      problems: [409],
      run: async (tx, { organization, params: { personId }, body: { role } }) => {
        const outcome = await changeMembership(tx, control, { organization, personId, role })
        if (outcome.kind === 'refused') return refusals[outcome.reason]()
        const person = await readPerson(control, organization, personId)
        return person === undefined ? refusals.not_found() : reply(200, person)
      },
    }),
    command({
      method: 'DELETE',
      path: '/people/:personId',
      tag,
      summary: 'Take a person out of the organization',
      permission,
      params: personParams,
      responses: { 204: empty },
      problems: [409],
      run: async (tx, { organization, params: { personId } }) => {
        const outcome = await changeMembership(tx, control, { organization, personId, role: null })
        return outcome.kind === 'refused' ? refusals[outcome.reason]() : reply(204)
      },
    }),
    command({
      method: 'POST',
      path: '/people/:personId/temporary-password',
      tag,
      summary: 'Give a person who forgot theirs a password to change',
      description: 'Ends their sessions. The password is in the first answer only.',
      permission,
      params: personParams,
      responses: { 200: temporaryPasswordView },
      problems: [409],
      run: async (tx, { organization, params: { personId } }) => {
        const outcome = await resetPassword(tx, control, { organization, personId })
        if (outcome.kind === 'refused') return refusals[outcome.reason]()
        const { temporaryPassword } = outcome
        return reply(200, { temporaryPassword: null }, { shownOnce: { temporaryPassword } })
      },
    }),
  ]
}

function apiKeyRoutes(control: Control) {
  return [
    question({
      path: '/api-keys',
      tag,
      summary: 'Keys of outside systems',
      permission,
      query: apiKeysQuery,
      responses: { 200: page(apiKeyRow) },
      run: async (ask, { organization, query }) =>
        reply(200, await listApiKeys(ask, control, organization, query)),
    }),
    command({
      method: 'POST',
      path: '/api-keys',
      tag,
      summary: 'Make a key for an outside system',
      description: 'The secret is in the first answer only.',
      permission,
      body: createApiKeyBody,
      responses: { 201: apiKeyCreated },
      run: async (tx, { organization, body }) => {
        const expiresAt = body.expiresAt === undefined ? undefined : new Date(body.expiresAt)
        const created = await createApiKey(tx, control, { organization, ...body, expiresAt })
        const apiKey = await readApiKey(control, organization, created.apiKeyId)
        if (apiKey === undefined) return noKey()
        return reply(201, { apiKey, secret: null }, { shownOnce: { secret: created.key } })
      },
    }),
    command({
      method: 'DELETE',
      path: '/api-keys/:apiKeyId',
      tag,
      summary: 'Revoke a key',
      permission,
      params: apiKeyParams,
      responses: { 204: empty },
      run: async (tx, { organization, params: { apiKeyId } }) => {
        const revoked = await revokeApiKey(tx, control, { organization, apiKeyId })
        return revoked ? reply(204) : noKey()
      },
    }),
  ]
}
