import { expect, test } from 'vitest'

import { partsOf } from './parts.ts'

const stages = {
  requestedOn: '2026-01-05',
  releasedOn: '2026-01-07',
  acknowledgedOn: '2026-01-08',
  shippedOn: '2026-01-20',
  arrivedOn: '2026-02-01',
  receivedOn: '2026-02-03',
}

test('each part has its own days, and those after sending add up', () => {
  const parts = partsOf(stages)
  expect(parts).toEqual({
    wholeDays: 27,
    approvalDays: 2,
    answerDays: 1,
    supplyDays: null,
    productionDays: 12,
    transitDays: 12,
    dockDays: 2,
  })
})

test('without a shipping day production and transit are one', () => {
  expect(partsOf({ ...stages, shippedOn: null })).toMatchObject({
    supplyDays: 24,
    productionDays: null,
    transitDays: null,
  })
})

test('an unanswered order is in the making since it was sent', () => {
  expect(partsOf({ ...stages, acknowledgedOn: null })).toMatchObject({
    answerDays: null,
    productionDays: 13,
  })
})

test('stamps in the wrong order say nothing', () => {
  expect(partsOf({ ...stages, releasedOn: '2026-03-01' })).toMatchObject({ wholeDays: null })
})
