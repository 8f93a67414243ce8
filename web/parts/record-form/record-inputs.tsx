import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'

import { type Problem, reasonAt } from '../../api/problem.ts'
import type { MoneyWire } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { DayField } from '../fields/day-field.tsx'
import { DecimalField, MoneyField } from '../fields/decimal-field.tsx'
import { inputProps } from '../fields/field.ts'
import { ListSelect } from '../fields/list-select.tsx'
import styles from './record-form.module.css'
import type { RecordField, Values } from './types.ts'

export type RecordInputsProps = {
  readonly fields: readonly RecordField[]
  readonly values: Values
  readonly set: (key: string, value: unknown) => void
  readonly problem: Problem | undefined
  readonly isNew: boolean
  /** Somebody who may only read. */
  readonly isDisabled?: boolean
}

/** The fields of a record, as many columns as fit. */
export function RecordInputs(props: RecordInputsProps) {
  const { fields, values, set, problem, isNew, isDisabled = false } = props
  return (
    <div className={ui.fields}>
      {fields.map((field) => (
        <div key={field.key} className={field.isWide ? styles.wide : undefined}>
          <Input
            field={field}
            value={values[field.key]}
            onChange={(value) => set(field.key, value)}
            error={errorOf(problem, field.key)}
            isDisabled={isDisabled || (!isNew && field.isForGood === true)}
          />
        </div>
      ))}
    </div>
  )
}

/** Beside the field itself, or beside a part of it: `/approvalOver/amount`. */
function errorOf(problem: Problem | undefined, key: string): string | undefined {
  const own = reasonAt(problem, `/${key}`)
  return own ?? problem?.errors.find(({ pointer }) => pointer?.startsWith(`/${key}/`))?.detail
}

type InputProps = {
  readonly field: RecordField
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly error: string | undefined
  readonly isDisabled: boolean
}

function Input({ field, value, onChange, error, isDisabled }: InputProps) {
  const { label, hint, isRequired = false } = field
  const shared = { label, hint, isRequired, isDisabled, error }
  const orNull = (text: string | undefined, read: (text: string) => unknown) =>
    onChange(text === undefined ? (isRequired ? undefined : null) : read(text))
  switch (field.kind) {
    case 'text':
      return <TextField {...shared} field={field} value={value} onChange={onChange} />
    case 'choice':
      return (
        <NativeSelect
          {...inputProps(shared)}
          value={String(value ?? '')}
          data={[...field.options]}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'flag':
      return (
        <Checkbox
          className={styles.flag ?? ''}
          label={label}
          description={hint}
          error={error}
          disabled={isDisabled}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'whole':
      return (
        <DecimalField
          {...shared}
          digitsMax={0}
          {...(field.suffix ? { suffix: field.suffix } : {})}
          value={textOf(value)}
          onChange={(text) => orNull(text, Number)}
        />
      )
    case 'percent':
      return (
        <DecimalField
          {...shared}
          digitsMax={2}
          suffix="%"
          value={typeof value === 'number' ? String(value / 100) : undefined}
          onChange={(text) => orNull(text, (percent) => Math.round(Number(percent) * 100))}
        />
      )
    case 'decimal':
      return (
        <DecimalField
          {...shared}
          digitsMax={field.digitsMax}
          value={textOf(value)}
          onChange={onChange}
        />
      )
    case 'money':
      return (
        <MoneyField
          {...shared}
          currency={field.currency}
          value={(value as MoneyWire | null | undefined)?.amount}
          onChange={(text) => orNull(text, (amount) => ({ amount, currency: field.currency }))}
        />
      )
    case 'day':
      return (
        <DayField {...shared} value={textOf(value)} onChange={(day) => orNull(day, (one) => one)} />
      )
    case 'list':
      return (
        <ListSelect
          {...shared}
          path={field.path}
          {...(field.query ? { query: field.query } : {})}
          optionOf={field.optionOf}
          value={textOf(value)}
          onChange={(id) => orNull(id, (one) => one)}
        />
      )
    case 'own':
      return field.render({ value, onChange, error, isDisabled })
  }
}

type TextFieldProps = Omit<InputProps, 'field'> & {
  readonly field: Extract<RecordField, { kind: 'text' }>
}

function TextField({ field, value, onChange, error, isDisabled }: TextFieldProps) {
  const { label, hint, isRequired = false, max, isLong } = field
  const given = {
    ...inputProps({ label, hint, isRequired, isDisabled, error }),
    maxLength: max,
    value: String(value ?? ''),
  }
  return isLong ? (
    <Textarea
      {...given}
      autosize
      minRows={2}
      maxRows={8}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...given} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value)
}
