import { type Ask, requirePermission } from '#platform/work'

import type { ImportKindView } from '../contract.ts'
import type { ImportKind } from '../kind.ts'
import type { ImportKinds } from '../kinds.ts'
import { csvLine } from '../rules/csv-text.ts'

/** @throws {PermissionError} when the actor may not run imports */
export function listKinds(ask: Pick<Ask, 'actor'>, kinds: ImportKinds): readonly ImportKindView[] {
  requirePermission(ask, 'imports.run')
  return [...kinds.values()].map((kind) => ({
    kind: kind.kind,
    title: kind.title,
    permission: kind.permission,
    manyRows: kind.manyRows,
    columns: Object.entries(kind.columns).map(([field, column]) => ({
      field,
      title: column.title,
      help: column.help,
      example: column.example,
      synonyms: [...column.synonyms],
      required: column.need === 'always',
      requiredToAdd: column.need === 'to_add',
    })),
  }))
}

/** A file to start from: the columns, and one row that shows how they are filled in. */
export function templateFile(kind: ImportKind): string {
  const columns = Object.values(kind.columns)
  const header = csvLine(columns.map((column) => column.title))
  return `\ufeff${header}${csvLine(columns.map((column) => column.example))}`
}
