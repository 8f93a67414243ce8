import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'

import type { ChoiceView, SourceView } from '#contracts/flow/forecasting'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { ListSelect } from '../../parts/fields/list-select.tsx'
import { PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { toast } from '../../parts/toast.tsx'
import { segments } from '../policies/words.ts'
import styles from './forecast.module.css'

export type ChooseSourceProps = {
  /** Absent: for a segment that has no choice yet. */
  readonly choice: ChoiceView | undefined
  readonly close: () => void
}

type Draft = {
  readonly segment: string
  readonly placeId: string | undefined
  readonly sourceId: string | undefined
  readonly reason: string
}

/** Whose forecast a segment is planned with, at one place or all, and why. */
export function ChooseSource({ choice, close }: ChooseSourceProps) {
  const [draft, setDraft] = useState<Draft>({
    segment: choice?.segment ?? 'AX',
    placeId: choice?.place?.id,
    sourceId: choice?.source?.id,
    reason: choice?.reason ?? '',
  })
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some })
  const { segment, placeId, sourceId, reason } = draft
  const path = `/forecast-choices/${encodeURIComponent(segment)}${placeId ? `?placeId=${placeId}` : ''}`
  const ifMatch = choice && `"${choice.version}"`
  const done = (text: string) => () => {
    toast({ text })
    close()
  }
  const save = useAct(
    () => ({
      method: 'PUT',
      path,
      ifMatch,
      body: { sourceId: sourceId ?? null, reason: reason.trim() },
    }),
    done('Chosen. What it changes is planned anew.'),
  )
  const takeAway = useAct(
    () => ({ method: 'DELETE', path, ifMatch }),
    done('Taken away. What it changes is planned anew.'),
  )
  const problem = save.problem ?? save.conflict ?? takeAway.problem ?? takeAway.conflict
  return (
    <ConfirmAct
      title={choice ? 'Change whose forecast is planned with' : 'Choose for a segment'}
      isOpen
      close={close}
      size={560}
      sentence="What its newest edition does not speak of stays ours; the spread is ours around its figures."
      verb="Plan with it"
      run={() => void save.run()}
      isRunning={save.isRunning || takeAway.isRunning}
      isDisabled={reason.trim() === ''}
      problem={problem}
    >
      <div className={styles.fields}>
        <NativeSelect
          label="Segment"
          value={segment}
          disabled={choice !== undefined}
          data={[
            ...new Set([...segments, segment].filter((one) => one !== '*')),
            { value: '*', label: 'All others' },
          ]}
          onChange={(event) => change({ segment: event.currentTarget.value })}
        />
        {choice ? (
          <NativeSelect label="Place" disabled data={[choice.place?.name ?? 'All']} />
        ) : (
          <PlaceSelect
            value={placeId}
            onChange={(next) => change({ placeId: next })}
            hint="All places when left out"
          />
        )}
        <ListSelect<SourceView>
          label="Planned with"
          path="/forecast-sources"
          query={{ status: 'active' }}
          placeholder="Our forecast"
          value={sourceId}
          error={reasonAt(problem, '/sourceId')}
          onChange={(next) => change({ sourceId: next })}
          optionOf={({ id, name, code }) => ({ id, label: name, note: code })}
        />
        <Textarea
          className={styles.wide ?? ''}
          label="Reason"
          required
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          error={reasonAt(problem, '/reason')}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      </div>
      {choice ? (
        <Button variant="default" loading={takeAway.isRunning} onClick={() => void takeAway.run()}>
          Take the choice away
        </Button>
      ) : null}
    </ConfirmAct>
  )
}
