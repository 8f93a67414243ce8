import { requirePermission, type Tx } from '#platform/work'

import { type ImportKinds, kindNamed } from '../kinds.ts'
import { mayBecome } from '../rules/import-status.ts'
import { type Mapping, type MappingError, mappingErrors } from '../rules/mapping.ts'
import { type ImportId, lockImport, rememberMapping, setMapping } from '../store/imports.ts'
import { columnsHash } from './stage-file.ts'

export type MapColumns = {
  readonly importId: ImportId
  readonly mapping: Mapping
  /** The version the caller saw; another refuses. */
  readonly version?: number | undefined
}

export type MapOutcome =
  | { readonly kind: 'mapped'; readonly version: number }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'not_now'; readonly status: string }
  | { readonly kind: 'version_mismatch'; readonly version: number }
  | { readonly kind: 'refused'; readonly errors: readonly MappingError[] }

/**
 * Says which column is which, and remembers it for files with the same headers. A check has to
 * follow.
 *
 * @throws {PermissionError} when the actor may not run imports
 */
export async function mapColumns(
  tx: Tx,
  kinds: ImportKinds,
  command: MapColumns,
): Promise<MapOutcome> {
  requirePermission(tx, 'imports.run')
  const { importId, mapping, version } = command
  const found = await lockImport(tx, importId)
  if (found === undefined) return { kind: 'not_found' }
  if (version !== undefined && version !== found.version) {
    return { kind: 'version_mismatch', version: found.version }
  }
  if (!mayBecome(found.status, 'uploaded')) return { kind: 'not_now', status: found.status }
  const kind = kindNamed(kinds, found.kind)
  const errors = mappingErrors(mapping, kind.columns, found.columns)
  if (errors.length > 0) return { kind: 'refused', errors }
  await setMapping(tx, importId, mapping)
  await rememberMapping(tx, {
    kind: found.kind,
    columnsHash: columnsHash(found.columns),
    mapping,
  })
  return { kind: 'mapped', version: found.version + 1 }
}
