/** The door of the money book. Every amount the company owes, owns or spends enters here, once. */

export {
  type EntryHead,
  type PostEntry,
  postEntry,
  type ReadyContext,
} from './actions/post-entry.ts'
export { type ReverseEntry, reverseEntry } from './actions/reverse-entry.ts'
export { type BookCheck, findingsMax, ledgerChecks } from './book-checks.ts'
export { readEntryLines } from './queries/read-entry-lines.ts'
export type { EntryId, EntryLine, LedgerLine } from './rules/entry.ts'
export {
  type GrniBalance,
  type GrniCause,
  type GrniMovement,
  lockGrni,
  noGrni,
  readGrni,
  recordGrni,
} from './store/grni.ts'
