import { NativeSelect } from '@mantine/core'
import { useState } from 'react'

import { useAct } from '../../api/acts.ts'
import { dayText } from '../../look/days.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { toast } from '../../parts/toast.tsx'

export type ExtendCalendarProps = {
  readonly companies: readonly { readonly id: string; readonly name: string }[]
  readonly close: () => void
}

type Extended = { readonly startsOn: string; readonly endsOn: string }

/** A year of months before the first period, or after the last. */
export function ExtendCalendar({ companies, close }: ExtendCalendarProps) {
  const [companyId, setCompanyId] = useState(companies[0]?.id ?? '')
  const [direction, setDirection] = useState('later')
  const act = useAct<void, Extended>(
    () => ({ path: `/companies/${companyId}/fiscal-years`, body: { direction } }),
    ({ startsOn, endsOn }) => {
      toast({ text: `Added ${dayText(startsOn, true)} to ${dayText(endsOn, true)}.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title="Add a year of periods"
      isOpen
      close={close}
      sentence="Twelve months are added, open for posting."
      verb="Add the year"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={companyId === ''}
      problem={act.problem}
    >
      <NativeSelect
        label="Company"
        value={companyId}
        data={companies.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setCompanyId(event.currentTarget.value)}
      />
      <NativeSelect
        label="Which year"
        value={direction}
        data={[
          { value: 'later', label: 'After the last period' },
          { value: 'earlier', label: 'Before the first period' },
        ]}
        onChange={(event) => setDirection(event.currentTarget.value)}
      />
    </ConfirmAct>
  )
}
