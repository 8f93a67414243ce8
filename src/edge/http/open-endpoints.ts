/** The few addresses outside of an organization, described as routes are. */
import { z } from 'zod'

import { linkAnswerInput, linkAnswerTaken, supplierPageView } from '#contracts/flow/purchasing'
import { passwordWire } from '#contracts/records/people'
import type { Described } from '#platform/http/openapi'
import { empty, fileOf } from '#platform/http/route'

import { healthView } from './health.ts'
import { sessionView } from './session.ts'
import { setupBody, setupStateView, setupView } from './setup.ts'

const noPermission = { permission: null } as const

const signIn = z.strictObject({ email: z.string(), password: z.string() })
const passwords = z.strictObject({
  currentPassword: z.string(),
  newPassword: passwordWire,
  revokeOtherSessions: z.boolean().optional(),
})

/** Below `/api`; nobody needs to have signed in. */
export const openEndpoints: readonly Described[] = [
  {
    ...noPermission,
    kind: 'question',
    method: 'GET',
    path: '/health',
    tag: 'service',
    summary: 'Is Landfall alive',
    responses: { 200: healthView },
  },
  {
    ...noPermission,
    kind: 'question',
    method: 'GET',
    path: '/session',
    tag: 'sign-in',
    summary: 'Who is signed in, and where they may go',
    responses: { 200: sessionView },
  },
  {
    ...noPermission,
    kind: 'question',
    method: 'GET',
    path: '/setup',
    tag: 'sign-in',
    summary: 'Does anybody exist',
    responses: { 200: setupStateView },
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/setup',
    tag: 'sign-in',
    summary: 'First run: make the first owner, organization and company',
    body: setupBody,
    responses: { 201: setupView },
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/auth/sign-in/email',
    tag: 'sign-in',
    summary: 'Sign in; the answer sets the session cookie',
    body: signIn,
    responses: { 200: z.looseObject({}) },
    problems: [401],
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/auth/sign-out',
    tag: 'sign-in',
    summary: 'End the session',
    responses: { 200: z.looseObject({}) },
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/auth/change-password',
    tag: 'sign-in',
    summary: 'Change the password',
    body: passwords,
    responses: { 200: z.looseObject({}) },
    problems: [401],
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/auth/revoke-other-sessions',
    tag: 'sign-in',
    summary: 'Sign out everywhere else',
    responses: { 200: z.looseObject({}), 204: empty },
    problems: [401],
  },
]

/** Below `/api/supplier/{token}`: the token of the link in the mail says it all. */
export const supplierEndpoints: readonly Described[] = [
  {
    ...noPermission,
    kind: 'question',
    method: 'GET',
    path: '/',
    tag: 'supplier link',
    summary: 'The order of a link, as its supplier sees it',
    responses: { 200: supplierPageView },
    problems: [404, 410],
  },
  {
    ...noPermission,
    kind: 'question',
    method: 'GET',
    path: '/order.pdf',
    tag: 'supplier link',
    summary: 'The order on paper',
    responses: { 200: fileOf('application/pdf') },
    problems: [404, 410],
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/seen',
    tag: 'supplier link',
    summary: 'Tell the buyer that the page was opened',
    responses: { 204: empty },
    problems: [404, 410],
  },
  {
    ...noPermission,
    kind: 'command',
    method: 'POST',
    path: '/answers',
    tag: 'supplier link',
    summary: 'Answer lines, or leave a message',
    body: linkAnswerInput,
    responses: { 201: linkAnswerTaken },
    problems: [404, 410],
  },
]
