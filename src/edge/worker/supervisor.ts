/** Keeps one worker process running beside the server, and starts it again when it dies. */
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Config } from '#platform/config'
import type { Logger } from '#platform/log'
import type { Server } from '#platform/organization-database'

/** What the worker is told; it never learns the owner's password. */
export type WorkerOrders = { readonly config: Config; readonly server: Server }

export type WorkerSupervisor = {
  readonly pid: () => number | undefined
  readonly stop: () => Promise<void>
}

const restartMs = 1_000
const stopMsMax = 10_000
const heapMegabytesMax = 256

export function superviseWorker(orders: WorkerOrders, log: Logger): WorkerSupervisor {
  const withoutOwner: WorkerOrders = {
    config: { ...orders.config, databaseUrl: undefined },
    server: { ...orders.server, owner: { ...orders.server.owner, password: '' } },
  }
  let stopping = false
  let child: ChildProcess | undefined

  const keepRunning = async () => {
    while (!stopping) {
      const worker = startWorker(withoutOwner)
      child = worker
      const how = await ended(worker)
      if (stopping) return
      log.error({ how }, 'the worker died and is started again')
      await sleep(restartMs)
    }
  }
  const running = keepRunning()
  return {
    pid: () => child?.pid,
    stop: async () => {
      stopping = true
      child?.kill('SIGTERM')
      const deadline = setTimeout(() => child?.kill('SIGKILL'), stopMsMax)
      await running
      clearTimeout(deadline)
    },
  }
}

function startWorker(orders: WorkerOrders): ChildProcess {
  const worker = fork(join(import.meta.dirname, 'main.ts'), [], {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--max-semi-space-size=4',
      `--max-old-space-size=${heapMegabytesMax}`,
    ],
    // A group of its own: Ctrl-C reaches the server, which stops the worker after its last job.
    detached: true,
    serialization: 'advanced',
  })
  worker.once('message', () => worker.send(orders, () => undefined))
  return worker
}

function ended(worker: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    worker.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`))
    worker.once('error', (error) => resolve(error.message))
  })
}
