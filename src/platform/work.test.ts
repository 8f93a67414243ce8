/**
 * Goal: what is committed is committed once, with its audit, events and jobs; what is refused or fails
 * leaves nothing.
 *
 * Method: real transactions on a fresh organization.
 */
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'

import { enqueue } from '#platform/jobs'
import { announce } from '#platform/outbox'
import {
  IdempotencyKeyReusedError,
  PermissionError,
  requirePermission,
  type Tx,
} from '#platform/work'
import { actorFor, type TestOrganization, testOrganization, testStart } from '#support/database'

let org: TestOrganization

beforeAll(async () => {
  org = await testOrganization()
  return org.close
})

async function addCurrency(tx: Tx, code: string): Promise<{ id: string }> {
  const id = tx.newId()
  await tx.db.insertInto('currency').values({ id, code, name: code }).execute()
  return { id }
}

async function countCurrencies(code: string): Promise<number> {
  const rows = await org.db.selectFrom('currency').select('id').where('code', '=', code).execute()
  return rows.length
}

describe('a transaction', () => {
  test('commits its rows with their audit, event and job', async () => {
    const { id } = await org
      .work(actorFor('buyer'), { requestId: 'r-1', address: '::1' })
      .transact(async (tx) => {
        const added = await addCurrency(tx, 'AAA')
        announce(tx, 'currency.added', { kind: 'currency', id: added.id }, { amount: 12n })
        enqueue(tx, 'test.nothing', { amount: 12n })
        return added
      })

    const audit = await org.db
      .selectFrom('audit_event')
      .selectAll()
      .where('row_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(audit).toMatchObject({
      at: new Date(testStart),
      actor_id: actorFor('buyer').id,
      actor_kind: 'person',
      request_id: 'r-1',
      address: '::1',
      table_name: 'currency',
      action: 'insert',
      changes: { id, code: 'AAA' },
    })
    const event = await org.db
      .selectFrom('outbox_event')
      .selectAll()
      .where('subject_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(event).toMatchObject({
      type: 'currency.added',
      payload: { amount: '12' },
      position: null,
      actor_name: 'Test buyer',
    })
    expect(await org.jobs()).toEqual([
      {
        task: 'test.nothing',
        payload: { amount: '12', organization: org.slug },
        jobKey: null,
      },
    ])
  })

  test('that throws leaves nothing', async () => {
    const failing = org.as('buyer').transact(async (tx) => {
      await addCurrency(tx, 'BBB')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await countCurrencies('BBB')).toBe(0)
  })

  test('that ends in a refusal gives the refusal and leaves nothing', async () => {
    const refusal = await org.as('buyer').transact(
      async (tx) => {
        await addCurrency(tx, 'CCC')
        return { status: 409 }
      },
      { keep: (result) => result.status < 400, idempotency: { key: 'refused', requestHash: 'x' } },
    )
    expect(refusal).toEqual({ status: 409 })
    expect(await countCurrencies('CCC')).toBe(0)
    const keys = await org.db
      .selectFrom('idempotency_key')
      .select('key')
      .where('key', '=', 'refused')
      .execute()
    expect(keys).toEqual([])
  })

  test('that swallowed a failed statement says so in place of a success', async () => {
    const failing = org.as('buyer').transact(async (tx) => {
      await sql`select 1 / 0`.execute(tx.db).catch(() => undefined)
      return 'done'
    })
    await expect(failing).rejects.toThrow('rolled back')
  })

  test('makes ids that sort in the order they were made', async () => {
    const ids = await org
      .as('buyer')
      .transact(async (tx) => Array.from({ length: 300 }, () => tx.newId()))
    expect(ids.toSorted()).toEqual(ids)
  })
})

describe('a deadlock or lost race', () => {
  test.each(['40001', '40P01', '55P03'])('%s is tried again', async (code) => {
    let tries = 0
    await org.as('buyer').transact(async (tx) => {
      tries += 1
      if (tries <= 3) await raise(tx, code)
    })
    expect(tries).toBe(4)
  })

  test('is given up after the third retry', async () => {
    let tries = 0
    const failing = org.as('buyer').transact(async (tx) => {
      tries += 1
      await raise(tx, '40001')
    })
    await expect(failing).rejects.toMatchObject({ code: '40001' })
    expect(tries).toBe(4)
  })

  test('of another kind is not tried again', async () => {
    let tries = 0
    const failing = org.as('buyer').transact(async (tx) => {
      tries += 1
      await raise(tx, '23505')
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    expect(tries).toBe(1)
  })

  async function raise(tx: Tx, code: string): Promise<void> {
    await sql`do ${sql.raw(`$$ begin raise exception 'made up' using errcode = '${code}'; end $$`)}`.execute(
      tx.db,
    )
  }
})

describe('an idempotency key', () => {
  const idempotency = { key: 'k-1', requestHash: 'hash' }

  test('makes twenty twins one', async () => {
    let runs = 0
    let replays = 0
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        org.as('buyer').transact(
          async (tx) => {
            runs += 1
            return addCurrency(tx, 'DDD')
          },
          {
            idempotency,
            onReplay: () => {
              replays += 1
            },
          },
        ),
      ),
    )
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    expect({ runs, replays, rows: await countCurrencies('DDD') }).toEqual({
      runs: 1,
      replays: 19,
      rows: 1,
    })
  })

  test('with another request is refused', async () => {
    const other = org.as('buyer').transact(async () => 1, {
      idempotency: { ...idempotency, requestHash: 'other' },
    })
    await expect(other).rejects.toThrow(IdempotencyKeyReusedError)
  })

  test('of another actor is another key', async () => {
    expect(await org.as('owner').transact(async () => 'mine', { idempotency })).toBe('mine')
  })
})

test('a permission the actor lacks is refused by name', async () => {
  const refused = org.as('viewer').transact(async (tx) => requirePermission(tx, 'orders.write'))
  await expect(refused).rejects.toMatchObject({ permission: 'orders.write' })
  await expect(refused).rejects.toThrow(PermissionError)
})

test('numbers of one kind count up without a gap, and kinds are apart', async () => {
  const next = async (kind: string) =>
    org.as('buyer').transact(async (tx) => {
      const { rows } = await sql<{ number: bigint }>`select next_number(${kind}) as number`.execute(
        tx.db,
      )
      return rows[0]?.number
    })
  const numbers = await Promise.all(Array.from({ length: 10 }, () => next('test')))
  expect(numbers.toSorted()).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n].toSorted())
  expect(await next('other')).toBe(1n)
})
