/**
 * Long work in a process of its own: it may take memory while it runs, gives all of it back at its end,
 * and the worker goes on with mail and events beside it.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

import type { JobHandler } from '#platform/jobs'
import { ofLongWork } from '#platform/long-work'

import type { Tasks } from './serve-organization.ts'
import type { WorkerOrders } from './supervisor.ts'

/** What the process is told. */
export type ApartOrders = WorkerOrders & {
  readonly organization: string
  readonly task: string
  readonly payload: unknown
}

/** For planning a few hundred thousand item-places at once. */
const heapMegabytesMax = 1_024

/** The same tasks; those named are run apart. */
export function runApart(tasks: Tasks, names: readonly string[], orders: WorkerOrders): Tasks {
  const apart = names.map((task) => [task, async () => handlerApart(task, orders)] as const)
  return { ...tasks, ...Object.fromEntries(apart) }
}

function handlerApart(task: string, orders: WorkerOrders): JobHandler {
  return async ({ organization, log }, payload) => {
    const child = fork(join(import.meta.dirname, 'apart-process.ts'), [], {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--max-semi-space-size=8',
        `--max-old-space-size=${heapMegabytesMax}`,
      ],
      env: ofLongWork(process.env, join(orders.config.dataFolder, 'compiled')),
      serialization: 'advanced',
    })
    const told: ApartOrders = { ...orders, organization: organization.slug, task, payload }
    child.once('message', () => child.send(told, () => undefined))
    const how = await ended(child)
    if (how === 'exit 0') return
    log.error({ how }, 'a process for one job ended badly')
    throw new Error(`The process for ${task} ended with ${how}.`)
  }
}

function ended(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`))
    child.once('error', (error) => resolve(error.message))
  })
}
