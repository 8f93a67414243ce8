import { type QuantityWire, quantityText } from '../../look/format.ts'
import { QuantityField } from '../../parts/fields/decimal-field.tsx'
import type { OwnFieldProps, RecordField } from '../../parts/record-form/types.ts'
import type { Break } from './breaks.tsx'

/** What holds of terms in a unit; how many of it each carton, layer and pallet holds. */
export function termFields(unit: string): readonly RecordField[] {
  const count = (key: string, label: string, isRequired: boolean, hint?: string): RecordField => ({
    kind: 'own',
    key,
    label,
    isRequired,
    render: (props) => <Count {...props} {...{ label, unit, isRequired, hint }} />,
    textOf: (value) => quantityText(value as QuantityWire),
  })
  return [
    count('moq', 'Minimum', true, 'The least that is sold at once'),
    count('multiple', 'Multiple', true, 'Orders are rounded up to it'),
    { kind: 'whole', key: 'leadTimeDays', label: 'Lead time', suffix: 'days', isRequired: true },
    { kind: 'day', key: 'validTo', label: 'Last day', hint: 'Empty: until newer terms' },
    { kind: 'whole', key: 'rank', label: 'Rank', hint: '1 is asked first', isRequired: true },
    { kind: 'text', key: 'supplierSku', label: 'Their number for it', max: 100 },
    count('inner', 'Inner pack holds', false),
    count('outer', 'Outer carton holds', false),
    count('layer', 'Pallet layer holds', false),
    count('pallet', 'Pallet holds', false),
    { kind: 'whole', key: 'outerLengthMm', label: 'Carton length', suffix: 'mm' },
    { kind: 'whole', key: 'outerWidthMm', label: 'Carton width', suffix: 'mm' },
    { kind: 'whole', key: 'outerHeightMm', label: 'Carton height', suffix: 'mm' },
    { kind: 'whole', key: 'outerWeightGrams', label: 'Carton weight', suffix: 'g' },
  ]
}

type CountProps = OwnFieldProps & {
  readonly label: string
  readonly unit: string
  readonly isRequired: boolean
  readonly hint: string | undefined
}

function Count({ value, onChange, error, isDisabled, label, unit, isRequired, hint }: CountProps) {
  const known = value as QuantityWire | null | undefined
  return (
    <QuantityField
      label={label}
      unit={unit}
      isRequired={isRequired}
      isDisabled={isDisabled}
      hint={hint}
      error={error}
      value={known?.quantity}
      onChange={(quantity) =>
        onChange(quantity === undefined ? (isRequired ? undefined : null) : { quantity, unit })
      }
    />
  )
}

/** Edited in a table of its own, below the others. */
export const breaksField: RecordField = {
  kind: 'own',
  key: 'breaks',
  label: 'Prices',
  render: () => null,
  textOf: (value) =>
    Array.isArray(value)
      ? (value as readonly Break[])
          .map(({ from, price }) => `${quantityText(from)}: ${price.amount}`)
          .join(', ')
      : 'changed',
}

export function areWritten(breaks: readonly Break[]): boolean {
  return breaks.every(({ from, price }) => from.quantity !== '' && price.amount !== '')
}
