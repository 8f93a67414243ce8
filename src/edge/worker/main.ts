/**
 * The worker process: jobs and events of all organizations, at low priority, beside the server. It is
 * told where the database is by its parent and leaves when the parent is gone.
 */
import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

import { createLogger, type Logger } from '#platform/log'
import { closeMailTransports } from '#platform/mail/transport'
import { openInstallation } from '#platform/organizations'

import { runApart } from './apart.ts'
import { type Serving, serveOrganization } from './serve-organization.ts'
import { subscriptions } from './subscriptions.ts'
import type { WorkerOrders } from './supervisor.ts'
import { dailyTasks, longTasks, tasks } from './tasks.ts'

const lowPriority = 15
const lookForOrganizationsMs = 2_000
const connectionsPerOrganization = 3

const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(signal, () => stopping.abort())
}
process.once('message', (orders: WorkerOrders) => void work(orders))
// A parent that is gone already is no error: there is nothing to do then.
process.send?.('ready', undefined, undefined, () => undefined)

async function work(orders: WorkerOrders): Promise<void> {
  const { config, server } = orders
  const log = createLogger(config, 'worker')
  stepBack(log)
  const installation = openInstallation({
    server,
    log,
    connectionsMax: connectionsPerOrganization,
    applicationName: 'landfall-worker',
  })
  const { secretFor } = installation
  const onEnded = () => stopping.abort()
  const surroundings = {
    config,
    secretFor,
    log,
    tasks: runApart(tasks, longTasks, orders),
    dailyTasks,
    subscriptions,
    onEnded,
  }
  const served = new Map<string, Serving>()

  const serveNewOnes = async () => {
    for (const { slug } of await installation.organizations()) {
      if (served.has(slug)) continue
      const organization = await installation.organization(slug)
      if (organization === undefined) continue
      served.set(slug, await serveOrganization(organization, surroundings))
      log.info({ organization: slug }, 'serving jobs and events')
    }
  }

  while (!stopping.signal.aborted) {
    await serveNewOnes().catch((error: unknown) => {
      log.warn({ err: error }, 'looking for organizations failed; trying again')
    })
    await sleep(lookForOrganizationsMs, undefined, { signal: stopping.signal }).catch(
      () => undefined,
    )
  }
  await Promise.all([...served.values()].map((serving) => serving.stop()))
  await closeMailTransports()
  await installation.close()
  if (process.connected) process.disconnect?.()
}

/**
 * Lets the server go first. Linux shares the processor among sessions before it looks at priorities,
 * and the worker has a session of its own, so that session's priority is lowered as well.
 */
function stepBack(log: Logger): void {
  try {
    setPriority(lowPriority)
    if (process.platform === 'linux') writeFileSync('/proc/self/autogroup', `${lowPriority}`)
  } catch (error) {
    log.debug({ err: error }, 'the priority could not be lowered')
  }
}
