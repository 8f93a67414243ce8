/** A sale issue as it is kept, and as it is shown. */
import type { Id } from '#kernel/brand'
import { sumOf } from '#kernel/list'
import { moneyToWire, quantityToWire } from '#platform/wire'

import type { IssueView } from './contract.ts'

export type IssueId = Id<'SaleIssue'>

export type Issue = {
  readonly id: IssueId
  readonly number: string
  readonly companyId: Id<'Company'>
  readonly companyCurrency: string
  readonly placeId: string
  readonly placeName: string
  readonly issuedOn: string
  readonly customerReference: string
  readonly reversesId: IssueId | null
  readonly reversedById: IssueId | null
  readonly entryId: string | null
  readonly postedAt: Date
  readonly postedByName: string
}

/** Units and cost are negative on a reversal. */
export type IssueLine = {
  readonly id: string
  readonly lineNo: number
  readonly itemId: Id<'Item'>
  readonly sku: string
  readonly name: string
  readonly unit: string
  readonly unitDecimals: number
  readonly lotId: string | null
  readonly lotCode: string | null
  readonly expiresOn: string | null
  readonly units: bigint
  readonly costMinor: bigint
}

export function issueToView(issue: Issue, lines: readonly IssueLine[]): IssueView {
  const { companyCurrency } = issue
  return {
    id: issue.id,
    number: issue.number,
    companyId: issue.companyId,
    placeId: issue.placeId,
    placeName: issue.placeName,
    issuedOn: issue.issuedOn,
    customerReference: issue.customerReference,
    reversesId: issue.reversesId,
    reversedById: issue.reversedById,
    entryId: issue.entryId,
    postedByName: issue.postedByName,
    cost: moneyToWire(
      sumOf(lines, (line) => line.costMinor),
      companyCurrency,
    ),
    postedAt: issue.postedAt.toISOString(),
    lines: lines.map((line) => ({
      id: line.id,
      lineNo: line.lineNo,
      itemId: line.itemId,
      sku: line.sku,
      name: line.name,
      quantity: quantityToWire(line.units, line),
      lot:
        line.lotId === null
          ? null
          : { id: line.lotId, code: line.lotCode ?? '', expiresOn: line.expiresOn },
      cost: moneyToWire(line.costMinor, companyCurrency),
    })),
  }
}
