import { Autocomplete } from '@mantine/core'

import { type FieldProps, inputProps } from './field.ts'
import fields from './fields.module.css'

/** Incoterms 2020, in the order of the rules: any mode of transport first, then by water. */
const incoterms = {
  EXW: 'Ex works',
  FCA: 'Free carrier',
  CPT: 'Carriage paid to',
  CIP: 'Carriage and insurance paid to',
  DAP: 'Delivered at place',
  DPU: 'Delivered at place unloaded',
  DDP: 'Delivered duty paid',
  FAS: 'Free alongside ship',
  FOB: 'Free on board',
  CFR: 'Cost and freight',
  CIF: 'Cost, insurance and freight',
} as const

type Incoterm = keyof typeof incoterms

const codes = Object.keys(incoterms) as readonly Incoterm[]
const charactersMax = 60

type IncotermFieldProps = Omit<FieldProps<string>, 'value' | 'onChange' | 'label'> & {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Three letters and the named place: the list offers the letters, the place is typed after them. */
export function IncotermField({ value, onChange, ...props }: IncotermFieldProps) {
  return (
    <Autocomplete
      {...inputProps({ label: 'Incoterm', ...props })}
      data={[...codes]}
      value={value}
      onChange={onChange}
      maxLength={charactersMax}
      maxDropdownHeight={420}
      placeholder="Such as FOB Ningbo"
      autoComplete="off"
      filter={({ options, search }) => options.filter((option) => isFound(option, search))}
      renderOption={({ option }) => (
        <span className={fields.option}>
          {option.value} <small>{incoterms[option.value as Incoterm]}</small>
        </span>
      )}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
    />
  )
}

/** By letters or by name; once a place follows the letters there is nothing left to offer. */
function isFound(option: object, search: string): boolean {
  const code = 'value' in option ? (option.value as Incoterm) : undefined
  const text = search.trim().toLowerCase()
  return code !== undefined && `${code} ${incoterms[code]}`.toLowerCase().includes(text)
}
