import type { OrderMinimumView } from '#contracts/flow/planning'

import { decimalText } from '../../look/format.ts'
import { DecimalField } from '../../parts/fields/decimal-field.tsx'
import { PlaceSelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import type { OwnFieldProps, RecordField } from '../../parts/record-form/types.ts'
import { Weekdays, weekdaysText } from './weekdays.tsx'

type Measure = { readonly label: string; readonly suffix: string; readonly perShown: number }

const volume: Measure = { label: 'Room in a load', suffix: 'm³', perShown: 1e6 }
const weight: Measure = { label: 'Weight of a load', suffix: 'kg', perShown: 1e3 }
const decimalsMax = 3

/** Kept in cubic centimetres and grams, written in cubic metres and kilograms. */
function Size({ value, onChange, error, isDisabled, ...measure }: OwnFieldProps & Measure) {
  const { label, suffix, perShown } = measure
  return (
    <DecimalField
      label={label}
      suffix={suffix}
      digitsMax={decimalsMax}
      error={error}
      isDisabled={isDisabled}
      value={typeof value === 'number' ? String(value / perShown) : undefined}
      onChange={(text) =>
        onChange(text === undefined ? null : Math.round(Number(text) * perShown) || null)
      }
    />
  )
}

export function sizeText(value: number | null, { suffix, perShown }: Measure): string {
  return value === null ? '–' : `${decimalText(String(value / perShown))} ${suffix}`
}

export const volumeText = (value: number | null) => sizeText(value, volume)
export const weightText = (value: number | null) => sizeText(value, weight)

const sizeField = (key: string, measure: Measure): RecordField => ({
  kind: 'own',
  key,
  label: measure.label,
  render: (props) => <Size {...props} {...measure} />,
  textOf: (value) => sizeText(value as number, measure),
})

const termsIn = (currency: string): readonly RecordField[] => [
  {
    kind: 'money',
    key: 'minimumValue',
    label: 'An order is worth at least',
    hint: '0: no minimum',
    currency,
    isRequired: true,
  },
  {
    kind: 'text',
    key: 'loadName',
    label: 'Load to fill',
    hint: 'Such as 20 ft or truck; empty: none',
    max: 60,
  },
  sizeField('loadVolumeCm3', volume),
  sizeField('loadWeightGrams', weight),
  {
    kind: 'own',
    key: 'reviewDays',
    label: 'Orders are made on',
    isWide: true,
    render: (props) => <Weekdays {...props} />,
    textOf: (value) => weekdaysText(Number(value)),
  },
]

type PickedSupplier = { readonly id: string; readonly name: string; readonly currency: string }

type Given = {
  readonly saved: OrderMinimumView | undefined
  /** Of the supplier that was picked; nothing can be said in money before. */
  readonly currency: string | undefined
  readonly pick: (supplier: PickedSupplier | undefined) => void
}

export function minimumFields({ saved, currency, pick }: Given): readonly RecordField[] {
  if (saved !== undefined) return termsIn(saved.currency)
  const ends: readonly RecordField[] = [
    {
      kind: 'own',
      key: 'supplierId',
      label: 'Supplier',
      isRequired: true,
      render: ({ value, onChange, isDisabled, error }) => (
        <SupplierSelect<PickedSupplier>
          isRequired
          value={value as string | undefined}
          onChange={onChange}
          onPick={pick}
          isDisabled={isDisabled}
          error={error}
        />
      ),
    },
    {
      kind: 'own',
      key: 'placeId',
      label: 'Place',
      render: ({ value, onChange, isDisabled, error }) => (
        <PlaceSelect
          hint="Empty: for orders to any place"
          value={value as string | undefined}
          onChange={onChange}
          isDisabled={isDisabled}
          error={error}
        />
      ),
    },
  ]
  return currency === undefined ? ends : [...ends, ...termsIn(currency)]
}
