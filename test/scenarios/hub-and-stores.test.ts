/**
 * Goal: two stores and their hub in one plan: what stores sell is what the hub keeps stock for, too little is shared by
 * risk, and when goods come the shares change at once.
 *
 * Method: the whole server over HTTP; runs and the relay as the worker does them.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'

import { planSteps } from '#edge/worker/plan-steps'
import { type PlanRunId, runPlan, startRun } from '#flow/planning'
import { addDays } from '#kernel/day'
import { anybody } from '#support/goods-company'
import { type GoodsDesk, goodsDesk, type Made, type Receipt } from '#support/goods-desk'
import { pieces } from '#support/goods-flow'
import { planDay, tellPlanning } from '#support/planned-company'

type Line = {
  readonly id: string
  readonly kind: string
  readonly place: { readonly code: string }
  readonly fromPlace: { readonly code: string } | null
  readonly ordered: { readonly quantity: string }
  readonly orderBy: string
}
type Why = Readonly<Record<'cover' | 'have' | 'size', readonly { readonly code: string }[]>>

type Decided = {
  readonly id: string
  readonly fromPlace: { readonly code: string } | null
  readonly moves: readonly { readonly laneId: string }[]
}

const weekCount = 40
let desk: GoodsDesk
const placeIds = new Map<string, string>()
const laneIds: string[] = []
let channelId = ''

beforeAll(async () => {
  desk = await goodsDesk()
  const { api, companyId, placeId, soapId, supplierId } = desk
  placeIds.set('MAIN', placeId)
  for (const code of ['NORTH', 'SOUTH']) {
    placeIds.set(code, await made('/places', { code, name: code, companyId }))
  }
  channelId = await made('/channels', { code: 'WEB', name: 'Web shop', placeId })
  await made('/supplier-terms', {
    ...{ supplierId, itemId: soapId, placeId, validFrom: '2026-01-01', leadTimeDays: 21 },
    breaks: [
      { from: pieces(0), price: { amount: '10.00', currency: 'EUR', per: '1', unit: 'EA' } },
    ],
  })
  for (const code of ['NORTH', 'SOUTH']) laneIds.push(await made('/source-lanes', laneTo(code)))
  const entries = ['NORTH', 'SOUTH'].flatMap((code, no) =>
    Array.from({ length: weekCount }, (_, week) => ({
      externalKey: `${code}-${week}`,
      ...{ itemId: soapId, placeId: placeIds.get(code), channelId },
      onDay: addDays(planDay, -7 * (weekCount - week) + 2),
      quantity: pieces(70 * (no + 1) + ((week * 13) % 21)),
    })),
  )
  const recorded = await api.as('planner').post('/demand-entries', { entries })
  expect(recorded.status, recorded.text).toBe(201)
  await found('MAIN', 90)
  await found('NORTH', 40)
  await found('SOUTH', 60)
})
afterAll(() => desk.api.close())

const laneTo = (code: string) => ({
  ...{ fromPlaceId: placeIds.get('MAIN'), toPlaceId: placeIds.get(code), leadTimeDays: 2 },
  ...{ multipleUnits: 6, fixedCost: { amount: '5.00', currency: 'USD' } },
})

async function made(path: string, body: object): Promise<string> {
  const answer = await desk.api.as('owner').post<Made>(path, body)
  expect(answer.status, answer.text).toBe(201)
  return answer.body.id
}

async function found(code: string, quantity: number): Promise<void> {
  await made('/stock-adjustments', {
    ...{ placeId: placeIds.get(code), adjustedOn: planDay, kind: 'opening', reason: 'Opening' },
    lines: [
      {
        itemId: desk.soapId,
        quantity: pieces(quantity),
        value: { amount: '90.00', currency: 'USD' },
      },
    ],
  })
}

async function plan() {
  const work = desk.api.organization.work(anybody)
  const started = await work.transact((tx) => startRun(tx, { asOf: planDay }))
  if (started.kind !== 'started') throw new Error('a run is under way')
  return runPlan(work, started.runId as PlanRunId, planSteps)
}

async function lines(): Promise<readonly Line[]> {
  const answer = await desk.api
    .as('planner')
    .get<{ items: Line[] }>(`/proposals?itemId=${desk.soapId}&sort=orderBy`)
  return answer.body.items
}

const movesTo = async (code: string) =>
  (await lines()).filter((one) => one.kind === 'transfer' && one.place.code === code)

async function whyOf(line: Line | undefined): Promise<Why> {
  const answer = await desk.api.as('planner').get<{ why: Why }>(`/proposals/${line?.id}`)
  return answer.body.why
}

const codes = (terms: readonly { readonly code: string }[]) => terms.map(({ code }) => code)
const firstUnits = async (code: string) => Number((await movesTo(code))[0]?.ordered.quantity)

test('lanes never lead in a circle, even of two people at once', async () => {
  const planner = desk.api.as('planner')
  const [from, to] = [placeIds.get('SOUTH'), placeIds.get('MAIN')]
  const back = { fromPlaceId: from, toPlaceId: to, leadTimeDays: 2, itemId: desk.soapId }
  const answer = await planner.post('/source-lanes', back)
  expect([answer.status, answer.body]).toMatchObject([
    422,
    { errors: [{ code: 'lane_in_circle' }] },
  ])
  const between = { fromPlaceId: placeIds.get('NORTH'), toPlaceId: from, leadTimeDays: 1 }
  const both = await Promise.all([
    planner.post<Made>('/source-lanes', { ...between, rank: 5 }),
    planner.post<Made>('/source-lanes', {
      ...{ fromPlaceId: from, toPlaceId: placeIds.get('NORTH'), leadTimeDays: 1, rank: 5 },
    }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422])
  const added = both.find(({ status }) => status === 201)
  const gone = await planner.call('DELETE', `/source-lanes/${added?.body.id}`)
  expect(gone.status).toBe(204)
})

test('stores ask the hub, which orders for both', async () => {
  expect(await plan()).toMatchObject({ status: 'done', result: { plannedCount: 3 } })
  const [bought] = (await lines()).filter(({ kind }) => kind === 'buy')
  expect(bought?.place.code).toBe('MAIN')
  const why = await whyOf(bought)
  expect(codes(why.cover)).toEqual(expect.arrayContaining(['transfers', 'safety']))
  expect(Number(bought?.ordered.quantity)).toBeGreaterThan(600)
  expect(await plan()).toMatchObject({ result: { ruleCount: 0, plannedCount: 0 } })
})

test('too little is shared; the rest leaves when more comes', async () => {
  const first = [await movesTo('NORTH'), await movesTo('SOUTH')]
  expect(first.map((moves) => moves.map(({ fromPlace }) => fromPlace?.code))).toEqual([
    ['MAIN', 'MAIN'],
    ['MAIN', 'MAIN'],
  ])
  const now = first.map(([move]) => Number(move?.ordered.quantity))
  expect(now.reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(90)
  expect(now.reduce((sum, units) => sum + units, 0)).toBeGreaterThan(90 - 6)
  expect(first.map(([move]) => move?.orderBy)).toEqual([planDay, planDay])
  expect(first.map(([, rest]) => rest?.orderBy)).toEqual([
    addDays(planDay, 21),
    addDays(planDay, 21),
  ])
  const [share, rest] = first[1] ?? []
  expect(codes((await whyOf(share)).size)).toContain('shared')
  const whyRest = await whyOf(rest)
  expect([codes(whyRest.have), codes(whyRest.size)]).toEqual([
    expect.arrayContaining(['moved']),
    expect.arrayContaining(['waits']),
  ])
})

test('a transfer is no order', async () => {
  const [move] = await movesTo('NORTH')
  const buyer = desk.api.as('owner')
  const answer = await buyer.post('/purchase-orders/from-proposals', { proposalIds: [move?.id] })
  expect([answer.status, answer.body]).toMatchObject([
    422,
    { errors: [{ code: 'proposal_to_move', proposalId: move?.id }] },
  ])
  const csv = await desk.api.as('planner').get('/proposals.csv?kind=transfer')
  expect(csv.text).toMatch(/transfer,SOAP-FIG-12,.*,NORTH,,MAIN,/)
})

test('goods come to the hub, and the shares change', async () => {
  const before = [await firstUnits('NORTH'), await firstUnits('SOUTH')]
  const { api, soapId } = desk
  const { orderId, lineIds } = await desk.placed([
    { itemId: soapId, quantity: 120, price: '10.00' },
  ])
  await tellPlanning(api.organization)
  const [, rest] = await movesTo('SOUTH')
  expect(rest?.orderBy).toBe('2026-01-12')
  const receipt = await api.as('receiver').post<Receipt>('/receipts', {
    ...{ orderId, receivedOn: planDay },
    lines: [{ orderLineId: lineIds[0], accepted: pieces(120) }],
  })
  expect(receipt.status, receipt.text).toBe(201)
  await tellPlanning(api.organization)
  const after = [await firstUnits('NORTH'), await firstUnits('SOUTH')]
  expect(after[0]).toBeGreaterThan(before[0] ?? 0)
  expect(after[1]).toBeGreaterThan(before[1] ?? 0)
  expect((after[0] ?? 0) + (after[1] ?? 0)).toBeLessThanOrEqual(210)
})

test('what customers order for a later day is kept for them', async () => {
  const wanted = { quantity: pieces(2_000), requestedOn: addDays(planDay, 16) }
  await made('/customer-orders', {
    ...{ channelId, orderedOn: planDay, externalId: 'W-1' },
    lines: [{ itemId: desk.soapId, ...wanted }],
  })
  await tellPlanning(desk.api.organization)
  const [bought] = (await lines()).filter(({ kind }) => kind === 'buy')
  expect(codes((await whyOf(bought)).cover)).toContain('ordered')
  expect(Number(bought?.ordered.quantity)).toBeGreaterThan(2_000)
})

test('a planner has a store fed from another, this time, and takes it back', async () => {
  const planner = desk.api.as('planner')
  const [northId, southId] = [placeIds.get('NORTH'), placeIds.get('SOUTH')]
  const between = { fromPlaceId: northId, toPlaceId: southId, leadTimeDays: 1 }
  const laneId = await made('/source-lanes', { ...between, rank: 5 })
  const fromHub = laneIds[1]
  expect(await plan()).toMatchObject({ status: 'done' })
  const [line] = await movesTo('SOUTH')
  const path = `/proposals/${line?.id}/decision`
  const usual = await planner.get<Decided>(`/proposals/${line?.id}`)
  expect(usual.body).toMatchObject({ fromPlace: { code: 'MAIN' }, isSwitched: false })
  expect(usual.body.moves).toMatchObject([{ laneId, fromPlace: { code: 'NORTH' }, leadDays: 1 }])

  const no = await planner.call('PUT', path, {
    body: { laneId: laneIds[0], supplierId: desk.supplierId },
  })
  expect([no.status, no.body]).toMatchObject([
    422,
    {
      errors: ['supplier_without_terms', 'supplier_and_lane', 'lane_leads_elsewhere'].map(
        (code) => ({ code }),
      ),
    },
  ])
  const decided = await planner.call<Decided>('PUT', path, { body: { laneId, reason: 'No van' } })
  expect([decided.status, decided.body]).toMatchObject([
    200,
    {
      ...{ id: line?.id, fromPlace: { code: 'NORTH' }, isSwitched: true },
      decision: { laneId, fromPlace: { code: 'NORTH' }, reason: 'No van' },
    },
  ])
  expect(decided.body.moves.map((move) => move.laneId)).toEqual([fromHub])
  const asked = (await lines()).find(({ place }) => place.code === 'NORTH')
  expect(codes((await whyOf(asked)).cover)).toContain('transfers')
  const before = await lines()
  expect(await plan()).toMatchObject({ result: { plannedCount: 0, proposalCount: 0 } })
  expect(await lines()).toEqual(before)

  const back = await planner.call<Decided>('DELETE', path)
  expect(back.body).toMatchObject({
    ...{ fromPlace: { code: 'MAIN' }, isSwitched: false, decision: null },
  })

  // With the lane goes what was decided by it.
  await planner.call('PUT', path, { body: { laneId } })
  expect((await planner.call('DELETE', `/source-lanes/${laneId}`)).status).toBe(204)
  await plan()
  const [again] = await movesTo('SOUTH')
  expect(again).toMatchObject({ fromPlace: { code: 'MAIN' }, decision: null })
})

test('a lane that is turned off feeds nobody', async () => {
  const planner = desk.api.as('planner')
  for (const id of laneIds) {
    const answer = await planner.patch(`/source-lanes/${id}`, { status: 'inactive' })
    expect(answer.status, answer.text).toBe(200)
  }
  await plan()
  expect((await lines()).filter(({ kind }) => kind === 'transfer')).toEqual([])
  const [bought] = (await lines()).filter(({ kind }) => kind === 'buy')
  expect(codes((await whyOf(bought)).cover)).not.toContain('transfers')
})
