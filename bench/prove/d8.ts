/**
 * Online retail: each row of the shop's file is demand or set aside for one reason of a closed list; at least
 * 300,000 are demand; rows, units and value by verdict add up to what the file says, added up apart by another
 * reader. The file streams through the rule.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGunzip, gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse'

import { type SaleRow, saleRowJudge, setAsideReasons } from '#flow/demand'
import { formatDecimal, parseDecimal } from '#kernel/decimal'
import { invariant } from '#kernel/invariant'

import { type Proof, sharedData } from './proof.ts'

const rowsOfFile = 320_705
const demandMin = 300_000

/** How this shop writes what is no sale of stock: postage, carriage, fees, discounts, samples, vouchers, bad debt. */
const habits = {
  notStockCodes: ['POST', 'DOT', 'C2', 'M', 'D', 'S', 'B', 'AMAZONFEE', 'BANK CHARGES', 'CRUK'],
  notStockPrefixes: ['GIFT_'],
  cancellationPrefixes: ['C'],
}

type Tally = { rows: number; units: bigint; valueE4: bigint }

export const proof: Proof = async () => {
  const path = join(sharedData, 'online-retail', 'online-retail-2010-12-to-2011-08.csv.gz')
  if (!existsSync(path)) return { holds: false, measured: false }

  const judged = await judgeFile(path)
  const file = totalsOf(path)
  const tallies = Object.fromEntries(judged.tallies)
  const sum = [...judged.tallies.values()].reduce(added, nothing())
  const known = new Set<string>(['demand', ...setAsideReasons])
  const ties = sum.rows === file.rows && sum.units === file.units && sum.valueE4 === file.valueE4
  const demandRows = tallies['demand']?.rows ?? 0
  return {
    holds:
      ties &&
      file.rows === rowsOfFile &&
      demandRows >= demandMin &&
      [...judged.tallies.keys()].every((name) => known.has(name)),
    measured: true,
    ties,
    file: shown(file),
    byVerdict: Object.fromEntries([...judged.tallies].map(([name, tally]) => [name, shown(tally)])),
    cancellations: judged.takesBack,
    items: judged.items,
    itemsByCaseAlone: judged.codes - judged.items,
    habits,
  }
}

async function judgeFile(path: string) {
  const judge = saleRowJudge(habits)
  const verdicts: string[] = []
  const rows: Worth[] = []
  const takesBack = { sale_of_the_day: 0, earlier: 0 }
  const items = new Set<string>()
  const codes = new Set<string>()
  const parser = createReadStream(path)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }))
  for await (const cells of parser) {
    const row = saleRow(cells as Readonly<Record<string, string>>)
    const { verdict, undoesRow, itemCode } = judge(row)
    verdicts.push(verdict.kind === 'demand' ? 'demand' : verdict.reason)
    rows.push([row.units, row.units * row.priceE4])
    if (undoesRow !== undefined) verdicts[undoesRow] = 'cancelled_sale'
    if (verdict.kind === 'set_aside' && verdict.takesBack) takesBack[verdict.takesBack] += 1
    if (verdict.kind === 'demand') {
      items.add(itemCode)
      codes.add(row.itemCode)
    }
  }
  const tallies = tally(verdicts, rows)
  return { tallies, takesBack, items: items.size, codes: codes.size }
}

type Worth = readonly [units: bigint, valueE4: bigint]

function tally(verdicts: readonly string[], rows: readonly Worth[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>()
  for (const [at, name] of verdicts.entries()) {
    const [units = 0n, valueE4 = 0n] = rows[at] ?? []
    tallies.set(name, added(tallies.get(name) ?? nothing(), { rows: 1, units, valueE4 }))
  }
  return tallies
}

function saleRow(cells: Readonly<Record<string, string>>): SaleRow {
  const cell = (name: string): string => cells[name] ?? ''
  return {
    documentNo: cell('InvoiceNo'),
    itemCode: cell('StockCode'),
    description: cell('Description'),
    units: BigInt(cell('Quantity')),
    priceE4: scaledE4(cell('UnitPrice')),
    customer: cell('CustomerID'),
    day: cell('InvoiceDate').slice(0, 10),
    said: Object.values(cells).join('\u0000'),
  }
}

function scaledE4(text: string): bigint {
  const parsed = parseDecimal(text, 4)
  invariant(parsed.kind === 'parsed', `${text} is not a price of the file`)
  return parsed.scaled
}

/** Straight from the text, by counting cells from the end, where no cell has a comma in it. */
function totalsOf(path: string): Tally {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n').slice(1)
  let total = nothing()
  for (const line of lines) {
    if (line.trim() === '') continue
    const [, units = '', , price = ''] = /,(-?\d+),([^,]*),(-?[\d.]+),[^,]*,[^,]*$/.exec(line) ?? []
    invariant(price !== '', `no quantity and price in ${line}`)
    const [whole = '', fraction = ''] = price.split('.')
    const scaled = BigInt(whole + fraction.padEnd(4, '0'))
    total = added(total, { rows: 1, units: BigInt(units), valueE4: BigInt(units) * scaled })
  }
  return total
}

function nothing(): Tally {
  return { rows: 0, units: 0n, valueE4: 0n }
}

function added(a: Tally, b: Tally): Tally {
  return { rows: a.rows + b.rows, units: a.units + b.units, valueE4: a.valueE4 + b.valueE4 }
}

function shown({ rows, units, valueE4 }: Tally) {
  return { rows, units: String(units), value: formatDecimal(valueE4, 4, 2) }
}
