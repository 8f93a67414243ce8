import type { Stale } from '#platform/change'
import { type Changed, type NotFound, planChange, type Refused, refused } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { FiscalPeriodId } from '../ids.ts'
import { lockPeriod, setPeriodStatus } from '../store/periods.ts'

/**
 * Closes a period: what belongs to its days posts to the next open one from now on. It waits for the
 * transactions that are about to post into it.
 *
 * @throws {PermissionError} when the actor may not close periods
 */
export async function closePeriod(
  tx: Tx,
  command: { readonly periodId: FiscalPeriodId; readonly seenVersion?: number | undefined },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'ledger.close')

  return setStatus(tx, command, 'closed')
}

/**
 * Opens a closed period again.
 *
 * @throws {PermissionError} when the actor may not close periods
 */
export async function reopenPeriod(
  tx: Tx,
  command: { readonly periodId: FiscalPeriodId; readonly seenVersion?: number | undefined },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'ledger.close')

  return setStatus(tx, command, 'open')
}

const eventOf = { closed: 'period.closed', open: 'period.reopened' } as const

async function setStatus(
  tx: Tx,
  command: { readonly periodId: FiscalPeriodId; readonly seenVersion?: number | undefined },
  status: 'open' | 'closed',
): Promise<Changed | NotFound | Stale | Refused> {
  const { periodId, seenVersion: seen } = command
  const before = await lockPeriod(tx, periodId)
  const changes = { status }
  const plan = await planChange(tx, { table: 'fiscal_period', before, seen, changes })
  if (plan.kind === 'changed') {
    const detail = `Nothing to do: ${before?.name} is ${status} already.`
    return refused({ code: `${status}_already`, detail })
  }
  if (plan.kind !== 'differs') return plan

  await setPeriodStatus(tx, periodId, status)
  const { name } = plan.after
  announce(tx, eventOf[status], { kind: 'fiscal_period', id: periodId }, { name })
  return { kind: 'changed' }
}
