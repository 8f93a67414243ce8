/** An organization in an embedded database, without a server, for benchmarks of planning. */
import { chmodSync, mkdirSync } from 'node:fs'
import pg from 'pg'

import { type PlanRunId, runPlan, startRun } from '#flow/planning'
import { readConfig } from '#platform/config'
import { createLogger } from '#platform/log'
import { databaseNames, ownerAddressOf } from '#platform/organization-database'
import { migrateInstallation, type Organization, openInstallation } from '#platform/organizations'
import { openServer } from '#platform/postgres/server'
import type { RunStep } from '#platform/run-step'
import { anybody, goodsCompany } from '#support/goods-company'

import { cpuSoFar } from './cpu.ts'
import { rounded } from './figures.ts'
import { freshFolder, removeFolder } from './live.ts'
import { watchMemory } from './memory.ts'

/** A Monday; all is planned from it. */
export const planDay = '2026-01-05'

export type PlanningWorld = {
  readonly organization: Organization
  readonly placeId: string
  readonly supplierId: string
  /** As the owner of the database, to lay things down. */
  readonly owner: pg.Client
  /** A whole run, as the job does it. */
  readonly plan: (steps: readonly RunStep[], asOf?: string) => Promise<Readonly<RunCounts>>
  /** What `act` took, on the clock and of processors. */
  readonly timed: <T>(act: () => Promise<T>) => Promise<Timed & { readonly value: T }>
  /** The most that all processes but the database held. */
  readonly peakMemoryMb: () => number
}

export type RunCounts = Record<string, number>

export type Timed = {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly postgresCpuSeconds: number
}

export async function inPlanningWorld<T>(use: (world: PlanningWorld) => Promise<T>): Promise<T> {
  const dataFolder = freshFolder()
  const memory = watchMemory()
  mkdirSync(dataFolder, { recursive: true })
  chmodSync(dataFolder, 0o755)
  const postgres = await openServer(
    readConfig(process.env, { dataFolder, databaseUrl: undefined }),
    'own',
  )
  const { server } = postgres
  await migrateInstallation(server)
  const log = createLogger({ logLevel: 'warn' }, 'bench')
  const installation = openInstallation({ server, log })
  const owner = new pg.Client(
    ownerAddressOf(server, databaseNames(server.prefix, 'bench').database),
  )
  try {
    const made = await installation.createOrganization({ slug: 'bench', name: 'Bench' })
    if (made.kind !== 'created') throw new Error(`no organization was made: ${made.reason}`)
    const { organization } = made
    await owner.connect()
    const { placeId, supplierId } = await goodsCompany(organization)
    const work = organization.work(anybody)
    return await use({
      organization,
      placeId,
      supplierId,
      owner,
      plan: async (steps, asOf = planDay) => {
        const started = await work.transact((tx) => startRun(tx, { asOf }))
        if (started.kind !== 'started') throw new Error('a run is under way')
        const ended = await runPlan(work, started.runId as PlanRunId, steps)
        if (ended?.status !== 'done') throw new Error('the run did not end')
        return ended.result
      },
      timed: (act) => timed(dataFolder, act),
      peakMemoryMb: memory.peakMb,
    })
  } finally {
    memory.end()
    await owner.end()
    await installation.close()
    await postgres.close()
    removeFolder(dataFolder)
  }
}

async function timed<T>(dataFolder: string, act: () => Promise<T>): Promise<Timed & { value: T }> {
  const before = cpuSoFar(dataFolder, undefined)
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const value = await act()
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = process.cpuUsage(cpuBefore)
  const after = cpuSoFar(dataFolder, undefined)
  return {
    value,
    seconds: rounded(seconds, 2),
    cpuSeconds: rounded((cpu.user + cpu.system) / 1e6, 2),
    postgresCpuSeconds: rounded(((after?.postgres ?? 0) - (before?.postgres ?? 0)) / 1000, 2),
  }
}

/** Steps that tell how long each of them took: from its first piece to its last, which may overlap. */
export function stopwatch(
  world: PlanningWorld,
  steps: readonly RunStep[],
): { readonly steps: readonly RunStep[]; readonly took: Readonly<Record<string, Timed>> } {
  const took: Record<string, Timed> = {}
  const keep = (name: string, { value: _, ...piece }: Timed & { readonly value: unknown }) => {
    const before = took[name]
    took[name] = before === undefined ? piece : sumOf(before, piece)
  }
  const measured = steps.map((step): RunStep => {
    let underWay = 0
    let end = (): void => undefined
    return {
      ...step,
      advance: async (work, given) => {
        underWay += 1
        if (underWay === 1) {
          const ended = new Promise<void>((resolve) => {
            end = resolve
          })
          void world.timed(() => ended).then((piece) => keep(step.name, piece))
        }
        try {
          return await step.advance(work, given)
        } finally {
          underWay -= 1
          if (underWay === 0) end()
        }
      },
    }
  })
  return { steps: measured, took }
}

function sumOf(one: Timed, other: Timed): Timed {
  return {
    seconds: rounded(one.seconds + other.seconds, 2),
    cpuSeconds: rounded(one.cpuSeconds + other.cpuSeconds, 2),
    postgresCpuSeconds: rounded(one.postgresCpuSeconds + other.postgresCpuSeconds, 2),
  }
}

const watched = ['proposal', 'plan_position', 'expectation', 'expectation_change'] as const

/** What a run writes: two equal answers, and not one row of these tables was written in between. */
export async function writtenRows({ owner }: PlanningWorld): Promise<string> {
  const said: string[] = []
  for (const table of watched) {
    const { rows } = await owner.query<{ said: string }>(
      `select concat_ws(' ', count(*), coalesce(sum(hashtextextended(xmin::text || ctid::text, 0)), 0))
         as said from ${table}`,
    )
    said.push(`${table} ${rows[0]?.said}`)
  }
  return said.join('; ')
}

export async function countOf(world: PlanningWorld, query: string): Promise<number> {
  const { rows } = await world.owner.query<{ count: string }>(`select count(*) from ${query}`)
  return Number(rows[0]?.count ?? 0)
}
