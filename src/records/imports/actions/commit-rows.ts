/**
 * The commit of an import: every row planned again, under lock, held against what the preview showed,
 * and done; all in one transaction.
 */
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { Entry, Planned } from '../kind.ts'
import { type ImportKinds, kindNamed } from '../kinds.ts'
import { type Fields, fingerprint } from '../rules/compare.ts'
import { mayBecome } from '../rules/import-status.ts'
import {
  type ImportId,
  type KeyedRow,
  lockFirstRow,
  lockImport,
  readImport,
  type StoredImport,
  setCommitted,
  setStatus,
} from '../store/imports.ts'
import { type Reading, readEntries, readingOf } from './check-rows.ts'

export type CommitImport = {
  readonly importId: ImportId
  /** Leaves rows with errors out; otherwise one error keeps the whole file out. */
  readonly skipErrors?: boolean | undefined
}

export type CommitRequest =
  | { readonly kind: 'ready'; readonly rowCount: bigint }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'not_now'; readonly status: string }
  | { readonly kind: 'has_errors'; readonly errorCount: bigint }

/**
 * Takes a checked import for its commit; of two callers one gets it.
 *
 * @throws {PermissionError} when the actor may not run imports, or not write these records
 */
export async function requestCommit(
  tx: Tx,
  kinds: ImportKinds,
  { importId, skipErrors = false }: CommitImport,
): Promise<CommitRequest> {
  requirePermission(tx, 'imports.run')
  const found = await lockImport(tx, importId)
  if (found === undefined) return { kind: 'not_found' }
  requirePermission(tx, kindNamed(kinds, found.kind).permission)
  if (!mayBecome(found.status, 'committing')) return { kind: 'not_now', status: found.status }
  if (found.errorCount > 0n && !skipErrors) {
    return { kind: 'has_errors', errorCount: found.errorCount }
  }
  await setStatus(tx, importId, 'committing', { skipErrors })
  return { kind: 'ready', rowCount: found.rowCount }
}

export type CommitOutcome =
  | { readonly kind: 'committed'; readonly doneRows: number }
  /** What is there is no longer what the preview showed; the transaction is to be rolled back. */
  | { readonly kind: 'conflict'; readonly rowNo: number }
  | { readonly kind: 'superseded' }

/**
 * Does what the preview showed.
 *
 * @param onProgress rows done so far, for a transaction beside this one
 */
export async function commitRows(
  tx: Tx,
  kinds: ImportKinds,
  importId: ImportId,
  onProgress: (found: StoredImport, doneRows: number) => Promise<void> = async () => undefined,
): Promise<CommitOutcome> {
  await lockFirstRow(tx, importId)
  const found = await readImport(tx, importId)
  if (found?.status !== 'committing') return { kind: 'superseded' }
  const kind = kindNamed(kinds, found.kind)
  requirePermission(tx, kind.permission)
  const reading = readingOf(found, kind)
  let doneRows = 0
  let afterKey: string | undefined = ''
  while (afterKey !== undefined) {
    const step = await commitChunk(tx, reading, afterKey)
    if (step.kind === 'conflict') return step
    doneRows += step.count
    afterKey = step.nextKey
    await onProgress(found, doneRows)
  }
  await setCommitted(tx, importId)
  const told = { kind: found.kind, rowCount: doneRows }
  announce(tx, 'import.committed', { kind: 'import_batch', id: importId }, told)
  return { kind: 'committed', doneRows }
}

type ChunkOutcome =
  | { readonly kind: 'done'; readonly count: number; readonly nextKey: string | undefined }
  | { readonly kind: 'conflict'; readonly rowNo: number }

async function commitChunk(tx: Tx, reading: Reading, afterKey: string): Promise<ChunkOutcome> {
  const chunk = await readEntries(tx, reading, { afterKey, stage: 'planned' })
  const plans = await reading.kind.plan(tx, chunk.entries, { lock: true })
  const changes: unknown[] = []
  for (const entry of chunk.entries) {
    const plan = plans.get(entry.key)
    const first = entry.rows[0]?.rowNo ?? 0
    if (plan === undefined || !isAsShown(entry, plan, chunk.stored)) {
      return { kind: 'conflict', rowNo: first }
    }
    if (plan.kind === 'add' || plan.kind === 'change') changes.push(plan.change)
  }
  if (changes.length > 0) await reading.kind.apply(tx, changes)
  return { kind: 'done', count: chunk.stored.size, nextKey: chunk.nextKey }
}

function isAsShown(
  entry: Entry<unknown>,
  plan: Planned<unknown>,
  stored: ReadonlyMap<number, KeyedRow>,
): boolean {
  const shown = stored.get(entry.rows[0]?.rowNo ?? 0)
  if (shown?.outcome !== plan.kind) return false
  const { after, before } = fieldsOf(plan)
  return (
    fingerprint(shown.parsed) === fingerprint(after) &&
    fingerprint(shown.before) === fingerprint(before)
  )
}

function fieldsOf(plan: Planned<unknown>): {
  readonly after: Fields | undefined
  readonly before: Fields | undefined
} {
  return {
    after: plan.kind === 'add' || plan.kind === 'change' ? plan.after : undefined,
    before: plan.kind === 'change' ? plan.before : undefined,
  }
}
