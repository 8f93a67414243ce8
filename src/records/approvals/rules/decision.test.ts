import { expect, test } from 'vitest'

import { refusalOf } from './decision.ts'

const pending = { contentHash: 'terms', requestedBy: 'anna' }
const given = { contentHash: 'terms', actorId: 'bert', decision: 'approved' } as const

test.each([
  ['another person approves', pending, given, undefined],
  ['nothing was asked', undefined, given, 'nothing_pending'],
  ['the terms changed meanwhile', pending, { ...given, contentHash: 'other' }, 'content_changed'],
  ['one approves what one asked for', pending, { ...given, actorId: 'anna' }, 'self_approval'],
  [
    'one takes back what one asked for',
    pending,
    { ...given, actorId: 'anna', decision: 'rejected' as const },
    undefined,
  ],
])('%s', (_, asked, decision, expected) => {
  expect(refusalOf(asked, decision)).toBe(expected)
})
