import { type NotFound, type Refused, refused } from '#platform/change'
import { announce } from '#platform/outbox'
import { requirePermission, type Tx } from '#platform/work'

import type { CompanyId } from '../ids.ts'
import { nextYear, periodsMax, yearBefore } from '../rules/fiscal-calendar.ts'
import { lockCompany } from '../store/companies.ts'
import { insertPeriods, readCalendarBounds } from '../store/periods.ts'

export type ExtendCalendarOutcome =
  | {
      readonly kind: 'extended'
      readonly addedPeriods: number
      readonly startsOn: string
      readonly endsOn: string
    }
  | NotFound
  | Refused

/**
 * Adds twelve months before the first period, for papers that old, or after the last.
 *
 * @throws {PermissionError} when the actor may not close periods
 */
export async function extendCalendar(
  tx: Tx,
  command: { readonly companyId: CompanyId; readonly direction: 'earlier' | 'later' },
): Promise<ExtendCalendarOutcome> {
  requirePermission(tx, 'ledger.close')

  const { companyId, direction } = command
  if ((await lockCompany(tx, companyId)) === undefined) return { kind: 'not_found' }
  const before = await readCalendarBounds(tx, companyId)
  const added = direction === 'later' ? nextYear(before.endsOn) : yearBefore(before.startsOn)
  const [first] = added
  const last = added.at(-1)
  if (before.count + added.length > periodsMax || first === undefined || last === undefined) {
    const detail = `Leave the calendar as it is: it has at most ${periodsMax} periods.`
    return refused({ code: 'calendar_full', detail })
  }
  if (first.startsOn < earliestDay || last.endsOn > latestDay) {
    const detail = `Stay between ${earliestDay} and ${latestDay}.`
    return refused({ code: 'calendar_full', detail })
  }
  await insertPeriods(tx, companyId, added)
  const { startsOn } = first
  const { endsOn } = last
  announce(tx, 'calendar.extended', { kind: 'company', id: companyId }, { startsOn, endsOn })
  return { kind: 'extended', addedPeriods: added.length, startsOn, endsOn }
}

const earliestDay = '1900-01-01'
const latestDay = '2199-12-31'
