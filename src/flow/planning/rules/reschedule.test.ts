import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type RescheduleRule, reschedule } from './reschedule.ts'
import { type Firmness, type StockState, type Supply, totalDemand } from './stock-curve.ts'

const horizonDays = 90

const demand = totalDemand(
  {
    baseline: new Float64Array(horizonDays).fill(10),
    uplift: new Float64Array(horizonDays),
    event: new Float64Array(horizonDays),
    adjustment: new Float64Array(horizonDays),
  },
  horizonDays,
)

const rule: RescheduleRule = {
  leadDays: 20,
  safetyUnits: 30,
  dampDays: 5,
  maxUnits: 700,
  dampUnits: 20,
}

function supplyOn(day: number, units: number, firmness: Firmness = 'confirmed'): Supply {
  return { sourceId: `s${day}`, documentId: 'order', day, units, firmness }
}

function messagesFor(state: Partial<StockState>, changed: Partial<RescheduleRule> = {}) {
  const whole = { usableUnits: 0, committedUnits: 0, supplies: [], ...state }
  return reschedule(whole, demand, { ...rule, ...changed })
}

describe('open orders', () => {
  test('are hastened when stock runs out before a new order could come', () => {
    expect(messagesFor({ usableUnits: 60, supplies: [supplyOn(14, 840)] })).toEqual([
      { kind: 'expedite', supply: supplyOn(14, 840), toDay: 6, shortUnits: 80 },
    ])
  })

  test('are not hastened for a few days, nor when they are on their way', () => {
    expect(messagesFor({ usableUnits: 100, supplies: [supplyOn(14, 600)] })).toEqual([])
    expect(messagesFor({ usableUnits: 60, supplies: [supplyOn(14, 600, 'shipped')] })).toEqual([])
  })

  test('are put off to the day they are needed, unless it is only a few days', () => {
    expect(messagesFor({ usableUnits: 330, supplies: [supplyOn(10, 500)] })).toEqual([
      { kind: 'defer', supply: supplyOn(10, 500), toDay: 30 },
    ])
    expect(messagesFor({ usableUnits: 180, supplies: [supplyOn(10, 500)] })).toEqual([])
  })

  test('are cut by what is too much', () => {
    expect(messagesFor({ usableUnits: 140, supplies: [supplyOn(10, 800)] })).toEqual([
      { kind: 'reduce', supply: supplyOn(10, 800), byUnits: 130 },
    ])
  })

  test('are cancelled when nobody needs them within the horizon', () => {
    expect(messagesFor({ usableUnits: 2_000, supplies: [supplyOn(10, 50)] })).toEqual([
      { kind: 'cancel', supply: supplyOn(10, 50) },
    ])
  })
})

test('each supply gets one message at most, and following them leaves nothing to say', () => {
  const states = fc.record({
    usableUnits: fc.integer({ min: 0, max: 1_200 }),
    committedUnits: fc.integer({ min: 0, max: 50 }),
    supplies: fc
      .uniqueArray(fc.integer({ min: 0, max: 80 }), { maxLength: 5 })
      .chain((days) =>
        fc.tuple(
          ...days.map((day) =>
            fc.integer({ min: 1, max: 500 }).map((units) => supplyOn(day, units)),
          ),
        ),
      )
      .map((list) => [...list].sort((a, b) => a.day - b.day)),
  })
  fc.assert(
    fc.property(states, (state) => {
      const messages = messagesFor(state)
      const ids = messages.map(({ supply }) => supply.sourceId)
      expect(new Set(ids).size).toBe(ids.length)
      for (const message of messages) {
        if (message.kind === 'expedite') expect(message.toDay).toBeLessThan(message.supply.day)
        if (message.kind === 'defer') expect(message.toDay).toBeGreaterThan(message.supply.day)
        if (message.kind === 'reduce')
          expect(message.byUnits).toBeLessThanOrEqual(message.supply.units)
      }
    }),
  )
})
