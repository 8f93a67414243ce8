/** What the database of a replay says, read by a process that did not write it. */

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Kysely, sql } from 'kysely'
import { booksChecks } from '#edge/cli/doctor-checks'
import { sumOf } from '#kernel/list'
import { valueMinor } from '#kernel/value'
import type { Database } from '#platform/database'

import { openReplay, replaySlug } from './data.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '.cache/replay' },
    seconds: { type: 'string', default: '0' },
  },
})
const { installation, close } = await openReplay(resolve(values.data))
try {
  const organization = await installation.organization(replaySlug)
  if (organization === undefined) throw new Error('nothing was replayed into this data folder')
  const { db } = organization

  const { rows } = await sql<Readonly<Record<string, string>>>`
    with line as (
      select count(*) as lines, sum(ordered_units) as ordered,
             sum(accepted_units + quarantined_units + rejected_units) as received,
             sum(rejected_units) as rejected
      from purchase_order_line
    ), purchase as (
      select count(*) as orders from purchase_order
    ), balance as (
      select coalesce(sum(amount_minor) filter (where control = 'grni'), 0) as grni,
             coalesce(-sum(amount_minor) filter (where control = 'accounts_payable'), 0) as payable,
             coalesce(sum(amount_minor) filter (where control = 'inventory'), 0) as inventory,
             coalesce(sum(amount_minor), 0) as trial
      from journal_line join account on account.id = journal_line.account_id
    ), stock as (
      select coalesce(sum(units), 0) as units from stock_balance
    )
    select purchase.orders::text, line.lines::text, line.ordered::text, line.received::text,
           line.rejected::text, stock.units::text as stocked,
           balance.grni::text, balance.payable::text, balance.inventory::text, balance.trial::text
    from line, purchase, balance, stock
  `.execute(db)
  const figure = (name: string) => rows[0]?.[name] ?? '0'

  const problems: string[] = []
  for (const check of booksChecks) {
    const found = await check.run(db)
    problems.push(...found.map((problem) => `${check.name}: ${problem}`))
  }
  for (const problem of problems) process.stderr.write(`${problem}\n`)

  const seconds = Number(values.seconds)
  const lines = Number(figure('lines'))
  const figures = {
    orders: Number(figure('orders')),
    lines,
    orderedUnits: figure('ordered'),
    receivedUnits: figure('received'),
    rejectedUnits: figure('rejected'),
    stockedUnits: figure('stocked'),
    orderValue: dollars(String(await orderedMinor(db))),
    payable: dollars(figure('payable')),
    inventoryValue: dollars(figure('inventory')),
    grni: dollars(figure('grni')),
    trialBalance: dollars(figure('trial')),
    seconds,
    linesPerSecond: seconds > 0 ? Number((lines / seconds).toFixed(1)) : 0,
    booksTie: problems.length === 0 && booksChecks.length > 0,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await close()
}

function dollars(minor: string): string {
  const size = minor.replace('-', '').padStart(3, '0')
  return `${minor.startsWith('-') ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`
}

/** Each line's value as it was ordered, rounded once; an order's own total follows what is given up of it. */
async function orderedMinor(db: Kysely<Database>): Promise<bigint> {
  const lines = await db
    .selectFrom('purchase_order_line')
    .select(['ordered_units', 'price_e4', 'priced_units'])
    .execute()
  return sumOf(lines, (line) =>
    valueMinor(line.ordered_units, { amountE4: line.price_e4, perUnits: line.priced_units }),
  )
}
