import { TextInput } from '@mantine/core'

import type { OwnFieldProps } from '../../parts/record-form/types.ts'
import { gtinComplaint } from './gtin.ts'

/** Says at once when a digit can't be right. */
export function GtinField({ value, onChange, error, isDisabled }: OwnFieldProps) {
  const gtin = String(value ?? '')
  return (
    <TextInput
      label="GTIN"
      description="Of one stocking unit; packs have their own"
      inputMode="numeric"
      maxLength={14}
      disabled={isDisabled}
      value={gtin}
      error={gtinComplaint(gtin) ?? error}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  )
}
