/** What an import is refused with, each a sentence that says what to do. */
import { type Problem, problem, reply } from '#platform/http/route'
import type { Ask, Tx } from '#platform/work'

import type { ImportKinds } from '../kinds.ts'
import { readImportView } from '../queries/read-import-view.ts'
import { changedMeanwhile } from '../run.ts'
import type { ImportId } from '../store/imports.ts'

/** The import as it is now. */
export async function viewOf<const Status extends number>(
  ask: Ask | Tx,
  kinds: ImportKinds,
  importId: ImportId,
  status: Status,
) {
  const view = await readImportView(ask, kinds, importId)
  if (view === undefined) return notFound()
  return reply(status, view, { version: view.version, location: `/imports/${importId}` })
}

export function notFound(): Problem {
  return problem(404, 'not_found', [], 'There is no such import.')
}

export function noSuchKind(kinds: ImportKinds): Problem {
  const detail = `Choose one of: ${[...kinds.keys()].join(', ')}.`
  return problem(404, 'import_kind_unknown', [{ code: 'import_kind_unknown', detail }])
}

export function notNow(status: string): Problem {
  const detail = sentences[status] ?? 'Wait until the check or commit that is running has ended.'
  return problem(409, 'import_not_ready', [{ code: 'import_not_ready', detail, status }])
}

const sentences: Readonly<Record<string, string>> = {
  uploaded: 'Check the import first.',
  failed: 'Check the import again first.',
  committed: 'Upload the file again: this import was committed already.',
  discarded: 'Upload the file again: this import was thrown away.',
}

export function hasErrors(errorCount: bigint): Problem {
  const detail = `Correct the ${errorCount} rows with errors, or commit with skipErrors to leave them out.`
  return problem(409, 'import_has_errors', [{ code: 'import_has_errors', detail, errorCount }])
}

export function changed(): Problem {
  return problem(409, 'records_changed', [
    { code: 'records_changed', detail: `${changedMeanwhile} Check the import again for that.` },
  ])
}

export function versionMismatch(version: number): Problem {
  const detail = `Read the import again: it is at version ${version} by now.`
  return problem(412, 'version_mismatch', [{ code: 'version_mismatch', detail, version }])
}

export function pointed(error: {
  readonly code: string
  readonly field: string
  readonly detail: string
}) {
  return {
    ...error,
    pointer: `/mapping/${error.field.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }
}
