/**
 * The check of an import: every row read, then held against what is there. It runs in as many
 * transactions as its caller likes, so that progress can be seen; nothing but the import is written.
 */
import { requirePermission, type Tx } from '#platform/work'

import {
  type Entry,
  type EntryError,
  entryKey,
  type ImportKind,
  keyText,
  type Planned,
} from '../kind.ts'
import { type ImportKinds, kindNamed } from '../kinds.ts'
import { chunkRowsMax } from '../limits.ts'
import type { CellFormat } from '../rules/columns.ts'
import { mayBecome } from '../rules/import-status.ts'
import { type MappingError, mappingErrors } from '../rules/mapping.ts'
import { type FieldSource, fieldSources, readRow } from '../rules/read-row.ts'
import {
  markBrokenEntries,
  markDuplicateKeys,
  markDuplicateValues,
  setChecked,
} from '../store/file-errors.ts'
import {
  type ImportId,
  type KeyedRow,
  lockImport,
  markRows,
  type Outcome,
  type RowMark,
  readCellsAfter,
  readImport,
  readKeyedAfter,
  reportDone,
  type StoredImport,
  setStatus,
} from '../store/imports.ts'

export type CheckRequest =
  | { readonly kind: 'ready'; readonly rowCount: bigint }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'not_now'; readonly status: string }
  | { readonly kind: 'refused'; readonly errors: readonly MappingError[] }

/**
 * Takes the import for a check.
 *
 * @throws {PermissionError} when the actor may not run imports
 */
export async function requestCheck(
  tx: Tx,
  kinds: ImportKinds,
  importId: ImportId,
): Promise<CheckRequest> {
  requirePermission(tx, 'imports.run')
  const found = await lockImport(tx, importId)
  if (found === undefined) return { kind: 'not_found' }
  if (!mayBecome(found.status, 'checking')) return { kind: 'not_now', status: found.status }
  const { columns } = kindNamed(kinds, found.kind)
  const errors = mappingErrors(found.mapping, columns, found.columns)
  if (errors.length > 0) return { kind: 'refused', errors }
  await setStatus(tx, importId, 'checking')
  return { kind: 'ready', rowCount: found.rowCount }
}

/** Runs a body in a transaction: its own, or one that is open already. */
export type InTransaction = <T>(body: (tx: Tx) => Promise<T>) => Promise<T>

/** What stays the same for all rows of one import. */
export type Reading = {
  readonly importId: ImportId
  readonly kind: ImportKind
  readonly sources: readonly FieldSource[]
  readonly cellCount: number
  readonly format: CellFormat
}

export function readingOf(found: StoredImport, kind: ImportKind): Reading {
  return {
    importId: found.id,
    kind,
    sources: fieldSources(kind.columns, found.mapping, found.columns),
    cellCount: found.columns.length,
    format: found.options,
  }
}

/**
 * Checks an import that was taken for it.
 *
 * @param problem what the reader of the preview should know first
 * @returns false when the import went on to something else meanwhile
 */
export async function checkRows(
  inTransaction: InTransaction,
  kinds: ImportKinds,
  importId: ImportId,
  problem = '',
): Promise<boolean> {
  const found = await inTransaction((tx) => readImport(tx, importId))
  if (found?.status !== 'checking') return false
  const reading = readingOf(found, kindNamed(kinds, found.kind))
  const whole = Number(found.rowCount)
  const step: Step = (stepsDone, body) =>
    inTransaction(async (tx) => {
      const doneCount = Math.floor(stepsDone / 2)
      const { status, version } = found
      const isOurs = await reportDone(tx, { id: importId, status, version, doneCount })
      return isOurs ? body(tx) : undefined
    })
  const isChecked =
    (await readAll(step, reading)) &&
    (await step(whole, (tx) => markKeyErrors(tx, reading))) &&
    (await planAll(step, reading, whole)) &&
    (await step(2 * whole, (tx) => markValueErrors(tx, reading))) &&
    (await step(2 * whole, (tx) => endCheck(tx, importId, problem)))
  return isChecked === true
}

async function endCheck(tx: Tx, importId: ImportId, problem: string): Promise<true> {
  await setChecked(tx, importId, problem)
  return true
}

/**
 * One transaction of a check. It says first how far the check is, which holds the import: whoever
 * discards or maps it meanwhile waits, and the next step finds that it is no longer ours.
 *
 * @param stepsDone reading a row is the first step of two, planning it the second
 * @returns `undefined` when the import went on to something else
 */
type Step = <T>(stepsDone: number, body: (tx: Tx) => Promise<T>) => Promise<T | undefined>

async function readAll(step: Step, reading: Reading): Promise<boolean> {
  let doneRows = 0
  let afterRowNo: number | undefined = 0
  while (afterRowNo !== undefined) {
    const from: number = afterRowNo
    const done = await step(doneRows, async (tx) => {
      const rows = await readCellsAfter(tx, reading.importId, from, chunkRowsMax)
      await markRows(
        tx,
        reading.importId,
        rows.map((row) => firstMark(row, reading)),
      )
      return { count: rows.length, lastRowNo: rows.at(-1)?.rowNo }
    })
    if (done === undefined) return false
    doneRows += done.count
    afterRowNo = done.count < chunkRowsMax ? undefined : done.lastRowNo
  }
  return true
}

