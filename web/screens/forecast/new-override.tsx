import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'

import type { ForecastView } from '#contracts/flow/forecasting'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { addDays } from '../../look/days.ts'
import type { Day, Decimal } from '../../look/format.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { DecimalField } from '../../parts/fields/decimal-field.tsx'
import { toast } from '../../parts/toast.tsx'
import styles from './forecast.module.css'
import { expectedText, overrideKinds, spanText } from './words.ts'

/** What is overridden: an item at a place, or all that is of a category, at a place or in a channel. */
export type OverrideAbout = {
  readonly title: string
  readonly body: Readonly<Record<string, string>>
  /** Empty for units of different kinds. */
  readonly unit: string
  readonly forecastFrom: Day
  /** What is expected now, in a sentence. */
  readonly note: string
}

export type NewOverrideProps = { readonly about: OverrideAbout; readonly close: () => void }

export function aboutForecast(forecast: ForecastView): OverrideAbout {
  const { item, place, unit, levelUnits, forecastFrom } = forecast
  return {
    title: `Override ${item.name}`,
    body: { itemId: item.id, placeId: place.id },
    unit,
    forecastFrom,
    note: `At ${place.name} it sells ${expectedText(levelUnits)} ${unit} a week now.`,
  }
}

type Kind = (typeof overrideKinds)[number]['value']

type Draft = {
  readonly kind: Kind
  readonly amount: Decimal | undefined
  readonly startsOn: Day | undefined
  readonly endsOn: Day | undefined
  readonly expiresOn: Day | undefined
  readonly reason: string
}

const weeksUsual = 4

export function NewOverride({ about, close }: NewOverrideProps) {
  const { unit, forecastFrom } = about
  const lastDay = addDays(forecastFrom, 7 * weeksUsual - 1)
  const [draft, setDraft] = useState<Draft>({
    kind: 'set',
    amount: undefined,
    startsOn: forecastFrom,
    endsOn: lastDay,
    expiresOn: lastDay,
    reason: '',
  })
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some })
  const act = useAct(
    () => ({
      path: '/forecast-overrides',
      body: {
        ...draft,
        ...about.body,
        amount: Number(draft.amount),
        reason: draft.reason.trim(),
      },
    }),
    () => {
      toast({ text: 'Overridden. Planning goes by it now.' })
      close()
    },
  )
  const { kind, amount, startsOn, endsOn, expiresOn, reason } = draft
  const isReady = amount && startsOn && endsOn && expiresOn && reason.trim() !== ''
  const errorAt = (pointer: string) => reasonAt(act.problem, pointer)
  return (
    <ConfirmAct
      title={about.title}
      isOpen
      close={close}
      size={560}
      sentence={isReady ? sentenceOf(about, draft) : 'Say how much, for which days, and why.'}
      verb="Override"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={!isReady}
      problem={act.problem}
    >
      <div className={styles.fields}>
        <NativeSelect
          label="Change"
          value={kind}
          data={[...overrideKinds]}
          data-autofocus
          onChange={(event) => change({ kind: event.currentTarget.value as Kind })}
        />
        <DecimalField
          label={kind === 'multiply' ? 'Factor' : 'Units a week'}
          isRequired
          digitsMax={kind === 'multiply' ? 4 : 6}
          allowsNegative={kind === 'add'}
          {...(kind === 'multiply' || unit === '' ? {} : { suffix: unit })}
          value={amount}
          error={errorAt('/amount')}
          onChange={(next) => change({ amount: next })}
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
        <DayField
          label="Expires"
          hint="Not used after this day"
          isRequired
          value={expiresOn}
          error={errorAt('/expiresOn')}
          onChange={(day) => change({ expiresOn: day })}
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

function sentenceOf({ note }: OverrideAbout, draft: Draft): string {
  const span = spanText(draft.startsOn ?? '', draft.endsOn ?? '')
  return `${span}: planning goes by it at once. ${note}`
}
