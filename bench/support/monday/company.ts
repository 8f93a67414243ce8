/**
 * A company on a Monday: thousands of items of several hundred suppliers with sales, stock and open
 * orders laid down by whole tables, and a plan of them made by the server's own worker.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

import { addDays } from '#kernel/day'
import { readConfig } from '#platform/config'
import { databaseNames, ownerAddressOf } from '#platform/organization-database'
import type { Role } from '#platform/permissions'
import { openServer } from '#platform/postgres/server'

import { type Client, clientOf } from '../client.ts'
import { fillDemand, fillItems, fillStock, settle } from '../fill-planning.ts'
import { found, type Live, signIn } from '../live.ts'

export const slug = 'bench'
export const at = (path: string) => `/api/v1/${slug}${path}`

export type Person = { readonly name: string; readonly cookie: string; readonly client: Client }

export type MondayCompany = {
  readonly planner: Person
  readonly approver: Person
  readonly buyer: Person
  readonly planSeconds: number
  readonly close: () => void
}

export type MondaySize = { readonly items: number; readonly suppliers: number }

const weeks = 40
const perCategory = 500
/** So little that most items are to be ordered. */
const stockDaysMax = 50

export async function mondayCompany(live: Live, size: MondaySize): Promise<MondayCompany> {
  const founded = await found(live, { slug })
  const { owner } = founded
  const { items: companies } = await owner.json<{ items: { id: string }[] }>(at('/companies'))
  const companyId = companies[0]?.id ?? ''
  // Whatever it is worth, somebody else approves it.
  const approvalOver = { amount: '0.00', currency: 'USD' }
  await owner.json(at(`/companies/${companyId}`), { method: 'PATCH', body: { approvalOver } })
  const place = await owner.json<{ id: string }>(at('/places'), {
    body: { code: 'EDI', name: 'Edison', companyId },
  })
  const planner = await person(live, owner, 'Paula Planner', 'planner')
  const approver = await person(live, owner, 'Ada Approver', 'owner')
  const buyer = await person(live, owner, 'Bruno Buyer', 'buyer')
  await fill(live, place.id, size)
  const planSeconds = await plan(planner)
  return {
    planner,
    approver,
    buyer,
    planSeconds,
    close: () => {
      for (const { client } of [planner, approver, buyer]) client.close()
      owner.close()
    },
  }
}

async function person(live: Live, owner: Client, name: string, role: Role): Promise<Person> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`
  const { temporaryPassword } = await owner.json<{ temporaryPassword: string }>(at('/people'), {
    body: { name, email, role },
  })
  const cookie = await signIn(live, email, temporaryPassword)
  const client = clientOf(live.address, { cookie })
  await client.json('/api/auth/change-password', {
    body: { currentPassword: temporaryPassword, newPassword: `${temporaryPassword} on Monday` },
  })
  return { name, cookie, client }
}

async function fill(live: Live, placeId: string, size: MondaySize): Promise<void> {
  const config = readConfig(process.env, {
    dataFolder: live.dataFolder,
    databaseUrl: undefined,
  })
  const postgres = await openServer(config, 'share')
  const { server } = postgres
  const owner = new pg.Client(ownerAddressOf(server, databaseNames(server.prefix, slug).database))
  try {
    await owner.connect()
    const supplierIds = await insertSuppliers(owner, size.suppliers)
    const world = { owner, supplierId: supplierIds[0] ?? '', supplierIds, asOf: monday() }
    await fillItems(world, size.items, perCategory)
    await insertSecondTerms(owner, supplierIds)
    await insertMinimums(owner)
    await fillStock(world, [placeId], stockDaysMax)
    await fillDemand(world, [placeId], weeks)
    await settle(world)
  } finally {
    await owner.end()
    await postgres.close()
  }
}

async function insertSuppliers(owner: pg.Client, count: number): Promise<readonly string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into supplier (id, code, name, currency, email)
     select gen_random_uuid(), 'V' || lpad(n::text, 4, '0'), 'Supplier ' || lpad(n::text, 4, '0'),
            'USD', 'orders' || n || '@supplier.example'
     from generate_series(1, $1::int) n returning id`,
    [count],
  )
  return rows.map(({ id }) => id)
}

/** Each item can be bought elsewhere too: a little dearer, sooner or later. */
async function insertSecondTerms(owner: pg.Client, supplierIds: readonly string[]): Promise<void> {
  await owner.query(
    `with term as (
       insert into supplier_term (id, supplier_id, item_id, currency, unit, moq_units,
         multiple_units, lead_time_days, rank)
       select gen_random_uuid(), ($1::uuid[])[1 + (no + 7) % cardinality($1::uuid[])], item_id,
              'USD', 'EA', multiple, multiple, 3 + (lead_days * 7) % 50, 2
       from bench_item returning id, item_id
     )
     insert into supplier_term_break (id, term_id, from_units, price_e4, priced_units)
     select gen_random_uuid(), term.id, 0, price * 21 / 20, 1
     from term join bench_item using (item_id)`,
    [supplierIds],
  )
}

/** Every supplier wants a least value; every fourth fills containers. */
async function insertMinimums(owner: pg.Client): Promise<void> {
  await owner.query(
    `insert into order_minimum (id, supplier_id, minimum_value_minor, currency, load_name,
       load_volume_cm3)
     select gen_random_uuid(), id, 500000 * (1 + no % 9), 'USD',
            case when no % 4 = 0 then '20 ft' else '' end,
            case when no % 4 = 0 then 33000000 end
     from (select id, row_number() over (order by code) as no from supplier) as numbered`,
  )
}

/** As the planner asks for it; the worker of the server does it. */
async function plan({ client }: Person): Promise<number> {
  const startedAt = performance.now()
  const { id } = await client.json<{ id: string }>(at('/plan-runs'), {
    body: { asOf: monday() },
  })
  for (;;) {
    const run = await client.json<{ status: string; problem: string }>(at(`/plan-runs/${id}`))
    if (run.status === 'done') break
    if (run.status !== 'queued' && run.status !== 'running') {
      throw new Error(`planning ended ${run.status}: ${run.problem}`)
    }
    await sleep(100)
  }
  return Number(((performance.now() - startedAt) / 1000).toFixed(1))
}

/** The Monday of this week. */
function monday(): string {
  const today = new Date().toISOString().slice(0, 10)
  return addDays(today, -((new Date(today).getUTCDay() + 6) % 7))
}
