/** The demo company: what a buyer would have after a few weeks, made through the real actions. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { addDays } from '#kernel/day'
import type { Installation } from '#platform/organizations'

import { directCaller } from '../http/direct.ts'
import { roomRoutes } from '../http/rooms.ts'
import { createDemand } from './demo/demand.ts'
import { type ActAgo, bill, buy, type DemoDesk, receive, sell } from './demo/orders.ts'
import { createPeople } from './demo/people.ts'
import { createRecords } from './demo/records.ts'

export type DemoSignIn = {
  readonly slug: string
  readonly email: string
  readonly password: string
  /** Others who may sign in with the same password, with what they do. */
  readonly others: readonly { readonly email: string; readonly desk: string }[]
}

export async function seedDemo(installation: Installation): Promise<DemoSignIn> {
  const slug = 'demo'
  const made = await installation.createOrganization({ slug, name: 'Marlow & Finch' })
  if (made.kind !== 'created') throw new Error(`the demo could not be made: ${made.reason}`)
  const { organization } = made
  const people = await createPeople(installation, organization)
  const routes = roomRoutes(installation.control)
  const today = installation.clock().toISOString().slice(0, 10)
  const act: ActAgo = (person, daysAgo, hour) => {
    const instant = new Date(`${addDays(today, -daysAgo)}T${hour}:00:00.000Z`)
    return directCaller(routes, organization, people.actorOf(person), () => instant)
  }
  const ids = await createRecords(act('olga', 0, 10), today)
  await walkSomeWeeks({ act, ids, today })
  await createDemand(act('olga', 0, 12), ids, today)
  // Now, not at noon: what is queued later today stays the latest run, whatever is planned until then.
  const now = directCaller(routes, organization, people.actorOf('olga'), installation.clock)
  await now({ path: '/plan-runs', body: {} })
  giveMemoryBack()
  return {
    slug,
    email: people.emailOf('olga'),
    password: people.password,
    others: [
      { email: people.emailOf('maya'), desk: 'buyer' },
      { email: people.emailOf('lena'), desk: 'buyer who approves' },
      { email: people.emailOf('tom'), desk: 'receiver' },
      { email: people.emailOf('priya'), desk: 'payables' },
    ],
  }
}

/** Filling a company takes more than serving it; what it took is not kept. */
function giveMemoryBack(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
}

/** Orders in every state, so that each screen has something to show and something to do. */
async function walkSomeWeeks(desk: DemoDesk): Promise<void> {
  const linen = await buy(desk, {
    supplier: 'NBHAOYU',
    currency: 'CNY',
    daysAgo: 92,
    asksInDays: 80,
    until: 'confirmed',
    lines: [
      { sku: 'LIN-SHT-Q-OAT', units: 480 },
      { sku: 'LIN-DUV-Q-OAT', units: 1_200 },
      { sku: 'LIN-DUV-K-OAT', units: 600 },
      { sku: 'LIN-PIL-S-OAT', units: 2_400 },
      { sku: 'LIN-DUV-Q-SLT', units: 840 },
    ],
  })
  await receive(desk, linen, {
    daysAgo: 4,
    counted: [
      { accepted: 480 },
      { accepted: 0 },
      { accepted: 0 },
      { accepted: 2_376, rejected: 24 },
      { accepted: 0 },
    ],
  })
  await buyAndPay(desk)
  const candles = await buy(desk, {
    supplier: 'CANDLE',
    currency: 'USD',
    daysAgo: 20,
    asksInDays: 12,
    until: 'confirmed',
    lines: [
      { sku: 'CDL-FIG-8', units: 432 },
      { sku: 'CDL-PIN-8', units: 288 },
      { sku: 'SOAP-FIG-12', units: 480 },
    ],
  })
  await receive(desk, candles, {
    daysAgo: 6,
    lot: 'F26-318',
    counted: [{ accepted: 432 }, { accepted: 240, quarantined: 48 }, { accepted: 432 }],
  })
  await bill(desk, candles, {
    supplier: 'CANDLE',
    number: 'CCW-7730',
    daysAgo: 1,
    billed: [
      { units: 432, price: '4.80' },
      { units: 288, price: '5.10' },
      { units: 480, price: '3.15' },
    ],
  })
  await buy(desk, {
    supplier: 'BORMIA',
    currency: 'EUR',
    daysAgo: 3,
    asksInDays: 42,
    until: 'released',
    lines: [
      { sku: 'GLS-TUM-4', units: 960 },
      { sku: 'GLS-WIN-4', units: 720 },
      { sku: 'GLS-CAR-1', units: 480 },
      { sku: 'GLS-BWL-L', units: 360 },
    ],
  })
  await answerLate(desk)
  await buy(desk, {
    supplier: 'DOURO',
    currency: 'EUR',
    daysAgo: 0,
    asksInDays: 35,
    until: 'submitted',
    lines: [
      { sku: 'TWL-BTH-WHT', units: 1_000 },
      { sku: 'TWL-HND-WHT', units: 1_200 },
    ],
  })
  await buy(desk, {
    supplier: 'GLPACK',
    currency: 'USD',
    daysAgo: 0,
    asksInDays: 7,
    until: 'draft',
    lines: [{ sku: 'PKG-MLR-M', units: 5_000 }],
    note: 'Wait for the new print.',
  })
}

