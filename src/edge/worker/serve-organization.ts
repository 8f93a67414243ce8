/** Runs the jobs and relays the events of one organization. */
import { Logger as QueueLogger, run, type TaskList } from 'graphile-worker'
import pg from 'pg'

import type { Config } from '#platform/config'
import type { JobContext, JobHandler } from '#platform/jobs'
import type { Logger } from '#platform/log'
import type { Installation, Organization } from '#platform/organizations'
import { type Subscription, startRelay } from '#platform/relay'
import { ruleActor } from '#platform/rule-actor'

export type Serving = { readonly stop: () => Promise<void> }

/** How each task's code is loaded, by the task's name. */
export type Tasks = Readonly<Record<string, () => Promise<JobHandler>>>

export type Surroundings = {
  readonly config: Config
  readonly secretFor: Installation['secretFor']
  readonly log: Logger
  readonly tasks: Tasks
  readonly subscriptions: readonly Subscription[]
}

const jobsAtOnce = 2
const pollMs = 2_000

export async function serveOrganization(
  organization: Organization,
  { config, secretFor, log, tasks, subscriptions }: Surroundings,
): Promise<Serving> {
  const pool = new pg.Pool({
    ...organization.queueAddress,
    max: jobsAtOnce + 2,
    application_name: 'landfall-queue',
  })
  const onLost = (error: Error) =>
    log.warn(
      { reason: error.message, organization: organization.slug },
      'lost a connection to the job queue',
    )
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', onLost))

  const contextOf = (task: string): JobContext => ({
    organization: { slug: organization.slug, name: organization.name },
    work: organization.work(ruleActor(task)),
    config,
    log: log.child({ organization: organization.slug, task }),
    secretFor,
  })
  const runner = await run({
    pgPool: pool,
    taskList: taskList(tasks, contextOf),
    concurrency: jobsAtOnce,
    pollInterval: pollMs,
    noHandleSignals: true,
    logger: queueLogger(log),
  })
  const relay = startRelay(organization, subscriptions, log)
  return {
    stop: async () => {
      await Promise.all([relay.stop(), runner.stop().catch(() => undefined)])
      await pool.end()
    },
  }
}

function taskList(tasks: Tasks, contextOf: (task: string) => JobContext): TaskList {
  const loaded = new Map<string, Promise<JobHandler>>()
  return Object.fromEntries(
    Object.entries(tasks).map(([name, load]) => [
      name,
      async (payload: unknown) => {
        const handler = loaded.get(name) ?? load()
        loaded.set(name, handler)
        const context = contextOf(name)
        try {
          await (await handler)(context, payload)
        } catch (error) {
          context.log.error({ err: error }, 'a job failed and will be tried again')
          throw error
        }
      },
    ]),
  )
}

function queueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') log.error(message)
    else if (level === 'warning') log.warn(message)
    else log.debug(message)
  })
}
