import type { Tx } from '#platform/work'

import { clearOldest } from '../store/clear-rows.ts'
import type { ImportId } from '../store/imports.ts'

const keptDays = 30

/**
 * Deletes the rows of one import that was committed, or left alone, so long ago; the oldest first. One
 * that was left alone is discarded with them. What the file was stays known: name, hash, columns,
 * counts, who and when; what it changed is in the audit.
 *
 * @returns `undefined` when none is left
 */
export function clearRows(tx: Tx): Promise<ImportId | undefined> {
  return clearOldest(tx, new Date(tx.now.getTime() - keptDays * 86_400_000))
}