/** Orders that went through: received, sold from, invoiced at the price and a little above it. */
async function buyAndPay(desk: DemoDesk): Promise<void> {
  const boards = await buy(desk, {
    supplier: 'OHIOOAK',
    currency: 'USD',
    daysAgo: 40,
    asksInDays: 14,
    until: 'confirmed',
    lines: [
      { sku: 'BRD-OAK-M', units: 200 },
      { sku: 'BRD-OAK-L', units: 100 },
    ],
  })
  await receive(desk, boards, { daysAgo: 26, counted: [{ accepted: 200 }, { accepted: 100 }] })
  await sell(desk, 18, 'SO-88102', [
    { sku: 'BRD-OAK-M', units: 60 },
    { sku: 'BRD-OAK-L', units: 20 },
  ])
  await bill(desk, boards, {
    supplier: 'OHIOOAK',
    number: '55821',
    daysAgo: 12,
    billed: [
      { units: 200, price: '12.5000' },
      { units: 100, price: '18.90' },
    ],
  })
  const towels = await buy(desk, {
    supplier: 'DOURO',
    currency: 'EUR',
    daysAgo: 60,
    asksInDays: 35,
    until: 'confirmed',
    lines: [
      { sku: 'TWL-BTH-WHT', units: 1_000, price: '6.85' },
      { sku: 'TWL-HND-WHT', units: 2_000, price: '3.40' },
      { sku: 'TWL-BTH-SGE', units: 400, price: '7.10' },
    ],
  })
  await receive(desk, towels, {
    daysAgo: 24,
    counted: [{ accepted: 1_000 }, { accepted: 2_000 }, { accepted: 400 }],
  })
  await sell(desk, 10, 'SO-88140', [
    { sku: 'TWL-BTH-WHT', units: 220 },
    { sku: 'TWL-HND-WHT', units: 310 },
  ])
  await bill(desk, towels, {
    supplier: 'DOURO',
    number: 'FT 2026/4471',
    daysAgo: 9,
    billed: [
      { units: 1_000, price: '6.85' },
      { units: 2_000, price: '3.40' },
      { units: 400, price: '7.10' },
    ],
  })
  const boxes = await buy(desk, {
    supplier: 'GLPACK',
    currency: 'USD',
    daysAgo: 15,
    asksInDays: 7,
    until: 'confirmed',
    lines: [
      { sku: 'PKG-MLR-M', units: 4_000, price: '0.6200' },
      { sku: 'PKG-MLR-L', units: 2_000, price: '0.8850' },
    ],
  })
  await receive(desk, boxes, { daysAgo: 8, counted: [{ accepted: 4_000 }, { accepted: 2_000 }] })
}

/** A supplier who can do less, later and dearer than asked: the answer waits for the buyer. */
async function answerLate(desk: DemoDesk): Promise<void> {
  const order = await buy(desk, {
    supplier: 'NBHAOYU',
    currency: 'CNY',
    daysAgo: 12,
    asksInDays: 75,
    until: 'released',
    lines: [
      { sku: 'LIN-DUV-Q-OAT', units: 1_200 },
      { sku: 'LIN-DUV-K-OAT', units: 600 },
    ],
  })
  const asked = addDays(desk.today, 63)
  await desk.act(
    'maya',
    1,
    20,
  )({
    path: '/supplier-answers',
    body: {
      orderId: order.id,
      message: 'Dye house closed 9 days for inspection. 300 queen follow later. Sorry.',
      lines: [
        {
          orderLineId: order.lineIds[0],
          kind: 'change',
          quantity: { quantity: '900', unit: 'EA' },
          promisedOn: addDays(asked, 18),
        },
        { orderLineId: order.lineIds[1], kind: 'change', promisedOn: addDays(asked, 18) },
      ],
    },
  })
}
