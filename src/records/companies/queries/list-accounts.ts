import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { AccountView, ListAccountsQuery } from '../contract.ts'
import type { AccountId } from '../ids.ts'
import type { AccountKind, Control } from '../rules/controls.ts'

const sorts = { code: { column: 'account.code', type: 'text' } } as const

/** @throws {PermissionError} when the actor may not read records */
export async function listAccounts(ask: Ask, asked: ListAccountsQuery): Promise<Page<AccountView>> {
  requirePermission(ask, 'records.read')

  let query = selectRows(ask)
  if (asked.companyId !== undefined) query = query.where('account.company_id', '=', asked.companyId)
  if (asked.kind !== undefined) query = query.where('account.kind', '=', asked.kind)
  return readPage(ask, query, { sorts, id: 'account.id', asked, toItem: toView })
}

/** @throws {PermissionError} when the actor may not read records */
export async function readAccount(
  ask: Ask,
  accountId: AccountId,
): Promise<AccountView | undefined> {
  requirePermission(ask, 'records.read')

  const row = await selectRows(ask).where('account.id', '=', accountId).executeTakeFirst()
  return row && toView(row)
}

function selectRows(ask: Ask) {
  return ask.db
    .selectFrom('account')
    .select([
      'account.id',
      'account.company_id as companyId',
      'account.code',
      'account.name',
      sql<AccountKind>`account.kind`.as('kind'),
      sql<Control | null>`account.control`.as('control'),
      'account.is_active as isActive',
      'account.version',
    ])
}

/** Picked field by field, since a page's rows carry its cursor too. */
function toView(row: AccountView): AccountView {
  const { id, companyId, code, name, kind, control, isActive, version } = row
  return { id, companyId, code, name, kind, control, isActive, version }
}
