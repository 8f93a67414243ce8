import { currencyDigits } from '../../look/format.ts'
import { MoneyField } from '../../parts/fields/decimal-field.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'
import { methodWords, minorText, targetWords } from './words.ts'

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** Of what has a code and a name, in a list. */
export const namedOption = ({ id, code, name }: { id: string; code: string; name: string }) => ({
  id,
  label: name,
  note: code,
})

/** What a rule promises; all that a channel can ask for. */
export const targetFields: readonly RecordField[] = [
  { kind: 'choice', key: 'targetKind', label: 'Promise', options: optionsOf(targetWords) },
  { kind: 'percent', key: 'targetBps', label: 'Target', isRequired: true },
]

export function ruleFields(currency: string): readonly RecordField[] {
  return [
    ...targetFields,
    { kind: 'choice', key: 'method', label: 'Method', options: optionsOf(methodWords) },
    { kind: 'whole', key: 'reviewDays', label: 'Review every', suffix: 'days', isRequired: true },
    { kind: 'whole', key: 'minUnits', label: 'At least', suffix: 'units' },
    { kind: 'whole', key: 'maxUnits', label: 'At most', suffix: 'units' },
    {
      kind: 'whole',
      key: 'coverDaysMin',
      label: 'Shortest cover',
      suffix: 'days',
      isRequired: true,
    },
    { kind: 'whole', key: 'coverDaysMax', label: 'Longest cover', suffix: 'days' },
    minorField('cashMaxMinor', 'Most money in it', currency),
    minorField('releaseUpToMinor', 'Goes out by itself up to', currency),
  ]
}

/** Kept in minor units, entered as money. */
function minorField(key: string, label: string, currency: string): RecordField {
  const scale = 10 ** currencyDigits(currency)
  return {
    kind: 'own',
    key,
    label,
    render: ({ value, onChange, error, isDisabled }) => (
      <MoneyField
        label={label}
        currency={currency}
        value={typeof value === 'number' ? String(value / scale) : undefined}
        onChange={(amount) =>
          onChange(amount === undefined ? null : Math.round(Number(amount) * scale))
        }
        error={error}
        isDisabled={isDisabled}
      />
    ),
    textOf: (value) => minorText(typeof value === 'number' ? value : undefined, currency),
  }
}
