import { useState } from 'react'

import type { ProposalRow } from '#contracts/flow/planning'

import { useAct } from '../../api/acts.ts'
import { addDays, promisedText, today } from '../../look/days.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { toast } from '../../parts/toast.tsx'
import { keptOf } from './quantity-cell.tsx'
import { linesText } from './words.ts'

type SnoozeDialogProps = {
  readonly rows: readonly ProposalRow[]
  readonly isOpen: boolean
  readonly close: () => void
  readonly done: () => void
}

const weekDays = 7

/** Puts lines away until a day; then they stand in the list again. */
export function SnoozeDialog({ rows, isOpen, close, done }: SnoozeDialogProps) {
  const [until, setUntil] = useState<string | undefined>(addDays(today(), weekDays))
  const act = useAct<string>(
    (snoozedUntil) => ({
      path: '/proposals/decisions',
      body: {
        decisions: rows.map((row) => ({ proposalId: row.id, ...keptOf(row), snoozedUntil })),
      },
    }),
    () => {
      toast({ text: `${linesText(rows.length)} put away until ${promisedText(until ?? '')}.` })
      done()
      close()
    },
  )
  return (
    <ConfirmAct
      title={
        rows.length === 1
          ? `Snooze ${rows[0]?.item.name ?? ''}?`
          : `Snooze ${linesText(rows.length)}?`
      }
      isOpen={isOpen}
      close={close}
      sentence={`${rows.length === 1 ? 'It leaves' : 'They leave'} the list until that day, whatever the next runs suggest.`}
      verb="Snooze"
      run={() => until && void act.run(until)}
      isRunning={act.isRunning}
      isDisabled={until === undefined}
      problem={act.problem}
    >
      <DayField
        label="Look again on"
        value={until}
        onChange={setUntil}
        from={addDays(today(), 1)}
      />
    </ConfirmAct>
  )
}
