import type { ReactNode } from 'react'

/** What every field of a form has in common. */
export type FieldProps<Value> = {
  readonly label: string
  /** In a table, where the head is the label: said to screen readers only. */
  readonly isBare?: boolean
  /** Undefined when empty, or when what is typed is no value. */
  readonly value: Value | undefined
  readonly onChange: (value: Value | undefined) => void
  readonly hint?: ReactNode
  /** From the server, beside the field it is about: `reasonAt(problem, '/lines/0/price')`. */
  readonly error?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
}

/** The same, as Mantine's inputs call it. */
export function inputProps(props: Omit<FieldProps<never>, 'value' | 'onChange'>) {
  const { label, isBare = false, hint, error, isRequired = false, isDisabled = false } = props
  return {
    ...(isBare ? { 'aria-label': label } : { label }),
    description: hint,
    error,
    required: isRequired,
    disabled: isDisabled,
  }
}
