import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'
import type { PostingContext } from '#records/companies'

import { type EntryId, entryLines, isBalanced, type LedgerLine } from '../rules/entry.ts'
import { insertEntry } from '../store/entries.ts'

export type ReadyContext = Extract<PostingContext, { kind: 'ready' }>

export type EntryHead = {
  readonly id: EntryId
  /** Which business fact this is; unique, so that the same fact can't be posted twice. */
  readonly key: string
  readonly context: ReadyContext
  /** The document's table, such as `receipt`. */
  readonly sourceKind: string
  readonly sourceId: string
  readonly memo: string
}

export type PostEntry = EntryHead & {
  readonly documentCurrency: string
  readonly lines: readonly LedgerLine[]
  readonly reversesId?: EntryId
}

/**
 * Appends one balanced entry, in one statement. Entries are never changed or deleted; a mistake is
 * reversed. An entry without lines is allowed: a fact that moved no money still has its number.
 *
 * @throws {InvariantError} when the lines don't sum to zero
 */
export async function postEntry(tx: Tx, entry: PostEntry): Promise<EntryId> {
  invariant(isBalanced(entry.lines), `ledger entry ${entry.key} does not balance`)
  await insertEntry(tx, entry, entryLines(entry.lines, entry.context.accountIdByControl))
  return entry.id
}
