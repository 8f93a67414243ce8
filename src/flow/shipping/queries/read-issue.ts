import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { startsWith } from '#platform/search'
import { moneyToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type { IssueListQuery, IssueRow, IssueView } from '../contract.ts'
import { type Issue, type IssueId, type IssueLine, issueToView } from '../issue.ts'

/** @throws {PermissionError} when the actor may not read stock */
export async function readIssue(ask: Ask, issueId: IssueId): Promise<IssueView | undefined> {
  requirePermission(ask, 'stock.read')
  const found = await readIssueWithLines(ask, issueId)
  return found && issueToView(found.issue, found.lines)
}

/** For acts on the issue: they check their own permission. */
export async function readIssueWithLines(
  ask: Ask,
  issueId: IssueId,
): Promise<{ readonly issue: Issue; readonly lines: readonly IssueLine[] } | undefined> {
  const { rows } = await sql<Issue>`
    select issue.id, issue.number, issue.company_id as "companyId",
      company.currency as "companyCurrency", issue.place_id as "placeId", place.name as "placeName",
      issue.issued_on as "issuedOn", issue.customer_reference as "customerReference",
      issue.reverses_id as "reversesId", reversal.id as "reversedById",
      issue.entry_id as "entryId", issue.posted_at as "postedAt",
      issue.posted_by_name as "postedByName"
    from sale_issue issue
    join company on company.id = issue.company_id
    join place on place.id = issue.place_id
    left join sale_issue reversal on reversal.reverses_id = issue.id
    where issue.id = ${issueId}::uuid
  `.execute(ask.db)
  const [issue] = rows
  return issue && { issue, lines: await readLines(ask, issueId) }
}

async function readLines(ask: Ask, issueId: IssueId): Promise<readonly IssueLine[]> {
  const { rows } = await sql<IssueLine>`
    select line.id, line.line_no as "lineNo", line.item_id as "itemId", item.sku, item.name,
      item.unit, item.unit_decimals as "unitDecimals", line.lot_id as "lotId",
      lot.code as "lotCode", lot.expires_on as "expiresOn", line.units,
      line.cost_minor as "costMinor"
    from sale_issue_line line
    join item on item.id = line.item_id
    left join stock_lot lot on lot.id = line.lot_id
    where line.issue_id = ${issueId}::uuid
    order by line.line_no
  `.execute(ask.db)
  return rows
}

const sorts = {
  issuedOn: { column: 'sale_issue.issued_on', type: 'date' },
  no: { column: 'sale_issue.no', type: 'bigint' },
} as const

/** @throws {PermissionError} when the actor may not read stock */
export async function listIssues(ask: Ask, asked: IssueListQuery): Promise<Page<IssueRow>> {
  requirePermission(ask, 'stock.read')

  const { placeId, q, issuedFrom, issuedTo } = asked
  let query = selectIssues(ask)
  if (placeId !== undefined) query = query.where('sale_issue.place_id', '=', placeId)
  if (q !== undefined) query = query.where(startsWith(['sale_issue.number'], q))
  if (issuedFrom !== undefined) query = query.where('sale_issue.issued_on', '>=', issuedFrom)
  if (issuedTo !== undefined) query = query.where('sale_issue.issued_on', '<=', issuedTo)
  return readPage(ask, query, { sorts, id: 'sale_issue.id', asked, toItem: toRow })
}

type Row = Omit<IssueRow, 'postedAt' | 'lineCount' | 'cost'> & {
  readonly postedAt: Date
  readonly lineCount: bigint
  readonly costMinor: bigint
  readonly companyCurrency: string
}

function toRow(row: Row): IssueRow {
  return {
    id: row.id,
    number: row.number,
    placeId: row.placeId,
    placeName: row.placeName,
    issuedOn: row.issuedOn,
    customerReference: row.customerReference,
    reversesId: row.reversesId,
    reversedById: row.reversedById,
    cost: moneyToWire(row.costMinor, row.companyCurrency),
    postedAt: row.postedAt.toISOString(),
    postedByName: row.postedByName,
    lineCount: Number(row.lineCount),
  }
}

function selectIssues(ask: Ask) {
  return ask.db
    .selectFrom('sale_issue')
    .innerJoin('place', 'place.id', 'sale_issue.place_id')
    .innerJoin('company', 'company.id', 'sale_issue.company_id')
    .leftJoin('sale_issue as reversal', 'reversal.reverses_id', 'sale_issue.id')
    .select([
      'sale_issue.id',
      sql<string>`sale_issue.number`.as('number'),
      'sale_issue.place_id as placeId',
      'place.name as placeName',
      'sale_issue.issued_on as issuedOn',
      'sale_issue.customer_reference as customerReference',
      'sale_issue.reverses_id as reversesId',
      'reversal.id as reversedById',
      'sale_issue.posted_at as postedAt',
      'sale_issue.posted_by_name as postedByName',
      'company.currency as companyCurrency',
      sql<bigint>`(select count(*) from sale_issue_line l where l.issue_id = sale_issue.id)`.as(
        'lineCount',
      ),
      sql<bigint>`(select coalesce(sum(cost_minor), 0)::bigint from sale_issue_line l
        where l.issue_id = sale_issue.id)`.as('costMinor'),
    ])
}
