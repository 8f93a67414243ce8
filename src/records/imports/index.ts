/** The door of imports: records that come by file, staged, checked, previewed and committed whole. */

export type { CommitImport, CommitOutcome, CommitRequest } from './actions/commit-rows.ts'
export type { StageFile, StageOutcome } from './actions/stage-file.ts'
export { importTasks } from './jobs.ts'
export {
  type Entry,
  type EntryError,
  entryKey,
  type ImportKind,
  importKind,
  mergeRows,
  onlyRow,
  type Planned,
  type PlanOptions,
} from './kind.ts'
export { type ImportKinds, importKinds } from './kinds.ts'
export { importBytesMax } from './limits.ts'
export { unitsFromCells } from './quantity-cells.ts'
export { readImportView } from './queries/read-import-view.ts'
export { recordKind, unknownReference, withSaid } from './record-kind.ts'
export * as cell from './rules/cell-readers.ts'
export {
  type CellError,
  type Column,
  type Columns,
  needed,
  neededToAdd,
  optional,
  type RowOf,
} from './rules/columns.ts'
export { compareFields, type Fields } from './rules/compare.ts'
export { csvLine } from './rules/csv-text.ts'
export type { Mapping, Source } from './rules/mapping.ts'
export { checkImport, commitImport, mapImport, stageImport } from './run.ts'
export type { ImportId } from './store/imports.ts'
