import { recordMoves } from '#books/inventory'
import { type EntryId, postEntry } from '#books/ledger'
import { applyPlan, planReceive } from '#books/valuation'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { type NotFound, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'
import { postingContext, postingErrors } from '#records/companies'
import { type ItemFacts, readItemFacts } from '#records/items'

import type { Issue, IssueId, IssueLine } from '../issue.ts'
import { readIssueWithLines } from '../queries/read-issue.ts'
import { insertIssue, type NewIssue } from '../store.ts'
import { type IssueOutcome, posted } from './issue-sale.ts'

export type ReverseIssue = {
  readonly issueId: IssueId
  readonly reversedOn?: string | undefined
}

/**
 * Takes an issue back, whole: the units come in again at the very cost they left with.
 *
 * @throws {PermissionError} when the actor may not issue stock
 */
export async function reverseIssue(
  tx: Tx,
  command: ReverseIssue,
): Promise<IssueOutcome | NotFound> {
  requirePermission(tx, 'stock.issue')

  const found = await readIssueWithLines(tx, command.issueId)
  if (found === undefined) return { kind: 'not_found' }
  const { issue, lines } = found
  const day = command.reversedOn ?? issue.issuedOn
  const errors = [...errorsOf(issue), ...(day < issue.issuedOn ? [reversedTooEarly] : [])]
  if (errors.length > 0) return refused(...errors)
  const asked = { day, documentCurrency: issue.companyCurrency }
  const context = await postingContext(tx, { companyId: issue.companyId, ...asked })
  if (context.kind === 'missing') return refused(...postingErrors(context.missing, asked))
  const items = await readItemFacts(tx, [...new Set(lines.map((line) => line.itemId))])

  const reversal = newReversal(tx, issue, day)
  const entryId = reversal.entryId as EntryId
  const cause = { causeKind: 'sale_issue', causeId: reversal.id }
  const plan = planReceive(tx, {
    companyId: issue.companyId,
    lines: lines.map((line) => ({
      itemId: line.itemId,
      placeId: issue.placeId,
      status: 'available',
      isUsable: true,
      method: methodOf(items, line),
      lotId: line.lotId,
      receivedOn: issue.issuedOn,
      units: line.units,
      valueMinor: line.costMinor,
    })),
  })
  await postEntry(tx, {
    id: entryId,
    key: `sale_issue:${reversal.id}`,
    context,
    sourceKind: 'sale_issue',
    sourceId: reversal.id,
    memo: `Reversal of ${issue.number}`,
    documentCurrency: issue.companyCurrency,
    ...(issue.entryId === null ? {} : { reversesId: issue.entryId as EntryId }),
    lines: [
      ...plan.ledgerLines,
      { control: 'cogs', amountMinor: -sumOf(lines, (line) => line.costMinor) },
    ],
  })
  const negative = lines.map((line) => negated(tx, line))
  await recordMoves(
    tx,
    lines.map((line) => ({
      key: `sale_issue:${reversal.id}:${line.lineNo}`,
      itemId: line.itemId,
      lotId: line.lotId,
      units: line.units,
      from: { kind: 'customer' },
      to: { kind: 'place', placeId: issue.placeId, status: 'available' },
      movedOn: day,
      ...cause,
    })),
  )
  await applyPlan(tx, plan, { entryId, valuedOn: context.valuedOn, kind: 'issue', ...cause })
  const number = await insertIssue(tx, reversal, negative)
  return posted(tx, { ...reversal, number }, negative)
}

function errorsOf(issue: Issue): readonly ErrorFact[] {
  if (issue.reversesId !== null) {
    const detail = 'Post the issue anew instead: this one is a reversal itself.'
    return [{ code: 'is_reversal', detail }]
  }
  if (issue.reversedById === null) return []
  const detail = 'Nothing is left to do: this issue was reversed already.'
  return [{ code: 'already_reversed', reversedById: issue.reversedById, detail }]
}

const reversedTooEarly: ErrorFact = {
  code: 'reversed_too_early',
  detail: 'Choose the day of the issue or a later one.',
  pointer: '/reversedOn',
}

function newReversal(tx: Tx, issue: Issue, issuedOn: string): NewIssue {
  const { number: _number, reversedById: _by, postedAt: _at, postedByName: _name, ...head } = issue
  return {
    ...head,
    id: tx.newId<'SaleIssue'>() as IssueId,
    issuedOn,
    reversesId: issue.id,
    entryId: tx.newId<'JournalEntry'>(),
    sourceSystem: '',
    externalId: '',
  }
}

function negated(tx: Tx, line: IssueLine): IssueLine {
  const id = tx.newId<'SaleIssueLine'>()
  return { ...line, id, units: -line.units, costMinor: -line.costMinor }
}

function methodOf(items: ReadonlyMap<string, ItemFacts>, line: IssueLine) {
  const item = items.get(line.itemId)
  invariant(item !== undefined, 'the item of an issue line is there')
  return item.valuationMethod
}
