/**
 * What an entry of the money book is made of: amounts on accounts that add up to nothing.
 *
 *   …Minor  minor units of the company's currency; a debit is positive, a credit negative
 *   documentMinor  the same amount in the document's currency, where the line has one
 */
import type { Id } from '#kernel/brand'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import type { Control } from '#records/companies'

export type EntryId = Id<'JournalEntry'>

type LedgerAmount = {
  readonly amountMinor: bigint
  readonly documentMinor?: bigint
  readonly supplierId?: string
}

/** One side of an entry, on a control account by its role or on any account by its id. */
export type LedgerLine = LedgerAmount &
  ({ readonly control: Control } | { readonly accountId: string })

export type EntryLine = {
  readonly accountId: string
  readonly supplierId: string | null
  readonly amountMinor: bigint
  readonly documentMinor: bigint | null
}

export function isBalanced(lines: readonly { readonly amountMinor: bigint }[]): boolean {
  return sumOf(lines, (line) => line.amountMinor) === 0n
}

/**
 * The lines as they are written: one for each account and supplier, in the order first met, without
 * those that come to nothing in both currencies.
 */
export function entryLines(
  lines: readonly LedgerLine[],
  accountIdByControl: Readonly<Record<Control, string>>,
): readonly EntryLine[] {
  const merged = new Map<string, EntryLine>()
  for (const line of lines) {
    const accountId = 'control' in line ? accountIdByControl[line.control] : line.accountId
    invariant(accountId !== undefined, 'a company has an account for each control')
    const supplierId = line.supplierId ?? null
    const key = `${accountId} ${supplierId}`
    const before = merged.get(key)
    merged.set(key, {
      accountId,
      supplierId,
      amountMinor: line.amountMinor + (before?.amountMinor ?? 0n),
      documentMinor: sumOrNull(before?.documentMinor ?? null, line.documentMinor ?? null),
    })
  }
  return [...merged.values()].filter(saysSomething)
}

function saysSomething(line: EntryLine): boolean {
  return line.amountMinor !== 0n || (line.documentMinor ?? 0n) !== 0n
}

function sumOrNull(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null) return b
  return a + (b ?? 0n)
}
