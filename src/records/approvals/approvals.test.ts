/** Asking for consent and giving it, on real PostgreSQL, one after another and all at once. */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { decideApproval, requestApproval, verdict, voidApprovals } from '#records/approvals'
import { type TestOrganization, testOrganization } from '#support/database'

let org: TestOrganization
beforeAll(async () => {
  org = await testOrganization()
})
afterAll(() => org.close())

let subjects = 0
function freshTerms() {
  subjects += 1
  const subjectId = `00000000-0000-7000-9000-${String(subjects).padStart(12, '0')}`
  return { subjectKind: 'purchase_order', subjectId, contentHash: 'terms' }
}
type Terms = ReturnType<typeof freshTerms>

const ask = (terms: Terms) =>
  org
    .as('buyer')
    .transact((tx) => requestApproval(tx, { ...terms, amountMinor: 500_000n, currency: 'EUR' }))
const decide = (role: 'owner' | 'buyer', terms: Terms, decision: 'approved' | 'rejected') =>
  org.as(role).transact((tx) => decideApproval(tx, { ...terms, decision, reason: 'seen' }))
const verdictOn = (terms: Terms) => org.as('viewer').transact((tx) => verdict(tx, terms))

test('another person approves exactly these terms', async () => {
  const terms = freshTerms()
  expect(await verdictOn(terms)).toBe('none')
  await ask(terms)
  expect(await verdictOn(terms)).toBe('pending')
  expect(await decide('buyer', terms, 'approved')).toEqual({
    kind: 'refused',
    reason: 'self_approval',
  })
  expect((await decide('owner', terms, 'approved')).kind).toBe('approved')
  expect(await verdictOn(terms)).toBe('approved')
  expect(await verdictOn({ ...terms, contentHash: 'dearer' })).toBe('none')
})

test('asking anew voids what was asked before', async () => {
  const terms = freshTerms()
  await ask(terms)
  const dearer = { ...terms, contentHash: 'dearer' }
  await ask(dearer)
  expect(await verdictOn(terms)).toBe('none')
  expect(await decide('owner', terms, 'approved')).toEqual({
    kind: 'refused',
    reason: 'content_changed',
  })
  expect((await decide('owner', dearer, 'rejected')).kind).toBe('rejected')
  expect(await verdictOn(dearer)).toBe('rejected')
})

test('a change of the subject takes consent back', async () => {
  const terms = freshTerms()
  await ask(terms)
  await decide('owner', terms, 'approved')
  expect(await org.as('buyer').transact((tx) => voidApprovals(tx, terms))).toBe(1)
  expect(await verdictOn(terms)).toBe('none')
})

test('of ten who decide at once, one does', async () => {
  const terms = freshTerms()
  await ask(terms)
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => decide('owner', terms, 'approved')),
  )
  expect(outcomes.filter(({ kind }) => kind === 'approved')).toHaveLength(1)
})

test('who may not approve is refused', async () => {
  const terms = freshTerms()
  await ask(terms)
  const clerk = org.as('ap_clerk')
  await expect(
    clerk.transact((tx) => decideApproval(tx, { ...terms, decision: 'approved', reason: '' })),
  ).rejects.toThrow('orders.approve')
})
