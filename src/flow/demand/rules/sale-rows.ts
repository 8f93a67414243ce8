/**
 * What the rows of a shop's sales file say of demand. A row is demand, or it is set aside for one reason of a
 * closed list; nothing is dropped, so that rows, units and value add up to the file.
 *
 * Cancellations. A row that takes a sale back is never demand. Where it takes back, on the same day, the very
 * sale (customer, item, price and units alike), nobody ever wanted those units, and that sale is set aside too:
 * `cancelled_sale`. Any other cancellation came later or takes back a part: the units were wanted, the sale
 * stays demand, and the cancellation stands apart as a return.
 */

/** Why a row is no demand, in the order in which they are looked at; the first that holds is the reason. */
export const setAsideReasons = [
  /** The same row again, cell by cell. */
  'exact_duplicate',
  /** Postage, fees, discounts, samples, vouchers: money or a service, and nothing to hold in stock. */
  'not_stock',
  /** Takes a sale back. */
  'cancellation',
  /** The sale that was taken back whole on its own day. */
  'cancelled_sale',
  'no_quantity',
  /** Stock written down or up by hand: below zero, or for nothing under a note instead of the item's name. */
  'damage_or_find',
  /** Went out for nothing: a gift, a replacement, or a price that nobody wrote. */
  'no_price',
  /** A price below zero corrects money. */
  'price_below_zero',
] as const

export type SetAsideReason = (typeof setAsideReasons)[number]

export type SaleRow = {
  readonly documentNo: string
  /** Codes that differ only in case or in blanks around them are one item. */
  readonly itemCode: string
  readonly description: string
  readonly units: bigint
  readonly priceE4: bigint
  /** Blank when unknown. */
  readonly customer: string
  readonly day: string
  /** All cells as they stand in the file: two rows that say the same are duplicates. */
  readonly said: string
}

export type Verdict =
  | { readonly kind: 'demand' }
  | {
      readonly kind: 'set_aside'
      readonly reason: SetAsideReason
      /** Of a cancellation: a sale of the same day that it undoes, or something earlier: a return. */
      readonly takesBack?: 'sale_of_the_day' | 'earlier'
    }

export type Judged = {
  readonly itemCode: string
  readonly verdict: Verdict
  /** An earlier row that this one undoes; from now on its verdict is `cancelled_sale`. */
  readonly undoesRow?: number
}

/** How a shop writes what is no sale of stock. */
export type SaleRowHabits = {
  /** Codes of what is not held in stock, in capitals. */
  readonly notStockCodes: readonly string[]
  readonly notStockPrefixes: readonly string[]
  /** What the number of a cancelling document starts with, in capitals. */
  readonly cancellationPrefixes: readonly string[]
}

export type SaleRowJudge = (row: SaleRow) => Judged

/**
 * Judges rows one after the other, in the order of the file; it remembers what it has seen of them.
 *
 * @returns a function that takes the next row; rows are counted from 0
 */
export function saleRowJudge(habits: SaleRowHabits): SaleRowJudge {
  const memory = newMemory(habits)
  return (row) => {
    const itemCode = row.itemCode.trim().toUpperCase()
    const at = memory.rows
    memory.rows += 1
    const reason = reasonOf(memory, row, itemCode)
    memory.said.add(row.said)
    if (reason === 'cancellation') return cancellation(memory, row, itemCode)
    if (reason !== undefined) return { itemCode, verdict: { kind: 'set_aside', reason } }
    remember(memory, row, itemCode, at)
    return { itemCode, verdict: { kind: 'demand' } }
  }
}

type Memory = {
  readonly notStock: ReadonlySet<string>
  readonly habits: SaleRowHabits
  readonly said: Set<string>
  /** What each item was sold as, for a price. */
  readonly names: Map<string, Set<string>>
  /** Sales of the day that may still be taken back whole, by what a cancellation must say. */
  readonly open: Map<string, number[]>
  openDay: string
  rows: number
}

function newMemory(habits: SaleRowHabits): Memory {
  return {
    notStock: new Set(habits.notStockCodes),
    habits,
    said: new Set(),
    names: new Map(),
    open: new Map(),
    openDay: '',
    rows: 0,
  }
}

function reasonOf(memory: Memory, row: SaleRow, itemCode: string): SetAsideReason | undefined {
  if (memory.said.has(row.said)) return 'exact_duplicate'
  if (isNotStock(memory, itemCode)) return 'not_stock'
  if (isCancellation(memory, row)) return 'cancellation'
  if (row.units === 0n) return 'no_quantity'
  if (row.units < 0n) return 'damage_or_find'
  if (row.priceE4 < 0n) return 'price_below_zero'
  if (row.priceE4 > 0n) return undefined
  return isNote(memory, row, itemCode) ? 'damage_or_find' : 'no_price'
}

function isNotStock({ notStock, habits }: Memory, itemCode: string): boolean {
  return (
    itemCode === '' ||
    notStock.has(itemCode) ||
    habits.notStockPrefixes.some((prefix) => itemCode.startsWith(prefix))
  )
}

/** By its number; or it gives money back for units below zero. */
function isCancellation({ habits }: Memory, { documentNo, units, priceE4 }: SaleRow): boolean {
  const number = documentNo.trim().toUpperCase()
  return (
    (units < 0n && priceE4 > 0n) ||
    habits.cancellationPrefixes.some((prefix) => number.startsWith(prefix))
  )
}

/** Where the item's name should be stands something else, such as `found` or `?`. */
function isNote({ names }: Memory, { description }: SaleRow, itemCode: string): boolean {
  if (!/\p{L}/u.test(description)) return true
  const known = names.get(itemCode)
  return known !== undefined && !known.has(nameOf(description))
}

function nameOf(description: string): string {
  return description.trim().toUpperCase()
}

function remember(memory: Memory, row: SaleRow, itemCode: string, at: number): void {
  const names = memory.names.get(itemCode) ?? new Set()
  memory.names.set(itemCode, names.add(nameOf(row.description)))
  if (row.customer === '') return
  openAt(memory, row.day)
  const key = saleKey(row, itemCode, row.units)
  const rows = memory.open.get(key)
  if (rows === undefined) memory.open.set(key, [at])
  else rows.push(at)
}

/** Undoes the latest sale of the day that says the same with the other sign. */
function cancellation(memory: Memory, row: SaleRow, itemCode: string): Judged {
  openAt(memory, row.day)
  const sales =
    row.customer === '' ? undefined : memory.open.get(saleKey(row, itemCode, -row.units))
  const undoesRow = sales?.pop()
  const reason = 'cancellation'
  if (undoesRow === undefined) {
    return { itemCode, verdict: { kind: 'set_aside', reason, takesBack: 'earlier' } }
  }
  const verdict = { kind: 'set_aside', reason, takesBack: 'sale_of_the_day' } as const
  return { itemCode, verdict, undoesRow }
}

/** Another day: the sales of the day before can't be undone any more. */
function openAt(memory: Memory, day: string): void {
  if (memory.openDay === day) return
  memory.openDay = day
  memory.open.clear()
}

function saleKey({ customer, priceE4 }: SaleRow, itemCode: string, units: bigint): string {
  return [customer, itemCode, priceE4, units].join('\u0000')
}
