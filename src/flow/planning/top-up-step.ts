/** After proposals: each supplier's order as a whole, and the same for single suppliers between runs. */
import { z } from 'zod'

import { enqueue, type JobHandler } from '#platform/jobs'
import type { RunStep } from '#platform/run-step'
import type { Tx } from '#platform/work'

import { topUpOrders } from './actions/top-up-orders.ts'
import { proposalsStep } from './plan-step.ts'
import { latestRun } from './queries/latest-run.ts'
import { listTopUpGroups, type SupplierPlace } from './queries/top-up-groups.ts'
import { usualSettings } from './rules/settings.ts'

/** Orders looked at in one transaction. */
const partGroups = 10

function partsOf(groups: readonly SupplierPlace[]): readonly (readonly SupplierPlace[])[] {
  return Array.from({ length: Math.ceil(groups.length / partGroups) }, (_, at) =>
    groups.slice(at * partGroups, (at + 1) * partGroups),
  )
}

export const topUpStep: RunStep = {
  name: 'top-up',
  // As of the step before: at its end the run says of how many item-places it was.
  total: async (tx, asOf) => proposalsStep.total(tx, asOf),
  parts: async (tx) => partsOf(await listTopUpGroups(tx)),
  advance: async (work, { runId, asOf, cursor }) => {
    const groups = cursor as readonly SupplierPlace[]
    return work.transact(async (tx) => {
      const result = await topUpOrders(tx, { runId, asOf, groups, settings: usualSettings })
      return { doneCount: groups.length, result }
    })
  },
}

const topUpTask = 'planning.top-up'
const payloadShape = z.object({ supplierIds: z.array(z.string()).optional() })

/** More suppliers than this are looked at together. */
const suppliersMax = 20

/** Items were planned anew between runs: the orders they are in are looked at again, each once. */
export function askTopUps(tx: Tx, supplierIds: readonly string[]): void {
  if (supplierIds.length > suppliersMax) {
    enqueue(tx, topUpTask, {}, { jobKey: topUpTask })
    return
  }
  for (const supplierId of supplierIds) {
    enqueue(tx, topUpTask, { supplierIds: [supplierId] }, { jobKey: `${topUpTask}:${supplierId}` })
  }
}

export const topUpSuppliers: JobHandler = async ({ work }, payload) => {
  const { supplierIds } = payloadShape.parse(payload)
  const run = await work.transact(latestRun)
  if (run === undefined) return
  const groups = await work.transact((tx) => listTopUpGroups(tx, supplierIds))
  for (const part of partsOf(groups)) {
    await work.transact((tx) => topUpOrders(tx, { ...run, groups: part, settings: usualSettings }))
  }
}
