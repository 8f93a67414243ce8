/** Figures for Prometheus at /metrics, for this machine or whoever has the token. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { problem } from '#platform/http/problem'
import { sendProblem } from '#platform/http/register'
import type { Organization } from '#platform/organizations'

import type { Edge } from './edge.ts'
import { readOutbox } from './health.ts'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type JobCounts = { readonly waiting: number; readonly running: number; readonly failed: number }

export type Metrics = {
  readonly observe: (method: string, route: string, status: number, seconds: number) => void
}

export function registerMetrics(app: FastifyInstance, edge: Edge): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'landfall_' })
  const requests = new Histogram({
    name: 'landfall_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  })
  const readDatabases = databaseMetrics(registry, edge)
  app.get('/metrics', async (request, response) => {
    if (!mayRead(request, edge)) {
      const detail = 'Ask from the machine itself, or with the token LANDFALL_METRICS_TOKEN.'
      return sendProblem(response, problem(403, 'forbidden', [], detail))
    }
    await readDatabases().catch((error: unknown) => {
      edge.log.warn({ err: error }, 'the databases could not be measured')
    })
    return response.header('content-type', registry.contentType).send(await registry.metrics())
  })
  return {
    observe: (method, route, status, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
  }
}

function mayRead(request: FastifyRequest, edge: Edge): boolean {
  const token = edge.config.metricsToken
  if (token !== undefined) return request.headers.authorization === `Bearer ${token}`
  return loopback.has(request.ip)
}

/** @returns reads all figures anew */
function databaseMetrics(registry: Registry, { installation }: Edge): () => Promise<void> {
  const connections = new Gauge({
    name: 'landfall_database_connections',
    help: 'Connections of the pool, by state',
    labelNames: ['organization', 'state'],
    registers: [registry],
  })
  const waiting = new Gauge({
    name: 'landfall_outbox_waiting',
    help: 'Events that the relay has not numbered yet',
    labelNames: ['organization'],
    registers: [registry],
  })
  const lag = new Gauge({
    name: 'landfall_outbox_lag_seconds',
    help: 'Age of the oldest of them',
    labelNames: ['organization'],
    registers: [registry],
  })
  const jobs = new Gauge({
    name: 'landfall_jobs',
    help: 'Jobs of the queue, by state; failed ones are not tried again',
    labelNames: ['organization', 'state'],
    registers: [registry],
  })

  const measure = async (organization: Organization) => {
    const { slug, database } = organization
    const { totalCount, idleCount, waitingCount } = database.pool
    connections.set({ organization: slug, state: 'busy' }, totalCount - idleCount)
    connections.set({ organization: slug, state: 'idle' }, idleCount)
    connections.set({ organization: slug, state: 'waited_for' }, waitingCount)
    const outbox = await readOutbox(organization)
    waiting.set({ organization: slug }, outbox.waiting)
    lag.set({ organization: slug }, outbox.lagSeconds)
    const { rows } = await sql<JobCounts>`select * from count_jobs()`.execute(organization.db)
    for (const [state, count] of Object.entries(rows[0] ?? {})) {
      jobs.set({ organization: slug, state }, count)
    }
  }
  return async () => {
    for (const { slug } of await installation.organizations()) {
      const organization = await installation.organization(slug)
      if (organization !== undefined) await measure(organization)
    }
  }
}
