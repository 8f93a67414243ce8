/**
 * Imports from start to end on a `Work`, for jobs, the command line and replays: each step opens the
 * transactions it needs and shows its progress.
 */
import { announce } from '#platform/outbox'
import type { Work } from '#platform/work'

import { type CheckRequest, checkRows, requestCheck } from './actions/check-rows.ts'
import {
  type CommitImport,
  type CommitOutcome,
  type CommitRequest,
  commitRows,
  requestCommit,
} from './actions/commit-rows.ts'
import { type MapOutcome, mapColumns } from './actions/map-columns.ts'
import { type StageFile, type StageOutcome, stageFile } from './actions/stage-file.ts'
import type { ImportKinds } from './kinds.ts'
import type { Mapping } from './rules/mapping.ts'
import { type ImportId, readImport, reportDone, setStatus } from './store/imports.ts'

export async function stageImport(
  work: Work,
  kinds: ImportKinds,
  command: StageFile,
): Promise<StageOutcome> {
  return work.transact((tx) => stageFile(tx, kinds, command), {
    keep: (outcome) => outcome.kind === 'staged',
  })
}

export async function mapImport(
  work: Work,
  kinds: ImportKinds,
  command: { readonly importId: ImportId; readonly mapping: Mapping },
): Promise<MapOutcome> {
  return work.transact((tx) => mapColumns(tx, kinds, command))
}

export async function checkImport(
  work: Work,
  kinds: ImportKinds,
  importId: ImportId,
): Promise<CheckRequest> {
  const request = await work.transact((tx) => requestCheck(tx, kinds, importId))
  if (request.kind === 'ready') await runCheck(work, kinds, importId)
  return request
}

export async function commitImport(
  work: Work,
  kinds: ImportKinds,
  command: CommitImport,
): Promise<Exclude<CommitRequest, { kind: 'ready' }> | CommitOutcome> {
  const request = await work.transact((tx) => requestCommit(tx, kinds, command))
  if (request.kind !== 'ready') return request
  return runCommit(work, kinds, command.importId)
}

/** Checks an import that was taken for it; an error of ours leaves it failed, with a word why. */
export async function runCheck(
  work: Work,
  kinds: ImportKinds,
  importId: ImportId,
  problem = '',
): Promise<void> {
  try {
    await checkRows((body) => work.transact(body), kinds, importId, problem)
  } catch (error) {
    if (!isOurFault(error)) throw error
    await fail(work, importId, 'checking')
    throw error
  }
}

/**
 * Commits an import that was taken for it. When the records changed since the check, nothing is
 * written and the import is checked again.
 */
export async function runCommit(
  work: Work,
  kinds: ImportKinds,
  importId: ImportId,
): Promise<CommitOutcome> {
  const onProgress: Progress = async ({ status, version }, doneCount) => {
    await work.transact((tx) => reportDone(tx, { id: importId, status, version, doneCount }))
  }
  const outcome = await committed(work, kinds, importId, onProgress)
  if (outcome.kind !== 'conflict') return outcome
  await work.transact((tx) => setStatus(tx, importId, 'checking'))
  await runCheck(work, kinds, importId, changedMeanwhile)
  return outcome
}

export const changedMeanwhile =
  'Records changed after the check, so nothing was committed. Look at the preview again, then commit.'

type Progress = NonNullable<Parameters<typeof commitRows>[3]>

async function committed(
  work: Work,
  kinds: ImportKinds,
  importId: ImportId,
  onProgress: Progress,
): Promise<CommitOutcome> {
  try {
    return await work.transact((tx) => commitRows(tx, kinds, importId, onProgress), {
      keep: (outcome) => outcome.kind === 'committed',
    })
  } catch (error) {
    if (isTaken(error)) return { kind: 'conflict', rowNo: 0 }
    if (isOurFault(error)) await fail(work, importId, 'committing')
    throw error
  }
}

async function fail(
  work: Work,
  importId: ImportId,
  during: 'checking' | 'committing',
): Promise<void> {
  const problem =
    'This went wrong on our side and nothing was committed. Check the import again; if it happens ' +
    'once more, tell whoever runs Landfall.'
  await work.transact(async (tx) => {
    const found = await readImport(tx, importId)
    if (found?.status !== during) return
    await setStatus(tx, importId, 'failed', { problem })
    announce(tx, 'import.failed', { kind: 'import_batch', id: importId }, { kind: found.kind })
  })
}

/** Somebody added the same record between our plan and our insert. */
export function isTaken(error: unknown): boolean {
  return stateOf(error) === '23505'
}

/** Trying again would end the same; a lost connection or a busy database would not. */
function isOurFault(error: unknown): boolean {
  const state = stateOf(error)
  return state === undefined ? !isConnectionError(error) : /^(22|23|42|P0)/.test(state)
}

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && /connect|terminat|ECONN|EPIPE|timeout/i.test(error.message)
}

function stateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined
}
