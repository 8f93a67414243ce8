/** Runs one job, then ends; it leaves at once when the worker that waits for it is gone. */
import { setPriority } from 'node:os'

import { createLogger } from '#platform/log'
import { openInstallation } from '#platform/organizations'

import type { ApartOrders } from './apart.ts'
import { contextFor } from './serve-organization.ts'
import { tasks } from './tasks.ts'

const lowPriority = 15
/** One for each part that goes on side by side, and one to look whether to stop. */
const connectionsMax = 5

process.once('disconnect', () => process.exit(1))
process.once('message', (orders: ApartOrders) => void runOne(orders))
process.send?.('ready', undefined, undefined, () => undefined)

async function runOne(orders: ApartOrders): Promise<void> {
  setPriority(lowPriority)
  const { config, server, task, payload } = orders
  const log = createLogger(config, 'worker')
  const installation = openInstallation({
    server,
    log,
    connectionsMax,
    applicationName: `landfall-${task}`,
  })
  try {
    const organization = await installation.organization(orders.organization)
    const load = tasks[task]
    if (organization === undefined || load === undefined) throw new Error(`there is no ${task}`)
    const { secretFor } = installation
    const context = contextFor(organization, { config, secretFor, log })(task)
    await (await load())(context, payload)
    await installation.close()
    process.exit(0)
  } catch (error) {
    log.error({ err: error, task }, 'a job that runs apart failed')
    process.exit(1)
  }
}
