import { TextInput } from '@mantine/core'

import type { Day } from '../../look/format.ts'
import { type FieldProps, inputProps } from './field.ts'
import fields from './fields.module.css'

export type DayFieldProps = FieldProps<Day> & { readonly from?: Day; readonly to?: Day }

/** A calendar day. The browser's own field: the reader's order of day and month, any calendar. */
export function DayField(props: DayFieldProps) {
  const { value, onChange, from = '1900-01-01', to = '9999-12-31' } = props
  return (
    <TextInput
      {...inputProps(props)}
      type="date"
      classNames={{ input: fields.day ?? '' }}
      value={value ?? ''}
      min={from}
      max={to}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
