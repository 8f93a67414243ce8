/**
 * The Monday walk with 50,000 proposals of several hundred suppliers: a planner opens the buy list, filters,
 * asks why, orders more, later and elsewhere, and makes orders; somebody else approves them; a buyer sends
 * them, and the supplier has them in its mailbox. By keyboard in a real browser, with axe; each step at most
 * two seconds from its key to a screen that stands still. In short the list is small and no time is claimed.
 */
import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

import {
  type Browser,
  launchBrowser,
  openPage,
  type Page,
  phone,
} from '../../test/browser/support.ts'
import { percentile } from '../support/figures.ts'
import { freshFolder, type Live, removeFolder, startLive } from '../support/live.ts'
import { type MailPeer, startMailPeer } from '../support/mail-peer.ts'
import { type MondayCompany, mondayCompany, type Person, slug } from '../support/monday/company.ts'
import {
  decisionsWrong,
  type Letter,
  lifeWrong,
  openProposals,
  ordersOf,
  readLetter,
} from '../support/monday/kept.ts'
import { approve, send, submit } from '../support/monday/orders.ts'
import {
  decide,
  filterAndSort,
  openBuyList,
  orderLines,
  orderPage,
} from '../support/monday/planner.ts'
import { emptyNotes, type Notes, stopwatch } from '../support/monday/stopwatch.ts'
import { lookInside } from '../support/server-facts.ts'
import type { Proof } from './proof.ts'

const stepMsMax = 2_000
const full = { items: 60_000, suppliers: 400, proposals: 50_000, rounds: 5 } as const
const short = { items: 1_600, suppliers: 40, proposals: 1_000, rounds: 1 } as const

type Scene = {
  readonly live: Live
  readonly browser: Browser
  readonly peer: MailPeer
  readonly company: MondayCompany
  readonly inside: Awaited<ReturnType<typeof lookInside>>
  readonly notes: Notes
  readonly wrong: string[]
  readonly isShort: boolean
}

export const proof: Proof = async ({ isShort }) => {
  const size = isShort ? short : full
  const dataFolder = freshFolder()
  const peer = await startMailPeer({ keepsLetters: true })
  const browser = await launchBrowser()
  const live = await startLive({ dataFolder, environment: { SMTP_URL: peer.url } })
  try {
    const company = await mondayCompany(live, size)
    const inside = await lookInside(dataFolder, slug)
    const notes = emptyNotes()
    const wrong: string[] = []
    const scene = { live, browser, peer, company, inside, notes, wrong, isShort }
    const { db } = await organizationOf(scene)
    const proposals = await openProposals(db)
    for (let round = 0; round < size.rounds; round += 1) await monday(scene, round)
    await onPhone(scene)
    const letters = peer.letters.map(readLetter)
    await inside.close()
    company.close()
    return await resultOf(scene, { proposals, size, letters })
  } catch (error) {
    process.stderr.write(`${live.printed()}\n`)
    throw error
  } finally {
    await browser.close()
    await live.stop()
    await peer.close()
    removeFolder(dataFolder)
  }
}

async function organizationOf({ inside }: Scene) {
  const organization = await inside.installation.organization(slug)
  if (organization === undefined) throw new Error('the organization is gone')
  return organization
}

/** One planner's morning with other lines than the ones before; axe looks in the first. */
async function monday(scene: Scene, round: number): Promise<void> {
  const { company, notes, wrong, isShort } = scene
  const { db } = await organizationOf(scene)
  const schemes = isShort ? (['light'] as const) : (['light', 'dark'] as const)
  const looking = { schemes: round === 0 ? schemes : [], keepsShots: round === 0 }
  const page = await open(scene, company.planner, '/orders')
  const watch = stopwatch(page, notes, looking)
  await openBuyList(page, watch)
  // A hundred items of as many suppliers.
  const sku = `BENCH-0000${round + 1}`
  await filterAndSort(page, watch, { supplierName: `Supplier 00${round + 1}7`, sku })
  await page.goto(`/${slug}/buy-list?by=urgency&kind=buy&q=${sku}`)
  await page.locator('tr[data-proposal]').first().waitFor()
  const decided = await decide(page, watch, `${4_000 + round}`)
  wrong.push(...(await decisionsWrong(db, decided)))
  const { overridden, switched } = decided
  await orderLines(page, watch, [overridden.proposalId, switched.proposalId])
  const orders = await ordersOf(db, decided)
  if (orders.length !== 2 || !orders.every(({ isRight }) => isRight)) {
    wrong.push(`of the decided lines ${JSON.stringify(orders)} is kept`)
  }
  await approveAndSend(scene, page, { orders, looking })
  await page.goto(`/${slug}/buy-list?by=urgency&kind=buy&q=${sku}`)
  await page.locator('tr[data-proposal]').first().waitFor()
  const lines = await orderPage(page, watch)
  if (lines < 40) wrong.push(`only ${lines} lines were ordered at once`)
  await page.context().close()
}

