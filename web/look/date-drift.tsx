import { VisuallyHidden } from '@mantine/core'

import { daysBetween, dayText } from './days.ts'
import { type Day, daysText } from './format.ts'
import look from './look.module.css'

export type DateDriftProps = {
  readonly from: Day
  readonly to: Day
  /** Days of slip that policy lets pass; more than that is marked. */
  readonly allowedDays?: number
  /** Only the new day and the slip, for columns where the old day stands in its own column. */
  readonly isCompact?: boolean
}

/**
 * A date that moved: the old day struck, the new one bold, and by how many days. Old and new are
 * both kept, because "late" without "than what" starts arguments.
 */
export function DateDrift({ from, to, allowedDays = 0, isCompact = false }: DateDriftProps) {
  const slipDays = daysBetween(from, to)
  if (slipDays === 0) return <span className={look.figure}>{dayText(to)}</span>
  return (
    <span className={look.drift}>
      {isCompact ? null : (
        <>
          <VisuallyHidden>was </VisuallyHidden>
          <s>{dayText(from)}</s>
          <span aria-hidden="true">→</span>
        </>
      )}
      <b>{dayText(to)}</b>
      <span className={look.slip} data-tone={toneOf(slipDays, allowedDays)}>
        {daysText(slipDays, true)}
      </span>
    </span>
  )
}

function toneOf(slipDays: number, allowedDays: number): 'ok' | 'warn' | 'crit' {
  if (slipDays < 0) return 'ok'
  return slipDays <= allowedDays ? 'warn' : 'crit'
}
