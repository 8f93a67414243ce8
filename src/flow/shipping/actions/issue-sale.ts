import { recordMoves } from '#books/inventory'
import { type EntryId, postEntry, type ReadyContext } from '#books/ledger'
import { applyPlan, planIssue, type ValuationPlan } from '#books/valuation'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import { type Refused, refused } from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'
import { postingContext, postingErrors } from '#records/companies'
import { aheadErrors } from '#records/places'

import type { IssueView } from '../contract.ts'
import { type Issue, type IssueId, type IssueLine, issueToView } from '../issue.ts'
import { type PlaceOfIssue, readPlaceOfIssue } from '../queries/place-of-issue.ts'
import { insertIssue, type NewIssue } from '../store.ts'
import { earlierIssue } from './earlier-issue.ts'
import { type FitLine, type LineToIssue, readIssueLines, shortages } from './read-issue-lines.ts'

export type IssueSale = {
  readonly placeId: string
  readonly issuedOn: string
  readonly customerReference?: string | undefined
  readonly lines: readonly LineToIssue[]
  readonly sourceSystem?: string | undefined
  readonly externalId?: string | undefined
}

export type IssueOutcome = { readonly kind: 'posted'; readonly issue: IssueView } | Refused

export type IssueSaleOutcome =
  | IssueOutcome
  /** This very issue was posted before, under the same id of the same source. */
  | { readonly kind: 'existing'; readonly issue: IssueView }

/**
 * Sends sold goods out: stock falls, and what the units cost goes to cost of goods sold.
 *
 * @throws {PermissionError} when the actor may not issue stock
 */
export async function issueSale(tx: Tx, command: IssueSale): Promise<IssueSaleOutcome> {
  requirePermission(tx, 'stock.issue')

  const place = await readPlaceOfIssue(tx, command.placeId)
  if (place === undefined) return refused(placeUnknown)
  const { lines, errors } = await readIssueLines(tx, command.lines)
  const earlier = await earlierIssue(tx, command, lines)
  if (earlier !== undefined) return earlier
  const short = await shortages(tx, place.placeId, lines)
  const late = aheadErrors(tx.now.getTime(), place, {
    day: command.issuedOn,
    code: 'issued_in_future',
    pointer: '/issuedOn',
  })
  const asked = { day: command.issuedOn, documentCurrency: place.companyCurrency }
  const context = await postingContext(tx, { companyId: place.companyId, ...asked })
  const missing = context.kind === 'missing' ? postingErrors(context.missing, asked) : []
  const all = [...late, ...errors, ...short, ...missing]
  if (all.length > 0 || context.kind === 'missing') return refused(...all)

  const plan = await planIssue(tx, {
    companyId: place.companyId,
    lines: lines.map(({ item, lot, units }) => ({
      itemId: item.id,
      placeId: place.placeId,
      lotId: lot?.id,
      units,
    })),
  })
  invariant(plan.kind === 'plan', 'the balances have these units, and so have the layers')
  return post(tx, newIssue(tx, command, place), newLines(tx, lines, plan), { context, plan })
}

async function post(
  tx: Tx,
  issue: NewIssue,
  lines: readonly IssueLine[],
  books: { readonly context: ReadyContext; readonly plan: ValuationPlan },
): Promise<IssueOutcome> {
  const entryId = issue.entryId as EntryId
  const cause = { causeKind: 'sale_issue', causeId: issue.id }
  await postEntry(tx, {
    id: entryId,
    key: `sale_issue:${issue.id}`,
    context: books.context,
    sourceKind: 'sale_issue',
    sourceId: issue.id,
    memo: `Sale ${issue.customerReference}`.trim(),
    documentCurrency: issue.companyCurrency,
    lines: [
      ...books.plan.ledgerLines,
      { control: 'cogs', amountMinor: sumOf(lines, (line) => line.costMinor) },
    ],
  })
  await recordMoves(
    tx,
    lines.map((line) => ({
      key: `sale_issue:${line.id}`,
      itemId: line.itemId,
      lotId: line.lotId,
      units: line.units,
      from: { kind: 'place', placeId: issue.placeId, status: 'available' },
      to: { kind: 'customer' },
      movedOn: issue.issuedOn,
      ...cause,
    })),
  )
  const { valuedOn } = books.context
  await applyPlan(tx, books.plan, { entryId, valuedOn, kind: 'issue', ...cause })
  const number = await insertIssue(tx, issue, lines)
  return posted(tx, { ...issue, number }, lines)
}

/** Tells of it and shows it; a reversal's lines are negative. */
export function posted(
  tx: Tx,
  issue: NewIssue & Pick<Issue, 'number'>,
  lines: readonly IssueLine[],
): IssueOutcome {
  announce(
    tx,
    issue.reversesId === null ? 'goods.issued' : 'issue.reversed',
    { kind: 'sale_issue', id: issue.id },
    {
      number: issue.number,
      placeId: issue.placeId,
      reversesId: issue.reversesId,
      lines: lines.map(({ itemId, units }) => ({ itemId, units })),
    },
  )
  const shown = { reversedById: null, postedAt: tx.now, postedByName: tx.actor.name }
  return { kind: 'posted', issue: issueToView({ ...issue, ...shown }, lines) }
}

function newIssue(tx: Tx, command: IssueSale, place: PlaceOfIssue): NewIssue {
  return {
    id: tx.newId<'SaleIssue'>() as IssueId,
    companyId: place.companyId,
    companyCurrency: place.companyCurrency,
    placeId: place.placeId,
    placeName: place.placeName,
    issuedOn: command.issuedOn,
    customerReference: command.customerReference ?? '',
    reversesId: null,
    entryId: tx.newId<'JournalEntry'>(),
    sourceSystem: command.sourceSystem ?? '',
    externalId: command.externalId ?? '',
  }
}

function newLines(tx: Tx, lines: readonly FitLine[], plan: ValuationPlan): readonly IssueLine[] {
  return lines.map(({ item, lot, units }, at) => ({
    id: tx.newId<'SaleIssueLine'>(),
    lineNo: at + 1,
    itemId: item.id,
    sku: item.sku,
    name: item.name,
    unit: item.unit,
    unitDecimals: item.unitDecimals,
    lotId: lot?.id ?? null,
    lotCode: lot?.code ?? null,
    expiresOn: lot?.expiresOn ?? null,
    units,
    costMinor: costOf(plan, at),
  }))
}

/** What left the layers, as a positive cost. */
function costOf(plan: ValuationPlan, at: number): bigint {
  return plan.lineCosts[at] ?? 0n
}

const placeUnknown: ErrorFact = {
  code: 'place_unknown',
  detail: 'Choose a place that is there.',
  pointer: '/placeId',
}
