/** Is it alive, does the database answer, do events and jobs flow? Asked by people and by monitors. */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'

import type { Organization } from '#platform/organizations'

import type { Edge } from './edge.ts'

/** Events that wait longer than this mean that no worker is relaying. */
const relayLagSecondsMax = 60
const organizationsLookedAtMax = 20
const rememberedMs = 1_000

export const healthView = z
  .strictObject({
    status: z.enum(['ok', 'lagging', 'down']),
    database: z.enum(['ok', 'down']),
    /** The longest that an event waits for the worker, in seconds. */
    relayLagSeconds: z.number(),
    uptimeSeconds: z.number(),
  })
  .meta({ id: 'Health' })

type Health = z.infer<typeof healthView>

export function registerHealth(app: FastifyInstance, edge: Edge): void {
  let known: { readonly health: Promise<Health>; readonly untilMs: number } | undefined
  const current = () => {
    if (known === undefined || Date.now() > known.untilMs) {
      known = { health: readHealth(edge), untilMs: Date.now() + rememberedMs }
    }
    return known.health
  }
  app.get('/api/health', async (_request, response) => {
    const health = await current()
    return response
      .code(health.status === 'down' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send(health)
  })
}

async function readHealth(edge: Edge): Promise<Health> {
  const uptimeSeconds = Math.round(process.uptime())
  try {
    const relayLagSeconds = await worstRelayLag(edge)
    const status = relayLagSeconds > relayLagSecondsMax ? 'lagging' : 'ok'
    return { status, database: 'ok', relayLagSeconds, uptimeSeconds }
  } catch (error) {
    edge.log.warn({ err: error }, 'the database does not answer')
    return { status: 'down', database: 'down', relayLagSeconds: 0, uptimeSeconds }
  }
}

async function worstRelayLag({ installation }: Edge): Promise<number> {
  const entries = await installation.organizations()
  const lags = await Promise.all(
    entries.slice(0, organizationsLookedAtMax).map(async ({ slug }) => {
      const organization = await installation.organization(slug)
      return organization === undefined ? 0 : (await readOutbox(organization)).lagSeconds
    }),
  )
  return Math.max(0, ...lags)
}

export type OutboxState = { readonly waiting: number; readonly lagSeconds: number }

/** What waits for the relay. By ids: they carry the time, and a partial index holds just these. */
export async function readOutbox(organization: Organization): Promise<OutboxState> {
  const { rows } = await sql<{ waiting: number; oldest: string | null }>`
    select count(*)::int as waiting, min(id::text) as oldest
    from (select id from outbox_event where position is null order by id limit 10000) as waiting
  `.execute(organization.db)
  const { waiting = 0, oldest = null } = rows[0] ?? {}
  const oldestMs =
    oldest === null ? Date.now() : Number.parseInt(oldest.replace('-', '').slice(0, 12), 16)
  return { waiting, lagSeconds: Math.max(0, Math.round((Date.now() - oldestMs) / 1_000)) }
}