type Sending = {
  readonly orders: Awaited<ReturnType<typeof ordersOf>>
  readonly looking: Parameters<typeof stopwatch>[2]
}

/** The planner asks, another person approves, a third one sends. */
async function approveAndSend(
  scene: Scene,
  planning: Page,
  { orders, looking }: Sending,
): Promise<void> {
  const { company, notes, wrong } = scene
  const { db } = await organizationOf(scene)
  const people = { planner: company.planner.name, approver: company.approver.name }
  const asking = stopwatch(planning, notes, looking)
  for (const [no, { orderId, isSwitched }] of orders.entries()) {
    if (no > 0) await planning.goto(`/${slug}/orders?lifecycle=draft`)
    await submit(planning, asking, { orderId, isFromBuyList: no === 0 })
    const approving = await open(scene, company.approver, '/orders')
    const said = await approve(approving, stopwatch(approving, notes, looking), orderId)
    await approving.context().close()
    if (isSwitched !== /from another supplier than planned/.test(said)) {
      wrong.push(`the approver of ${orderId} read: ${said}`)
    }
    const sending = await open(scene, company.buyer, '/orders')
    await send(sending, stopwatch(sending, notes, looking), orderId)
    await sending.context().close()
    await mailOf(scene, orderId)
    wrong.push(...(await lifeWrong(db, orderId, people)))
  }
}

async function open(
  { browser, live }: Scene,
  { cookie }: Person,
  path: string,
  viewport?: typeof phone,
): Promise<Page> {
  const page = await openPage(browser, live.address, viewport ? { viewport } : {})
  const cookies = cookie.split('; ').map((each) => {
    const [name = '', value = ''] = each.split(/=(.*)/)
    return { name, value, url: live.address }
  })
  await page.context().addCookies(cookies)
  await page.goto(`/${slug}${path}`)
  await page.locator('h1').first().waitFor()
  return page
}

async function onPhone(scene: Scene): Promise<void> {
  const page = await open(scene, scene.company.planner, '/buy-list?by=urgency', phone)
  await page.locator('tr[data-proposal]').first().waitFor()
  const watch = stopwatch(page, scene.notes, { schemes: ['light', 'dark'], keepsShots: true })
  await watch.look('phone')
  await page.context().close()
}

const mailMsMax = 60_000

/** The release is mailed by a job: it is on its way a moment after. */
async function mailOf(scene: Scene, orderId: string): Promise<void> {
  const { db } = await organizationOf(scene)
  for (const until = Date.now() + mailMsMax; Date.now() < until; await sleep(50)) {
    const sent = await db
      .selectFrom('mail_message')
      .select('status')
      .where('subject_id', '=', orderId)
      .where('status', '=', 'sent')
      .executeTakeFirst()
    if (sent !== undefined) return
  }
  scene.wrong.push(`the letter of ${orderId} was not sent`)
}

type Ended = {
  readonly proposals: number
  readonly size: typeof full | typeof short
  readonly letters: readonly Letter[]
}

async function resultOf(scene: Scene, { proposals, size, letters }: Ended) {
  const { company, live, notes, wrong, isShort } = scene
  const steps = Object.fromEntries(
    [...notes.took].map(([step, took]) => [
      step,
      { p50Ms: Math.round(percentile(took, 0.5)), maxMs: Math.round(Math.max(...took)) },
    ]),
  )
  const slow = Object.entries(steps).filter(([, { maxMs }]) => maxMs > stepMsMax)
  const whole = letters.filter(({ hasPdf, link }) => hasPdf && link !== undefined)
  const shown = await Promise.all(whole.map(({ link = '' }) => fetch(`${live.address}${link}`)))
  const isMailed = whole.length >= size.rounds && shown.every(({ ok }) => ok)
  return {
    holds:
      proposals >= size.proposals &&
      wrong.length === 0 &&
      notes.violations.length === 0 &&
      isMailed &&
      whole.length === letters.length &&
      (isShort || slow.length === 0),
    measured: true,
    proposals,
    suppliers: size.suppliers,
    rounds: size.rounds,
    planSeconds: company.planSeconds,
    stepMsMax,
    steps: isShort ? Object.keys(steps) : steps,
    slow: isShort ? [] : slow.map(([step]) => step),
    looks: notes.looks.length,
    violations: notes.violations.slice(0, 20),
    letters: letters.length,
    lettersWithPdfAndLink: whole.length,
    processors: availableParallelism(),
    load: loadavg().map((load) => Math.round(load * 10) / 10),
    wrong: wrong.slice(0, 10),
  }
}
