import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'

import type { Query } from '../../api/client.ts'
import { useList } from '../../api/queries.ts'
import { type FieldProps, inputProps } from './field.ts'
import fields from './fields.module.css'
import { orNothing } from './nothing-found.ts'

/** One record to pick. `note` is what tells it from its namesakes: a code, a currency. */
export type Option = { readonly id: string; readonly label: string; readonly note?: string }

export type SearchSelectProps<Row> = FieldProps<string> & {
  /** List of the API that takes `q`. */
  readonly path: string
  readonly query?: Query
  readonly optionOf: (row: Row) => Option
  /** What `value` is called, where it was chosen before: otherwise only its id is known. */
  readonly chosen?: Option | undefined
  /** The whole row, for what follows from it: the currency of a supplier. */
  readonly onPick?: (row: Row | undefined) => void
  readonly placeholder?: string
}

const rowsMax = 20

/** Picks one record out of any number: the server searches as one types. */
export function SearchSelect<Row>(props: SearchSelectProps<Row>) {
  const { label, value, placeholder = `Search ${label.toLowerCase()}` } = props
  const { options, isSearching, pick, setTyped, setOpen } = useOptions(props)
  const notes = new Map(options.map(({ id, note }) => [id, note]))
  return (
    <Select
      {...inputProps(props)}
      data={options.map((option) => ({ value: option.id, label: option.label }))}
      value={value ?? null}
      onChange={pick}
      searchable
      clearable={!props.isRequired}
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      // The server has searched already.
      filter={({ options: found }) => orNothing(found, isSearching ? 'Searching' : 'Nothing found')}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      placeholder={placeholder}
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

/** What can be picked now: what the server found, and what is chosen already. */
function useOptions<Row>(props: SearchSelectProps<Row>) {
  const { value, path, query, optionOf, chosen, onChange, onPick } = props
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [picked, setPicked] = useState(chosen)
  const [q] = useDebouncedValue(typed.trim(), 200)
  const known = [picked, chosen].find((option) => option?.id === value)
  const isTyped = typed !== '' && typed !== known?.label
  const asked = { ...query, limit: rowsMax, q: isTyped ? q : undefined }
  const { page, isFetching } = useList<Row>(path, asked, isOpen || value !== undefined)
  // Rows of what was typed before are no answer: Enter must not pick one of them.
  const isStale = isTyped && (typed.trim() !== q || isFetching)
  const rows = isStale ? [] : (page?.items ?? [])
  const found = rows.map(optionOf)
  const isMissing = known && !isStale && !found.some(({ id }) => id === known.id)
  const pick = (id: string | null) => {
    const row = rows.find((each) => optionOf(each).id === id)
    setPicked(row ? optionOf(row) : undefined)
    onChange(id ?? undefined)
    onPick?.(row)
  }
  return {
    options: isMissing ? [known, ...found] : found,
    isSearching: isStale || isFetching,
    pick,
    setTyped,
    setOpen,
  }
}