function firstMark(
  given: { readonly rowNo: number; readonly cells: readonly string[] },
  reading: Reading,
): RowMark {
  const { row, errors } = readRow(given.cells, reading.sources, reading)
  return {
    rowNo: given.rowNo,
    key: keyOf(row, reading.kind),
    outcome: errors.length > 0 ? 'error' : null,
    parsed: null,
    before: null,
    errors,
    notes: [],
  }
}

/** `null` when a cell that every row needs could not be read. */
function keyOf(row: Readonly<Record<string, unknown>>, kind: ImportKind): string | null {
  const isWhole = Object.entries(kind.columns).every(
    ([field, column]) => column.need !== 'always' || row[field] !== undefined,
  )
  return isWhole ? entryKey(kind.keyOf(row).map(String)) : null
}

/** Before the plan: it is made for records, so each must stand here once or as a whole. */
async function markKeyErrors(tx: Tx, { importId, kind }: Reading): Promise<true> {
  if (kind.manyRows) await markBrokenEntries(tx, importId)
  else await markDuplicateKeys(tx, importId)
  return true
}

/** After the plan, so that a row shows these errors beside its others. */
async function markValueErrors(tx: Tx, { importId, sources }: Reading): Promise<true> {
  for (const { field, column, header, index } of sources) {
    if (column.distinct === 'no' || index === undefined) continue
    const asNumber = column.distinct === 'number'
    await markDuplicateValues(tx, importId, { field, header, cellIndex: index, asNumber })
  }
  return true
}

async function planAll(step: Step, reading: Reading, stepsBefore: number): Promise<boolean> {
  let doneRows = 0
  let afterKey: string | undefined = ''
  while (afterKey !== undefined) {
    const from: string = afterKey
    const done = await step(stepsBefore + doneRows, async (tx) => {
      const chunk = await readEntries(tx, reading, { afterKey: from, stage: 'read' })
      const plans = await reading.kind.plan(tx, chunk.entries, { lock: false })
      const marks = chunk.entries.flatMap((entry) =>
        marksOf(entry, plans.get(entry.key), reading.sources),
      )
      await markRows(tx, reading.importId, marks)
      return { count: marks.length, nextKey: chunk.nextKey }
    })
    if (done === undefined) return false
    doneRows += done.count
    afterKey = done.nextKey
  }
  return true
}

export type EntryChunk = {
  readonly entries: readonly Entry<Readonly<Record<string, unknown>>>[]
  /** As they are stored, by row. */
  readonly stored: ReadonlyMap<number, KeyedRow>
  /** To go on after; `undefined` when these were the last. */
  readonly nextKey: string | undefined
}

/** The next entries by key; none is cut in two. */
export async function readEntries(
  tx: Tx,
  reading: Reading,
  from: { readonly afterKey: string; readonly stage: 'read' | 'planned' },
): Promise<EntryChunk> {
  const { importId } = reading
  const found = await readKeyedAfter(tx, { id: importId, ...from, rowsMax: chunkRowsMax })
  const isLast = found.length < chunkRowsMax
  const cutKey = isLast || !reading.kind.manyRows ? undefined : found.at(-1)?.key
  const rows = found.filter((row) => row.key !== cutKey)
  const byKey = Map.groupBy(rows, (row) => row.key)
  return {
    entries: [...byKey].map(([key, keyed]) => ({
      key,
      rows: keyed.map(({ rowNo, cells }) => ({
        rowNo,
        row: readRow(cells, reading.sources, reading).row,
      })),
    })),
    stored: new Map(rows.map((row) => [row.rowNo, row])),
    nextKey: isLast ? undefined : rows.at(-1)?.key,
  }
}

function marksOf(
  entry: Entry<unknown>,
  planned: Planned<unknown> | undefined,
  sources: readonly FieldSource[],
): readonly RowMark[] {
  const plan: Planned<unknown> = planned ?? { kind: 'same' }
  const [first] = entry.rows
  return entry.rows.map(({ rowNo }) => {
    const isFirst = rowNo === first?.rowNo
    return {
      rowNo,
      key: entry.key,
      outcome: plan.kind satisfies Outcome,
      // The record is shown once, beside its first row.
      parsed: isFirst && (plan.kind === 'add' || plan.kind === 'change') ? plan.after : null,
      before: isFirst && plan.kind === 'change' ? plan.before : null,
      errors: plan.kind === 'error' ? errorsOfRow(rowNo, entry, plan.errors, sources) : [],
      notes: isFirst ? notesOf(plan) : [],
    }
  })
}

function notesOf(plan: Planned<unknown>): readonly string[] {
  return plan.kind === 'add' || plan.kind === 'change' ? (plan.notes ?? []) : []
}

function errorsOfRow(
  rowNo: number,
  entry: Entry<unknown>,
  errors: readonly EntryError[],
  sources: readonly FieldSource[],
): readonly EntryError[] {
  const own = errors.filter((error) => (error.rowNo ?? rowNo) === rowNo)
  if (own.length > 0) return own.map((error) => withHeader(error, sources))
  const otherRow = errors[0]?.rowNo
  const detail = `Correct row ${otherRow}: this row belongs to ${keyText(entry.key)} as well.`
  return [{ code: 'other_row', otherRow, detail }]
}

/** A kind knows its fields; the reader of the error knows the headers of the file. */
function withHeader(error: EntryError, sources: readonly FieldSource[]): EntryError {
  const { rowNo: _, ...said } = error
  const header = sources.find(({ field }) => field === error.column)?.header
  return { ...(said as EntryError), ...(header === undefined ? {} : { header }) }
}
