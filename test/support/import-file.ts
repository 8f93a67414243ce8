/** Files for imports, made on the spot, and brought from start to end. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { importKinds } from '#edge/import-kinds'
import { invariant } from '#kernel/invariant'
import { toJson } from '#platform/pending'
import type { Work } from '#platform/work'
import {
  checkImport,
  commitImport,
  type ImportId,
  type Mapping,
  mapImport,
  readImportView,
  stageImport,
} from '#records/imports'

/** Lines of CSV as a file, while `use` runs. */
export async function withFile<T>(
  content: string | Uint8Array,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'landfall-import-'))
  try {
    const path = join(folder, 'file.csv')
    await writeFile(path, content)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Uploads lines, maps what the headers do not say, and gives the import's id. */
export async function staged(
  work: Work,
  kind: string,
  lines: readonly string[],
  more: Mapping = {},
): Promise<ImportId> {
  const content = lines.join('\n')
  const outcome = await withFile(content, (path) =>
    stageImport(work, importKinds, {
      kind,
      path,
      fileName: `${kind}.csv`,
      byteCount: content.length,
    }),
  )
  invariant(outcome.kind === 'staged', `the file is read: ${toJson(outcome)}`)
  if (Object.keys(more).length > 0) {
    const { mapping } = await viewOf(work, outcome.importId)
    const { importId } = outcome
    const mapped = await mapImport(work, importKinds, {
      importId,
      mapping: { ...mapping, ...more },
    })
    invariant(mapped.kind === 'mapped', `the columns are mapped: ${toJson(mapped)}`)
  }
  return outcome.importId
}

export async function viewOf(work: Work, importId: ImportId) {
  const view = await readImportView(work.ask(), importKinds, importId)
  invariant(view !== undefined, 'the import is there')
  return view
}

/** Uploads and checks; gives the import as it is then. */
export async function checked(
  work: Work,
  kind: string,
  lines: readonly string[],
  more: Mapping = {},
) {
  const importId = await staged(work, kind, lines, more)
  const outcome = await checkImport(work, importKinds, importId)
  invariant(outcome.kind === 'ready', `the import can be checked: ${toJson(outcome)}`)
  return viewOf(work, importId)
}

/** Uploads, checks and commits; gives the import as it is then. */
export async function imported(
  work: Work,
  kind: string,
  lines: readonly string[],
  more: Mapping = {},
) {
  const { id } = await checked(work, kind, lines, more)
  const importId = id as ImportId
  const outcome = await commitImport(work, importKinds, { importId })
  invariant(outcome.kind === 'committed', `the import fits: ${toJson(outcome)}`)
  return viewOf(work, importId)
}

/** How many rows of each outcome, as in `2 add, 1 error`. */
export function countsOf(view: {
  readonly addCount: number
  readonly changeCount: number
  readonly sameCount: number
  readonly errorCount: number
}): string {
  const counts = {
    add: view.addCount,
    change: view.changeCount,
    same: view.sameCount,
    error: view.errorCount,
  }
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
}
