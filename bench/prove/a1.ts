/**
 * A fresh clone in a new folder: `npm run demo` comes up, the walk from order to payable can be done, later starts
 * are healthy in 3 s, and all node processes together stay small. The full run also passes `npm test` there.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { dayAt } from '#kernel/day'

import { type Client, clientOf } from '../support/client.ts'
import { freePort, signIn } from '../support/live.ts'
import type { Proof } from './proof.ts'

const memoryMbMax = 400
const laterStartSecondsMax = 3
const demoSecondsMax = 300

export const proof: Proof = async ({ isShort }) => {
  const scratch = mkdtempSync(join(tmpdir(), 'landfall-clone-'))
  const clone = isShort ? process.cwd() : join(scratch, 'landfall')
  try {
    if (!isShort) spawnSync('git', ['clone', '--quiet', '.', clone], { stdio: ['ignore', 2, 2] })
    const demo = await demoWalk(clone)
    const laterStartSeconds = await laterStart(clone, join(scratch, 'data'))
    const tests = isShort ? undefined : testsOf(clone)
    const fits =
      demo.booksTie &&
      demo.memoryMb <= memoryMbMax &&
      laterStartSeconds <= laterStartSecondsMax &&
      (tests === undefined || tests.isWhole)
    return { holds: fits, measured: true, demo, laterStartSeconds, ...(tests ? { tests } : {}) }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function demoWalk(folder: string) {
  const port = await freePort()
  const startedAt = performance.now()
  const child = spawn('npm', ['run', 'demo'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 2],
    env: { ...process.env, PORT: `${port}` },
  })
  let printed = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8')
  })
  try {
    await until(
      () => printed.includes('Ctrl-C'),
      demoSecondsMax,
      () => printed,
    )
    const upSeconds = Number(((performance.now() - startedAt) / 1000).toFixed(1))
    const email = /Sign in as\s+(\S+)/.exec(printed)?.[1] ?? ''
    const password = /with password\s+(\S+)/.exec(printed)?.[1] ?? ''
    const live = { address: `http://127.0.0.1:${port}` }
    const clientFor = async (who: string) => {
      const cookie = await signIn(live, who, password)
      return clientOf(live.address, { cookie })
    }
    const walk = await orderToPayable(
      await clientFor(email),
      await clientFor(email.replace('olga', 'lena')),
    )
    await sleep(5_000)
    return { upSeconds, ...walk, ...memoryOf(child) }
  } finally {
    stopGroup(child)
    await sleep(2_000)
  }
}

type Made = { readonly id: string }
type Amount = { readonly amount: string }
type Page<T> = { readonly items: readonly T[] }

/** What a person would do by hand: write, approve, release, answer, receive, invoice, look at the books. */
async function orderToPayable(owner: Client, approver: Client) {
  const at = (path: string) => `/api/v1/demo${path}`
  const first = async (path: string) => (await owner.json<Page<Made>>(at(path))).items[0]?.id
  // Where the goods come.
  const today = dayAt(Date.now(), 'America/New_York')
  const quantity = { quantity: '200', unit: 'EA' }
  const price = { amount: '60.00', currency: 'USD', per: '1', unit: 'EA' }
  const supplierId = await first('/suppliers?q=OHIOOAK')
  const order = await owner.json<Made & { readonly lineIds: readonly string[] }>(
    at('/purchase-orders'),
    {
      body: {
        supplierId,
        placeId: await first('/places?q=EDI'),
        requestedOn: today,
        submit: true,
        lines: [{ itemId: await first('/items?q=BRD-OAK-M'), quantity, price }],
      },
    },
  )
  const path = `/purchase-orders/${order.id}`
  await approver.json(at(`${path}/approvals`), { body: { decision: 'approved' } })
  await owner.json(at(`${path}/release`), { method: 'POST' })
  const [orderLineId] = order.lineIds
  await owner.json(at('/supplier-answers'), {
    body: { orderId: order.id, lines: [{ orderLineId, kind: 'accept' }] },
  })
  await owner.json(at('/receipts'), {
    body: { orderId: order.id, receivedOn: today, lines: [{ orderLineId, accepted: quantity }] },
  })
  const lines = [{ kind: 'goods', orderLineId, quantity, price }]
  const invoice = await owner.json<Made>(at('/supplier-invoices'), {
    body: { supplierId, supplierNumber: `WALK-${order.id}`, invoicedOn: today, lines, match: true },
  })
  const { status } = await owner.json<{ readonly status: string }>(
    at(`/supplier-invoices/${invoice.id}`),
  )
  const companyId = await first('/companies')
  const trial = await owner.json<{ readonly debit: Amount; readonly credit: Amount }>(
    at(`/trial-balance?companyId=${companyId}`),
  )
  const booksTie = status === 'posted' && trial.debit.amount === trial.credit.amount
  return { invoice: status, debit: trial.debit.amount, booksTie }
}

/** The second start on a data folder that is there, until health says well. */
async function laterStart(folder: string, dataFolder: string): Promise<number> {
  const startOnce = async (): Promise<number> => {
    const port = await freePort()
    const client = clientOf(`http://127.0.0.1:${port}`, {})
    const startedAt = performance.now()
    const child = spawn('npm', ['start'], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, PORT: `${port}`, LANDFALL_DATA: dataFolder },
    })
    try {
      await until(
        async () => (await client.send('/api/health').catch(() => undefined))?.status === 200,
        demoSecondsMax,
      )
      return Number(((performance.now() - startedAt) / 1000).toFixed(2))
    } finally {
      client.close()
      stopGroup(child)
      await sleep(2_500)
    }
  }
  await startOnce()
  return startOnce()
}

function testsOf(folder: string) {
  const run = spawnSync('npm', ['test'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  const last = /(\d+) passed, (\d+) failed\s*$/m.exec(run.stdout)
  return { isWhole: run.status === 0, passed: Number(last?.[1]), failed: Number(last?.[2]) }
}

/** Of every node process below npm, npm itself among them: what is resident, and its fair share of what they share. */
function memoryOf(root: ChildProcess) {
  const nodes = descendants(root.pid ?? 0).filter((pid) => /(^|\/)node$|^npm /.test(nameOf(pid)))
  const sumKb = (field: string) =>
    nodes.reduce((sum, pid) => {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      return sum + Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)
    }, 0)
  return {
    nodeProcesses: nodes.length,
    memoryMb: Math.round(sumKb('Rss') / 1024),
    shareMb: Math.round(sumKb('Pss') / 1024),
  }
}

function descendants(root: number): readonly number[] {
  const parentOf = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentIn(Number(name))] as const),
  )
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parentOf.get(at)) {
      if (at === root) return true
    }
    return false
  }
  return [...parentOf.keys()].filter(isBelow)
}

function parentIn(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
  } catch {
    return ''
  }
}

function stopGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
  } catch {
    // It ended by itself.
  }
}

async function until(
  isThere: () => boolean | Promise<boolean>,
  secondsMax: number,
  printed: () => string = () => '',
): Promise<void> {
  for (const end = Date.now() + secondsMax * 1000; Date.now() < end; await sleep(50)) {
    if (await isThere()) return
  }
  throw new Error(`It did not come up in ${secondsMax} s. ${printed()}`)
}
