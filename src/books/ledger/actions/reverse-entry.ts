import type { Tx } from '#platform/work'

import type { EntryId } from '../rules/entry.ts'
import { insertMirror } from '../store/entries.ts'
import type { EntryHead } from './post-entry.ts'

export type ReverseEntry = Omit<EntryHead, 'id'> & {
  /** The entry to mirror; once only, the database sees to it. */
  readonly entryId: EntryId
  readonly newId: EntryId
}

/** Appends the equal and opposite of an entry, line by line. */
export async function reverseEntry(tx: Tx, reversal: ReverseEntry): Promise<EntryId> {
  await insertMirror(tx, reversal)
  return reversal.newId
}
