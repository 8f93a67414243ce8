/**
 * Goal: a job runs when, and only when, the transaction that asked for it commits; an event reaches its
 * readers.
 *
 * Method: an organization served as by the worker process, with tasks of the test's own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { readConfig } from '#platform/config'
import { enqueue } from '#platform/jobs'
import { createLogger } from '#platform/log'
import {
  type Installation,
  migrateInstallation,
  type Organization,
  openInstallation,
} from '#platform/organizations'
import { announce } from '#platform/outbox'
import { withClient } from '#platform/postgres/roles'
import { subscribe } from '#platform/relay'
import { actorFor } from '#support/database'

import { type Serving, serveOrganization } from './serve-organization.ts'
import { tasks } from './tasks.ts'

const server = inject('testServer')
const log = createLogger({ logLevel: 'silent' }, 'test')
const ran: unknown[] = []
const told: unknown[] = []
const orphansMs = 50
let longOnes = 0
let installation: Installation
let organization: Organization
let serving: Serving

beforeAll(async () => {
  await migrateInstallation(server)
  installation = openInstallation({ server, log })
  const outcome = await installation.createOrganization({ slug: 'worked', name: 'Worked' })
  if (outcome.kind === 'refused') throw new Error(outcome.reason)
  organization = outcome.organization
  await leaveByKilledWorker('orphan')
  serving = await serveOrganization(organization, {
    config: readConfig({}),
    secretFor: installation.secretFor,
    log,
    tasks: {
      'test.note': async () => async (context, payload) => {
        const actor = await context.work.transact(async (tx) => tx.actor.name)
        ran.push({ actor, payload })
      },
      'test.take-long': async () => async () => {
        longOnes += 1
        await sleep(40 * orphansMs)
      },
    },
    dailyTasks: { 'test.note': { hour: 3, minute: 20 } },
    orphansMs,
    subscriptions: [
      subscribe('test', ['test.told'], async (_, event) => {
        told.push(event.payload)
      }),
    ],
  })
})

afterAll(async () => {
  await serving.stop()
  await installation.close()
})

test('what is done daily is known to the queue', async () => {
  const { queueAddress } = organization
  const known = () =>
    withClient(queueAddress, async (client) => {
      const found = await client.query(
        'select identifier from graphile_worker._private_known_crontabs',
      )
      return found.rows
    })
  await expect.poll(known, { timeout: 10_000 }).toEqual([{ identifier: 'test.note' }])
})

test('a job whose worker was killed runs again soon', async () => {
  await until(() => ran.length > 0)
  expect(ran.splice(0)).toMatchObject([{ payload: { note: 'orphan' } }])
})

test('a job that takes long is not taken for one whose worker was killed', async () => {
  await organization
    .work(actorFor('buyer'))
    .transact(async (tx) => enqueue(tx, 'test.take-long', {}, { jobKey: 'long' }))
  await until(() => longOnes > 0)
  await sleep(30 * orphansMs)
  await organization.work(actorFor('buyer')).transact(async (tx) => enqueue(tx, 'test.note', {}))
  await until(() => ran.length > 0)
  ran.length = 0
  expect(longOnes).toBe(1)
})

test('a job of a committed transaction runs as its own actor; one rolled back does not', async () => {
  const work = organization.work(actorFor('buyer'))
  await work
    .transact(async (tx) => {
      enqueue(tx, 'test.note', { note: 'rolled back' })
      throw new Error('no')
    })
    .catch(() => undefined)
  await work.transact(async (tx) => {
    enqueue(tx, 'test.note', { note: 'first' }, { jobKey: 'same' })
    enqueue(tx, 'test.note', { note: 'second' }, { jobKey: 'same' })
  })
  await until(() => ran.length > 0)
  await sleep(100)
  expect(ran).toEqual([{ actor: 'test.note', payload: { note: 'second', organization: 'worked' } }])
})

test('an event of a committed transaction reaches its reader soon', async () => {
  await organization.work(actorFor('buyer')).transact(async (tx) => {
    announce(tx, 'test.told', { kind: 'test', id: tx.newId() }, { units: 3n })
    announce(tx, 'test.other', { kind: 'test', id: tx.newId() }, {})
  })
  await until(() => told.length > 0)
  expect(told).toEqual([{ units: '3' }])
})

async function leaveByKilledWorker(note: string): Promise<void> {
  await organization
    .work(actorFor('buyer'))
    .transact(async (tx) => enqueue(tx, 'test.note', { note }))
  await withClient(organization.queueAddress, (queue) =>
    queue.query("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed'"),
  )
}

async function until(done: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !done() && Date.now() < deadline; ) await sleep(20)
}

test('every task that is asked for by name has somebody who does it', () => {
  const asked = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => [
      ...readFileSync(join('src', path), 'utf8').matchAll(/\benqueue\(\s*tx,\s*'([^']+)'/g),
    ])
    .map(([, task = '']) => task)
  expect(asked.filter((task) => !(task in tasks))).toEqual([])
})
