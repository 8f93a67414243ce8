/**
 * Goal: the database itself keeps the promises: books can't be changed, organizations can't see each
 * other, no event is lost, no table is without its audit.
 *
 * Method: real roles on a real server, made by the same code as in production.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { checkDatabase } from '#platform/checkup'
import { createLogger } from '#platform/log'
import { migrate, readMigrations } from '#platform/migrate'
import {
  addressOf,
  databaseNames,
  ownerAddressOf,
  prepareOrganizationDatabase,
} from '#platform/organization-database'
import {
  type Installation,
  migrateInstallation,
  type Organization,
  openInstallation,
} from '#platform/organizations'
import { announce } from '#platform/outbox'
import { withClient } from '#platform/postgres/roles'
import { assignPositions, deliverBatch, subscribe, takeLease } from '#platform/relay'
import { actorFor, type TestOrganization, testOrganization } from '#support/database'

const server = inject('testServer')
let installation: Installation
let first: Organization
let second: Organization

beforeAll(async () => {
  await migrateInstallation(server)
  installation = openInstallation({ server, log: createLogger({ logLevel: 'silent' }, 'test') })
  first = await made('first')
  second = await made('second')
})

afterAll(() => installation.close())

async function made(slug: string): Promise<Organization> {
  const outcome = await installation.createOrganization({ slug, name: slug })
  if (outcome.kind === 'refused') throw new Error(outcome.reason)
  return outcome.organization
}

describe('an organization', () => {
  test('passes its own checkup, table by table', async () => {
    const names = databaseNames(server.prefix, first.slug)
    const checks = await withClient(ownerAddressOf(server, names.database), (owner) =>
      checkDatabase(owner, names, readMigrations('organization')),
    )
    const found = checks.filter(({ name, problems }) => {
      return name !== 'durability' && problems.length > 0
    })
    expect(found).toEqual([])
  })

  test('is made once', async () => {
    const again = await installation.createOrganization({ slug: 'first', name: 'Other' })
    expect(again).toEqual({ kind: 'refused', reason: 'slug_taken' })
  })

  test.each(['', 'a', 'A', '1a', 'a_b', 'control', 'a'.repeat(33)])(
    'may not be called %j',
    async (slug) => {
      const outcome = await installation.createOrganization({ slug, name: 'x' })
      expect(outcome).toEqual({ kind: 'refused', reason: 'slug_malformed' })
    },
  )

  test('is brought up to date a second time without a change', async () => {
    expect(await prepareOrganizationDatabase(server, first.slug)).toEqual([])
  })

  test('may be made by several processes at once', async () => {
    await Promise.all([
      prepareOrganizationDatabase(server, 'crowded'),
      prepareOrganizationDatabase(server, 'crowded'),
      prepareOrganizationDatabase(server, 'crowded'),
      migrateInstallation(server),
      migrateInstallation(server),
    ])
    expect(await prepareOrganizationDatabase(server, 'crowded')).toEqual([])
  })

  test('whose migration was edited afterwards is told', async () => {
    const names = databaseNames(server.prefix, first.slug)
    const [migration] = readMigrations('organization')
    if (migration === undefined) throw new Error('there is a first migration')
    const edited = { ...migration, checksum: 'other' }
    await withClient(ownerAddressOf(server, names.database), async (owner) => {
      await expect(migrate(owner, [edited], names.appRole)).rejects.toThrow('was changed')
    })
  })
})

describe('the application role', () => {
  test("may not connect to another organization's database", async () => {
    const { database } = databaseNames(server.prefix, second.slug)
    const { appRole } = databaseNames(server.prefix, first.slug)
    const stranger = new pg.Client(addressOf(server, database, appRole))
    await expect(stranger.connect()).rejects.toMatchObject({ code: '42501' })
  })

  const refused: readonly [string, string][] = [
    ['update a posted entry', "update journal_entry set memo = 'x'"],
    ['delete a posted entry', 'delete from journal_line'],
    ['empty a book', 'truncate stock_move'],
    ['update an event', 'update outbox_event set position = 1'],
    ['write the audit by hand', 'delete from audit_event'],
    ['alter a table', 'alter table company add column x int'],
    ['make a table', 'create table x (id int)'],
    ['switch a trigger off', 'alter table company disable trigger all'],
    ['read the job queue', 'select from graphile_worker._private_jobs'],
    ['start a job past the door', "select graphile_worker.add_job('x')"],
  ]
  test.each(refused)('may not %s', async (_, statement) => {
    await expect(first.database.pool.query(statement)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the audit', () => {
  test('of an update keeps only the columns that changed, old beside new', async () => {
    const work = first.work(actorFor('buyer'))
    const id = await work.transact(async (tx) => {
      const made = tx.newId()
      await tx.db.insertInto('currency').values({ id: made, code: 'XAA', name: 'Old' }).execute()
      return made
    })
    await work.transact((tx) =>
      tx.db.updateTable('currency').set({ name: 'New' }).where('id', '=', id).execute(),
    )
    await work.transact((tx) =>
      tx.db.updateTable('currency').set({ name: 'New' }).where('id', '=', id).execute(),
    )
    await work.transact((tx) => tx.db.deleteFrom('currency').where('id', '=', id).execute())
    const rows = await first.db
      .selectFrom('audit_event')
      .select(['action', 'changes'])
      .where('row_id', '=', id)
      .orderBy('id')
      .execute()
    expect(rows).toMatchObject([
      { action: 'insert', changes: { name: 'Old' } },
      { action: 'update', changes: { name: ['Old', 'New'] } },
      { action: 'delete', changes: { name: 'New' } },
    ])
  })
})

describe('the relay', () => {
  let org: TestOrganization
  beforeAll(async () => {
    org = await testOrganization()
    return org.close
  })

  const tell = (name: string) =>
    org.as('buyer').transact(async (tx) => {
      announce(tx, 'test.told', { kind: 'test', id: tx.newId() }, { name })
    })

  test('delivers an event that commits late after one that committed early', async () => {
    const holder = randomUUID()
    const seen: unknown[] = []
    const reader = subscribe('test', ['test.told'], async (_, event) => {
      seen.push(event.payload)
    })
    const readAll = async () => {
      await assignPositions(org.db, holder)
      await deliverBatch(org, reader)
    }
    expect(await takeLease(org.db, holder)).toBe(true)

    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>()
    const late = org.as('buyer').transact(async (tx) => {
      announce(tx, 'test.told', { kind: 'test', id: tx.newId() }, { name: 'late' })
      await mayCommit
    })
    await tell('early')
    await readAll()
    expect(seen).toEqual([{ name: 'early' }])

    commit()
    await late
    await tell('last')
    await readAll()
    expect(seen).toEqual([{ name: 'early' }, { name: 'late' }, { name: 'last' }])

    await readAll()
    expect(seen).toHaveLength(3)
  })

  test('without the lease gives no positions', async () => {
    const other = randomUUID()
    expect(await takeLease(org.db, other)).toBe(false)
    expect(await assignPositions(org.db, other)).toBe(-1)
  })

  test('keeps the position of a reader that fails, so that nothing is skipped', async () => {
    const holder = (await org.db.selectFrom('relay_lease').select('holder').executeTakeFirst())
      ?.holder
    await tell('again')
    await assignPositions(org.db, holder ?? '')
    let tries = 0
    const failing = subscribe('failing', ['test.told'], async () => {
      tries += 1
      if (tries === 1) throw new Error('not yet')
    })
    await expect(deliverBatch(org, failing)).rejects.toThrow('not yet')
    await deliverBatch(org, failing)
    expect(tries).toBe(5)
  })
})
