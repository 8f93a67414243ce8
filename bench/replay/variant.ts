/** Another company out of the same files: fewer orders, rows in another order, other prices. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

export type Variant = {
  /** Takes each order whose place in the file this divides; 1 takes all. */
  readonly everyNth: number
  /** In hundredths: 137 is prices times 1.37. */
  readonly pricePercent: bigint
  readonly seed: number
}

const tables = [
  'Vendor',
  'Product',
  'ProductVendor',
  'ProductSubcategory',
  'UnitMeasure',
  'CurrencyRate',
] as const

/** Writes the variant of `from` into the folder `to`. */
export function writeVariant(from: string, to: string, variant: Variant): void {
  mkdirSync(to, { recursive: true })
  const random = mulberry32(variant.seed)
  for (const table of tables) cpSync(join(from, `${table}.csv`), join(to, `${table}.csv`))

  const [headHeader = [], ...heads] = readRows(join(from, 'PurchaseOrderHeader.csv'))
  const kept = heads.filter((_, at) => at % variant.everyNth === 0)
  const keptIds = new Set(kept.map((row) => row[0]))
  writeRows(join(to, 'PurchaseOrderHeader.csv'), [headHeader, ...shuffled(kept, random)])

  const [lineHeader = [], ...lines] = readRows(join(from, 'PurchaseOrderDetail.csv'))
  const orderAt = lineHeader.indexOf('PurchaseOrderID')
  const priceAt = lineHeader.indexOf('UnitPrice')
  const keptLines = lines
    .filter((row) => keptIds.has(row[orderAt]))
    .map((row) => row.with(priceAt, scaled(row[priceAt] ?? '', variant.pricePercent)))
  writeRows(join(to, 'PurchaseOrderDetail.csv'), [lineHeader, ...shuffled(keptLines, random)])
}

/** Four decimals times a percentage, back to four decimals, rounded half up. */
function scaled(price: string, percent: bigint): string {
  const [whole = '', fraction = ''] = price.split('.')
  const e4 = BigInt(whole + fraction.padEnd(4, '0'))
  const changed = ((e4 * percent + 50n) / 100n).toString().padStart(5, '0')
  return `${changed.slice(0, -4)}.${changed.slice(-4)}`
}

function readRows(path: string): readonly (readonly string[])[] {
  return parse(readFileSync(path), { bom: true }) as string[][]
}

function writeRows(path: string, rows: readonly (readonly string[])[]): void {
  const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
  writeFileSync(path, `${text.join('\n')}\n`)
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

/** A small seeded generator (Tommy Ettinger's mulberry32), so that a variant can be made again. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
