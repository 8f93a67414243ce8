import { type Refused, refused } from '#platform/change'
import type { Tx } from '#platform/work'

import type { IssueView } from '../contract.ts'
import { type Issue, type IssueLine, issueToView } from '../issue.ts'
import { findByExternalId, lockExternalId } from '../queries/find-issue.ts'
import type { IssueSale } from './issue-sale.ts'
import type { FitLine } from './read-issue-lines.ts'

/**
 * What was posted before under the id that the source gave: the same issue is answered again, so that
 * a shop may send twice; another one is refused.
 *
 * @param lines as far as they could be read
 * @returns `undefined` when the id is new, or none was given
 */
export async function earlierIssue(
  tx: Tx,
  command: IssueSale,
  lines: readonly FitLine[],
): Promise<{ readonly kind: 'existing'; readonly issue: IssueView } | Refused | undefined> {
  const { sourceSystem = '', externalId = '' } = command
  if (externalId === '') return undefined
  const key = { sourceSystem, externalId }
  await lockExternalId(tx, key)
  const found = await findByExternalId(tx, key)
  if (found === undefined) return undefined
  if (isSame(found, command, lines)) {
    return { kind: 'existing', issue: issueToView(found.issue, found.lines) }
  }
  const { id, number } = found.issue
  return refused({
    code: 'external_id_used',
    issueId: id,
    number,
    detail: `Give this issue an id of its own: ${externalId} is ${number}, with other contents.`,
    pointer: '/externalId',
  })
}

function isSame(
  found: { readonly issue: Issue; readonly lines: readonly IssueLine[] },
  command: IssueSale,
  lines: readonly FitLine[],
): boolean {
  const { issue } = found
  return (
    issue.placeId === command.placeId &&
    issue.issuedOn === command.issuedOn &&
    issue.customerReference === (command.customerReference ?? '') &&
    command.lines.length === lines.length &&
    found.lines.length === lines.length &&
    found.lines.every((line, at) => isSameLine(line, lines[at]))
  )
}

function isSameLine(line: IssueLine, given: FitLine | undefined): boolean {
  return (
    given !== undefined &&
    line.itemId === given.item.id &&
    line.units === given.units &&
    line.lotId === (given.lot?.id ?? null)
  )
}
