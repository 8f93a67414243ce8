import type { MissingUnits } from '#books/inventory'
import { invariant } from '#kernel/invariant'
import type { ErrorFact } from '#platform/http/problem'
import { type QuantityWire, quantityFromWire, quantityToWire } from '#platform/wire'
import type { ItemFacts, ValuationMethod } from '#records/items'

import type { ReceiptLine } from '../receipt.ts'
import { quarantinedNow } from './lock-receipt.ts'

export type Judgement = {
  readonly receiptLineId: string
  readonly passed?: QuantityWire | undefined
  readonly failed?: QuantityWire | undefined
  readonly note?: string | undefined
}

export type JudgedLine = {
  readonly index: number
  readonly line: ReceiptLine
  readonly method: ValuationMethod
  readonly passedUnits: bigint
  readonly failedUnits: bigint
  readonly note: string
}

type Read = { readonly lines: readonly JudgedLine[]; readonly errors: readonly ErrorFact[] }

/** Reads what an inspection says of each line; a line is judged once in it. */
export function readJudgements(
  receiptLines: readonly ReceiptLine[],
  items: ReadonlyMap<string, ItemFacts>,
  given: readonly Judgement[],
): Read {
  const lineById = new Map<string, ReceiptLine>(receiptLines.map((line) => [line.id, line]))
  const seen = new Set<string>()
  const read = given.map((judgement, index) => {
    const line = lineById.get(judgement.receiptLineId)
    if (line === undefined) return { errors: [lineUnknown(index)] }
    if (seen.has(line.id)) return { errors: [lineTwice(index)] }
    seen.add(line.id)
    const item = items.get(line.itemId)
    invariant(item !== undefined, 'the item of a receipt line is there')
    return readJudgement(judgement, index, line, item)
  })
  return {
    lines: read.flatMap((each) => ('line' in each ? [each] : [])),
    errors: read.flatMap((each) => ('errors' in each ? each.errors : [])),
  }
}

function readJudgement(
  judgement: Judgement,
  index: number,
  line: ReceiptLine,
  item: ItemFacts,
): JudgedLine | { readonly errors: readonly ErrorFact[] } {
  const errors: ErrorFact[] = []
  const unitsOf = (part: 'passed' | 'failed'): bigint => {
    const wire = judgement[part]
    if (wire === undefined) return 0n
    const read = quantityFromWire(wire, item, `/lines/${index}/${part}`)
    if (read.kind === 'read' && read.value >= 0n) return read.value
    errors.push(...(read.kind === 'refused' ? read.errors : [negative(index, part)]))
    return 0n
  }
  const passedUnits = unitsOf('passed')
  const failedUnits = unitsOf('failed')
  if (errors.length > 0) return { errors }
  const judgedUnits = passedUnits + failedUnits
  if (judgedUnits === 0n) return { errors: [nothingJudged(index, line)] }
  if (judgedUnits > quarantinedNow(line)) return { errors: [overInspection(index, line)] }
  const method = item.valuationMethod
  return { index, line, method, passedUnits, failedUnits, note: judgement.note ?? '' }
}

/** Units that left quarantine by a count meanwhile can't be judged. */
export function shortageErrors(
  lines: readonly JudgedLine[],
  missing: readonly MissingUnits[],
): readonly ErrorFact[] {
  return missing.flatMap(({ index, availableUnits }) => {
    const judged = lines[index]
    if (judged === undefined) return []
    const available = quantityToWire(availableUnits, judged.line)
    const detail = `Judge at most ${available.quantity} ${available.unit} of ${judged.line.sku}: no more are in quarantine.`
    return [{ code: 'stock_short', availableUnits, available, detail, pointer: at(judged.index) }]
  })
}

function overInspection(index: number, line: ReceiptLine): ErrorFact {
  const remainingUnits = quarantinedNow(line)
  const remaining = quantityToWire(remainingUnits, line)
  return {
    code: 'over_inspection',
    receiptLineId: line.id,
    remainingUnits,
    remaining,
    detail: `Judge at most ${remaining.quantity} ${remaining.unit} of ${line.sku}: no more wait here.`,
    pointer: at(index),
  }
}

function nothingJudged(index: number, line: ReceiptLine): ErrorFact {
  const detail = `Say how many of ${line.sku} passed or failed, or leave the line out.`
  return { code: 'nothing_judged', detail, pointer: at(index) }
}

function lineUnknown(index: number): ErrorFact {
  const pointer = `${at(index)}/receiptLineId`
  return { code: 'line_unknown', detail: 'Choose a line of this receipt.', pointer }
}

function lineTwice(index: number): ErrorFact {
  return { code: 'line_twice', detail: 'Judge each line once.', pointer: at(index) }
}

function at(index: number): string {
  return `/lines/${index}`
}

function negative(index: number, part: string): ErrorFact {
  const detail = 'Give a quantity of zero or more.'
  return { code: 'quantity_negative', detail, pointer: `${at(index)}/${part}/quantity` }
}
