import { type ComboboxParsedItem, defaultOptionsFilter, Select } from '@mantine/core'

import type { Query } from '../../api/client.ts'
import { useList } from '../../api/queries.ts'
import { type FieldProps, inputProps } from './field.ts'
import fields from './fields.module.css'
import { orNothing } from './nothing-found.ts'
import type { Option } from './search-select.tsx'

export type ListSelectProps<Row> = FieldProps<string> & {
  /** A list that is short: all of it is read. */
  readonly path: string
  readonly query?: Query
  readonly optionOf: (row: Row) => Option
  readonly onPick?: ((row: Row | undefined) => void) | undefined
  /** Said while nothing is chosen. */
  readonly placeholder?: string
}

const rowsMax = 200

/** Picks one of a few records, such as a company or a unit. */
export function ListSelect<Row>(props: ListSelectProps<Row>) {
  const { label, path, query = {}, optionOf, value, onChange, onPick } = props
  const { page } = useList<Row>(path, { ...query, limit: rowsMax })
  const rows = page?.items ?? []
  const options = rows.map(optionOf)
  const notes = new Map(options.map(({ id, note }) => [id, note]))
  const pick = (id: string | null) => {
    onChange(id ?? undefined)
    onPick?.(rows.find((row) => optionOf(row).id === id))
  }
  return (
    <Select
      {...inputProps(props)}
      data={options.map((option) => ({ value: option.id, label: option.label }))}
      value={value ?? null}
      onChange={pick}
      searchable
      clearable={!props.isRequired}
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      allowDeselect={!props.isRequired}
      placeholder={props.placeholder ?? `Choose ${label.toLowerCase()}`}
      filter={(asked) => orNothing(defaultOptionsFilter(asked) as ComboboxParsedItem<string>[])}
      maxDropdownHeight={280}
      classNames={{ options: `${fields.options}` }}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      renderOption={({ option }) => (
        <span className={fields.option}>
          {option.label}
          <small>{notes.get(option.value)}</small>
        </span>
      )}
    />
  )
}
