import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type { ListProposalsQuery, ProposalRow, ProposalsFileQuery } from '../contract.ts'
import { proposalToWire } from './proposal-wire.ts'
import { filterProposals, proposalSorts, selectProposals } from './select-proposals.ts'

/** @throws {PermissionError} when the actor may not read plans */
export async function listProposals(
  ask: Ask,
  asked: ListProposalsQuery,
): Promise<Page<ProposalRow>> {
  requirePermission(ask, 'plans.read')

  const query = filterProposals(ask, selectProposals(ask), asked)
  return readPage(ask, query, {
    sorts: proposalSorts,
    id: 'proposal.id',
    asked,
    toItem: proposalToWire,
  })
}

/** The first few items on the buy list whose SKU or name starts with the text. */
export async function searchProposals(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'plans.read')

  const { rows } = await sql<SearchHit>`
    select 'proposal' as kind, first.id, item.sku as code, item.name
    from item
    cross join lateral (
      select id from proposal
      where proposal.item_id = item.id and proposal.status = 'open'
      order by proposal.urgency, proposal.id limit 1) as first
    where ${startsWith(['item.sku', 'item.name'], q)}
    order by item.sku limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

/**
 * The same rows at once, for a file.
 *
 * @returns undefined when there are more than `rowsMax`
 * @throws {PermissionError} when the actor may not read plans
 */
export async function allProposals(
  ask: Ask,
  asked: ProposalsFileQuery,
  rowsMax: number,
): Promise<readonly ProposalRow[] | undefined> {
  requirePermission(ask, 'plans.read')

  const name = asked.sort.replace(/^-/, '') as keyof typeof proposalSorts
  const direction = asked.sort.startsWith('-') ? 'desc' : 'asc'
  const rows = await filterProposals(ask, selectProposals(ask), asked)
    .orderBy(sql.ref(proposalSorts[name].column), (order) =>
      direction === 'desc' ? order.desc().nullsLast() : order.asc().nullsLast(),
    )
    .orderBy('proposal.id')
    .limit(rowsMax + 1)
    .execute()
  return rows.length > rowsMax ? undefined : rows.map(proposalToWire)
}
