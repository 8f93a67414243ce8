/** Runs the jobs and relays the events of one organization. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import {
  type ParsedCronItem,
  parseCronItems,
  Logger as QueueLogger,
  type Runner,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker'
import pg from 'pg'

import type { Config } from '#platform/config'
import type { JobContext, JobHandler } from '#platform/jobs'
import type { Logger } from '#platform/log'
import type { Installation, Organization } from '#platform/organizations'
import { type Subscription, startRelay } from '#platform/relay'
import { ruleActor } from '#platform/rule-actor'

import { watchForOrphans } from './orphaned-jobs.ts'

export type Serving = { readonly stop: () => Promise<void> }

/** How each task's code is loaded, by the task's name. */
export type Tasks = Readonly<Record<string, () => Promise<JobHandler>>>

/**
 * By task: when it begins, in UTC, or every so many minutes; what was missed is made up for once, when the
 * worker starts.
 */
export type DailyTasks = Readonly<
  Record<
    string,
    { readonly hour: number; readonly minute: number } | { readonly everyMinutes: number }
  >
>

export type Surroundings = {
  readonly config: Config
  readonly secretFor: Installation['secretFor']
  readonly log: Logger
  readonly tasks: Tasks
  readonly dailyTasks?: DailyTasks
  readonly subscriptions: readonly Subscription[]
  /** Told when the queue ends without having been asked to. */
  readonly onEnded?: () => void
  /** How often the jobs of killed workers are looked for. */
  readonly orphansMs?: number
}

const jobsAtOnce = 2
const pollMs = 2_000

export async function serveOrganization(
  organization: Organization,
  surroundings: Surroundings,
): Promise<Serving> {
  const log = surroundings.log.child({ organization: organization.slug })
  const applicationName = `landfall-queue-${randomUUID().slice(0, 8)}`
  const pool = openQueuePool(organization, applicationName, log)
  const ourIds: string[] = []
  const events: WorkerEvents = new EventEmitter()
  // Jobs are locked in the name of the pool, whichever of its workers runs them.
  events.on('pool:create', ({ workerPool }) => ourIds.push(workerPool.id))

  const runner = await run({
    pgPool: pool,
    taskList: taskList(surroundings.tasks, contextFor(organization, surroundings)),
    parsedCronItems: cronItems(surroundings.dailyTasks ?? {}),
    concurrency: jobsAtOnce,
    pollInterval: pollMs,
    noHandleSignals: true,
    logger: queueLogger(log),
    events,
  })
  const stopping = { asked: false }
  tellWhenEnded(runner, () => {
    if (stopping.asked) return
    log.error('the job queue ended by itself')
    surroundings.onEnded?.()
  })
  const orphans = watchForOrphans(pool, applicationName, () => ourIds, log, surroundings.orphansMs)
  const relay = startRelay(organization, surroundings.subscriptions, log)
  return {
    stop: async () => {
      stopping.asked = true
      orphans.stop()
      await Promise.all([relay.stop(), runner.stop().catch(() => undefined)])
      await pool.end()
    },
  }
}

const dayMs = 86_400_000
const minuteMs = 60_000

function cronItems(daily: DailyTasks): ParsedCronItem[] {
  return parseCronItems(
    Object.entries(daily).map(([task, when]) => {
      const [match, backfillPeriod] =
        'hour' in when
          ? [`${when.minute} ${when.hour} * * *`, dayMs]
          : [`*/${when.everyMinutes} * * * *`, when.everyMinutes * minuteMs]
      return { task, match, options: { backfillPeriod, jobKey: task, maxAttempts: 3 } }
    }),
  )
}

function tellWhenEnded(runner: Runner, tell: () => void): void {
  runner.promise.then(tell, tell)
}

function openQueuePool(organization: Organization, applicationName: string, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    ...organization.queueAddress,
    max: jobsAtOnce + 2,
    application_name: applicationName,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) =>
    client.on('error', (error) => {
      if (!pool.ending) log.warn({ reason: error.message }, 'lost a connection to the job queue')
    }),
  )
  return pool
}

/** What a job of this organization works with, by its task. */
export function contextFor(
  organization: Organization,
  { config, secretFor, log }: Pick<Surroundings, 'config' | 'secretFor' | 'log'>,
): (task: string) => JobContext {
  return (task) => ({
    organization: { slug: organization.slug, name: organization.name },
    work: organization.work(ruleActor(task)),
    config,
    log: log.child({ organization: organization.slug, task }),
    secretFor,
  })
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
