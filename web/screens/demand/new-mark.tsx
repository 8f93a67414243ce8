import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'

import type { DemandView } from '#contracts/flow/demand'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { addDays } from '../../look/days.ts'
import type { Day } from '../../look/format.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { toast } from '../../parts/toast.tsx'
import styles from './demand.module.css'
import { markDoes, type PersonMarkKind, personMarks, spanText } from './words.ts'

export type NewMarkProps = { readonly demand: DemandView; readonly close: () => void }

type Draft = {
  readonly kind: PersonMarkKind
  readonly startsOn: Day | undefined
  readonly endsOn: Day | undefined
  readonly reason: string
}

/** Says of some weeks why they are not to be taken as they were. */
export function NewMark({ demand, close }: NewMarkProps) {
  const { item, place, endsOn: end } = demand
  const [draft, setDraft] = useState<Draft>({
    kind: 'excluded',
    startsOn: end === null ? undefined : addDays(end, -7),
    endsOn: end === null ? undefined : addDays(end, -1),
    reason: '',
  })
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some })
  const act = useAct(
    () => ({
      path: '/demand-marks',
      body: { ...draft, itemId: item.id, placeId: place.id, reason: draft.reason.trim() },
    }),
    () => {
      toast({ text: 'Marked. The layers follow within a minute.' })
      close()
    },
  )
  const { kind, startsOn, endsOn, reason } = draft
  const isReady = startsOn && endsOn && reason.trim() !== ''
  const errorAt = (pointer: string) => reasonAt(act.problem, pointer)
  return (
    <ConfirmAct
      title={`Mark weeks of ${item.name}`}
      isOpen
      close={close}
      size={520}
      sentence={
        isReady
          ? `${spanText(startsOn, endsOn)}: ${markDoes[kind]} What was observed stays as it was.`
          : 'Say which weeks, and why.'
      }
      verb="Mark"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={!isReady}
      problem={act.problem}
    >
      <div className={styles.fields}>
        <NativeSelect
          label="Mark as"
          value={kind}
          data={[...personMarks]}
          data-autofocus
          onChange={(event) => change({ kind: event.currentTarget.value as PersonMarkKind })}
        />
        <DayField
          label="From"
          isRequired
          value={startsOn}
          error={errorAt('/startsOn')}
          onChange={(day) => change({ startsOn: day })}
        />
        <DayField
          label="To"
          isRequired
          value={endsOn}
          error={errorAt('/endsOn')}
          onChange={(day) => change({ endsOn: day })}
        />
        <Textarea
          className={styles.wide ?? ''}
          label="Reason"
          required
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          error={errorAt('/reason')}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      </div>
    </ConfirmAct>
  )
}
