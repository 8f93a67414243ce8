import { Checkbox, Group } from '@mantine/core'

import type { OwnFieldProps } from '../../parts/record-form/types.ts'

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const anyDay = 127

/** Bits 0 (Monday) to 6, as the days they stand for. */
export function weekdaysText(bits: number): string {
  if (bits === anyDay) return 'Any day'
  return names.filter((_, at) => (bits & (1 << at)) !== 0).join(', ')
}

/** On which days of the week orders are made: at least on one. */
export function Weekdays({ value, onChange, error, isDisabled }: OwnFieldProps) {
  const bits = typeof value === 'number' ? value : anyDay
  const chosen = names.filter((_, at) => (bits & (1 << at)) !== 0)
  const take = (days: readonly string[]) => {
    const next = names.reduce((sum, day, at) => (days.includes(day) ? sum | (1 << at) : sum), 0)
    if (next > 0) onChange(next)
  }
  return (
    <Checkbox.Group
      label="Orders are made on"
      description="What is due in between waits for the next of these days"
      error={error}
      value={[...chosen]}
      onChange={take}
    >
      <Group gap="md" mt={4}>
        {names.map((day) => (
          <Checkbox key={day} value={day} label={day} disabled={isDisabled} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}
