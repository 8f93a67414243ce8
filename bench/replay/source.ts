/**
 * Reads the folder of a company that buys (the AdventureWorks purchasing tables, as CSV) and says what it
 * did, order by order. Nothing here knows Landfall; nothing of Landfall knows this format.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

type Row = Readonly<Record<string, string>>

export type SourceLine = {
  readonly externalId: string
  readonly sku: string
  readonly dueOn: string
  readonly orderedUnits: bigint
  readonly receivedUnits: bigint
  readonly rejectedUnits: bigint
  /** As written, four decimals of a dollar. */
  readonly unitPrice: string
}

export type SourceOrder = {
  readonly externalId: string
  readonly supplierCode: string
  readonly buyerId: string
  readonly orderedOn: string
  readonly lines: readonly SourceLine[]
}

export type SourceCompany = {
  readonly suppliers: readonly Row[]
  readonly items: readonly Row[]
  readonly terms: readonly Row[]
  readonly rates: readonly Row[]
  readonly categories: readonly Row[]
  readonly units: readonly Row[]
  /** By day, then by number. */
  readonly orders: readonly SourceOrder[]
  readonly inactiveSupplierCodes: ReadonlySet<string>
}

/** @throws when a file is missing or a line names an order, item or vendor that isn't there */
export function readSource(folder: string): SourceCompany {
  const table = (name: string): readonly Row[] =>
    parse(readFileSync(join(folder, `${name}.csv`)), { columns: true, bom: true })

  const vendors = table('Vendor')
  const products = table('Product')
  const codeByVendor = new Map(
    vendors.map((row) => [at(row, 'BusinessEntityID'), at(row, 'AccountNumber')]),
  )
  const skuByProduct = new Map(
    products.map((row) => [at(row, 'ProductID'), at(row, 'ProductNumber')]),
  )
  const linesByOrder = Map.groupBy(table('PurchaseOrderDetail'), (row) =>
    at(row, 'PurchaseOrderID'),
  )

  return {
    suppliers: vendors.map((row) => ({
      code: at(row, 'AccountNumber'),
      name: at(row, 'Name'),
      currency: 'USD',
      externalId: at(row, 'BusinessEntityID'),
      sourceSystem,
    })),
    items: products.map((row) => ({
      sku: at(row, 'ProductNumber'),
      name: at(row, 'Name'),
      unit: 'EA',
      category: row['ProductSubcategoryID'] ?? '',
      externalId: at(row, 'ProductID'),
      sourceSystem,
    })),
    terms: table('ProductVendor').map((row) => ({
      supplier: found(codeByVendor, at(row, 'BusinessEntityID')),
      item: found(skuByProduct, at(row, 'ProductID')),
      currency: 'USD',
      price: at(row, 'StandardPrice'),
      moq: at(row, 'MinOrderQty'),
      leadTimeDays: at(row, 'AverageLeadTime'),
    })),
    rates: table('CurrencyRate').map((row) => ({
      fromCurrency: at(row, 'FromCurrencyCode'),
      toCurrency: at(row, 'ToCurrencyCode'),
      onDay: dayOf(at(row, 'CurrencyRateDate')),
      rate: leadingZero(at(row, 'EndOfDayRate')),
    })),
    categories: table('ProductSubcategory'),
    units: table('UnitMeasure'),
    orders: table('PurchaseOrderHeader')
      .map((row) => ({
        externalId: at(row, 'PurchaseOrderID'),
        supplierCode: found(codeByVendor, at(row, 'VendorID')),
        buyerId: at(row, 'EmployeeID'),
        orderedOn: dayOf(at(row, 'OrderDate')),
        lines: (linesByOrder.get(at(row, 'PurchaseOrderID')) ?? []).map((line) =>
          lineOf(line, skuByProduct),
        ),
      }))
      .filter((order) => order.lines.length > 0)
      .sort(
        (a, b) =>
          a.orderedOn.localeCompare(b.orderedOn) || Number(a.externalId) - Number(b.externalId),
      ),
    inactiveSupplierCodes: new Set(
      vendors.filter((row) => row['ActiveFlag'] === '0').map((row) => at(row, 'AccountNumber')),
    ),
  }
}

export const sourceSystem = 'adventureworks'

export type ImpliedTotals = {
  readonly orders: number
  readonly lines: number
  readonly orderedUnits: string
  readonly receivedUnits: string
  readonly rejectedUnits: string
  readonly stockedUnits: string
  readonly orderValue: string
  readonly payable: string
  readonly inventoryValue: string
}

/** What the files imply, computed without Landfall: each line's value rounded once, half to even, to cents. */
export function impliedTotals(source: SourceCompany): ImpliedTotals {
  const lines = source.orders.flatMap((order) => order.lines)
  const total = (unitsOf: (line: SourceLine) => bigint) =>
    lines.reduce((sum, line) => sum + unitsOf(line), 0n)
  const worth = (unitsOf: (line: SourceLine) => bigint) =>
    dollars(total((line) => roundedCents(unitsOf(line) * priceE4(line.unitPrice))))
  const stocked = (line: SourceLine) => line.receivedUnits - line.rejectedUnits
  return {
    orders: source.orders.length,
    lines: lines.length,
    orderedUnits: `${total((line) => line.orderedUnits)}`,
    receivedUnits: `${total((line) => line.receivedUnits)}`,
    rejectedUnits: `${total((line) => line.rejectedUnits)}`,
    stockedUnits: `${total(stocked)}`,
    orderValue: worth((line) => line.orderedUnits),
    payable: worth(stocked),
    inventoryValue: worth(stocked),
  }
}

function lineOf(row: Row, skuByProduct: ReadonlyMap<string, string>): SourceLine {
  return {
    externalId: at(row, 'PurchaseOrderDetailID'),
    sku: found(skuByProduct, at(row, 'ProductID')),
    dueOn: dayOf(at(row, 'DueDate')),
    orderedUnits: whole(at(row, 'OrderQty')),
    receivedUnits: whole(at(row, 'ReceivedQty')),
    rejectedUnits: whole(at(row, 'RejectedQty')),
    unitPrice: leadingZero(at(row, 'UnitPrice')),
  }
}

function at(row: Row, column: string): string {
  const value = row[column]
  if (value === undefined) throw new Error(`The column ${column} is missing.`)
  return value
}

function found(map: ReadonlyMap<string, string>, key: string): string {
  const value = map.get(key)
  if (value === undefined) throw new Error(`${key} is named but not there.`)
  return value
}

function dayOf(stamp: string): string {
  return stamp.slice(0, 10)
}

/** `.9703` as `0.9703`. */
function leadingZero(decimal: string): string {
  return decimal.startsWith('.') ? `0${decimal}` : decimal
}

function whole(decimal: string): bigint {
  const [units = '', fraction = ''] = leadingZero(decimal).split('.')
  if (/[1-9]/.test(fraction)) throw new Error(`${decimal} is no whole quantity.`)
  return BigInt(units)
}

/** Ten-thousandths of a dollar. */
function priceE4(price: string): bigint {
  const [whole = '', fraction = ''] = price.split('.')
  if (fraction.length > 4) throw new Error(`${price} has more than four decimals.`)
  return BigInt(whole + fraction.padEnd(4, '0'))
}

/** From ten-thousandths of a dollar to cents, half to even. */
function roundedCents(valueE4: bigint): bigint {
  const cents = valueE4 / 100n
  const rest = valueE4 % 100n
  const up = rest > 50n || (rest === 50n && cents % 2n === 1n)
  return up ? cents + 1n : cents
}

function dollars(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`
}
