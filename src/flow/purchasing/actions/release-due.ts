/** After a run: due lines within the limits of their segments become orders without a person. */
import { z } from 'zod'

import {
  type DueLine,
  type DueOrder,
  dueOrders,
  holdForRelease,
  isAnyReleasing,
  type ProposalId,
  recordReleased,
  tellReleased,
} from '#flow/planning'
import { enqueue, type JobHandler } from '#platform/jobs'
import { type Subscription, subscribe } from '#platform/relay'
import type { Tx, Work } from '#platform/work'

import { makeOrders } from './make-orders.ts'
import { releaseOrder } from './release-order.ts'

const task = 'purchasing.release-due'
const payloadShape = z.object({ runId: z.string() })
const ended = z.looseObject({ status: z.string() })

/** As it is named in the audit and in the order's history. */
const ruleName = 'Release within limits'

export const releaseAfterRuns: Subscription = subscribe(
  'purchasing.release',
  ['plan.ended'],
  async (tx, { subject, payload }) => {
    if (ended.safeParse(payload).data?.status !== 'done' || !(await isAnyReleasing(tx))) return
    enqueue(tx, task, { runId: subject.id }, { jobKey: `${task}:${subject.id}` })
  },
)

/** Each order in a transaction of its own; a job that is run again goes on where it was. */
export const releaseDue: JobHandler = async ({ work }, payload) => {
  const { runId } = payloadShape.parse(payload)
  const acting = work.as({ ...work.actor, name: ruleName })
  const { asOf, orders } = await acting.transact((tx) => dueOrders(tx, runId))
  for (const order of orders) await releaseOne(acting, order, { runId, asOf })
  if (orders.length > 0) await acting.transact((tx) => tellReleased(tx, runId))
}

type Run = { readonly runId: string; readonly asOf: string }

/** Lines that cannot be ordered are left to people, and the rest is tried again. */
async function releaseOne(work: Work, order: DueOrder, run: Run): Promise<void> {
  const refused = new Map<string, string>()
  for (;;) {
    const no = await work.transact((tx) => tryRelease(tx, order, { ...run, refused }), {
      keep: (reasons) => reasons === undefined,
    })
    if (no === undefined) return
    for (const [id, code] of no) refused.set(id, code)
  }
}

/** @returns undefined when it is done; else the lines that cannot be ordered, with why: at least one */
async function tryRelease(
  tx: Tx,
  order: DueOrder,
  run: Run & { readonly refused: ReadonlyMap<string, string> },
): Promise<ReadonlyMap<string, string> | undefined> {
  const lines = await holdForRelease(tx, order, run)
  if (lines.length === 0) return undefined
  const proposalIds = lines.map(({ id }) => id as ProposalId)
  const outcome = await makeOrders(tx, { proposalIds, submit: true })
  if (outcome.kind === 'refused') {
    return refusedLines(lines, 'reasons' in outcome ? outcome.reasons : outcome.errors)
  }
  const byId = new Map(lines.map((line) => [line.id, line]))
  for (const made of outcome.orders) {
    const isOut = made.approval === 'not_needed' && (await isReleased(tx, made.orderId))
    const { orderId, supplierId } = made
    const released = made.proposalIds.flatMap((id) => byId.get(id) ?? [])
    await recordReleased(
      tx,
      run.runId,
      released.map((line) => {
        return { line, supplierId, orderId, outcome: isOut ? 'released' : 'waits_for_approval' }
      }),
    )
  }
  return undefined
}

async function isReleased(tx: Tx, orderId: Parameters<typeof releaseOrder>[1]['orderId']) {
  return (await releaseOrder(tx, { orderId })).kind === 'released'
}

/** A reason that names no line is about all of them. */
function refusedLines(
  lines: readonly DueLine[],
  reasons: readonly { readonly code: string; readonly proposalId?: unknown }[],
): ReadonlyMap<string, string> {
  const ids = new Set(lines.map(({ id }) => id))
  const named = reasons.filter(({ proposalId }) => ids.has(String(proposalId)))
  const [first] = reasons
  return named.length > 0
    ? new Map(named.map(({ proposalId, code }) => [String(proposalId), code]))
    : new Map(lines.map(({ id }) => [id, first?.code ?? 'refused']))
}
