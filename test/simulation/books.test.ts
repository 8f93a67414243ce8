/**
 * Goal: whatever people do, in whatever order, the books tie: entries balance, GRNI of each line is
 * received less invoiced, part invoices clear it to the last cent, the inventory account is the sum of
 * the layers, and the layers hold the units the moves say.
 *
 * Method: seeded random walks through the real actions, everything checked after each act. A seed that
 * fails is run again with LANDFALL_SEED; LANDFALL_STEPS makes walks longer.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { ensureCurrencies } from '#records/companies'
import { type TestOrganization, testOrganization } from '#support/database'
import { anybody, goodsCompany } from '#support/goods-company'
import { day } from '#support/goods-flow'

import type { Walk } from './acting.ts'
import { chanceOf } from './chance.ts'
import { whatDiffers } from './ties.ts'
import { step, writeRate } from './walk.ts'

const seed = process.env['LANDFALL_SEED']
const seeds = seed === undefined ? [1, 2, 3] : [Number(seed)]
/** Enough for each kind of act to have happened. */
const stepsUsual = 120
const steps = Number(process.env['LANDFALL_STEPS'] ?? stepsUsual)

describe.each(seeds)('the walk of seed %i', (number) => {
  let org: TestOrganization

  beforeAll(async () => {
    org = await testOrganization()
  })
  afterAll(() => org.close())

  test('keeps the books', { timeout: 600_000 }, async () => {
    const company = await goodsCompany(org)
    const chance = chanceOf(number)
    const walk: Walk = { org, company, chance, day, acts: 0, tally: new Map() }
    await org.work(anybody).transact((tx) => ensureCurrencies(tx, ['EUR', 'USD']))
    await writeRate(walk, 11_000_000_000n)
    for (let at = 0; at < steps; at += 1) {
      const outcome = await step(walk)
      expect(await whatDiffers(org.db), `after step ${at}, ${outcome}`).toEqual([])
    }
    const posted = [...walk.tally.keys()].filter((outcome) => outcome.endsWith('posted'))
    if (steps < stepsUsual) return
    for (const act of ['receive', 'return', 'invoice', 'issue']) {
      expect(posted.some((outcome) => outcome.startsWith(act))).toBe(true)
    }
  })
})
