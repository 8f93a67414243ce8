import { TextInput } from '@mantine/core'

import type { Day } from '../../look/format.ts'
import type { FieldProps } from './decimal-field.tsx'
import fields from './fields.module.css'

export type DayFieldProps = FieldProps<Day> & { readonly from?: Day; readonly to?: Day }

/** A calendar day. The browser's own field: the reader's order of day and month, any calendar. */
export function DayField(props: DayFieldProps) {
  const { label, isBare = false, value, onChange, hint, error, from, to } = props
  return (
    <TextInput
      {...(isBare ? { 'aria-label': label } : { label })}
      type="date"
      classNames={{ input: fields.day ?? '' }}
      value={value ?? ''}
      min={from ?? '1900-01-01'}
      max={to ?? '9999-12-31'}
      description={hint}
      error={error}
      required={props.isRequired ?? false}
      disabled={props.isDisabled ?? false}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
