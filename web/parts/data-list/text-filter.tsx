import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

import list from './data-list.module.css'

export type TextFilterProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The field that `/` goes to. */
  readonly isSearch?: boolean
}

const typingPauseMs = 250

/** Keeps what is typed at once, and asks when the typing pauses. */
export function TextFilter({ label, value, onChange, isSearch = false }: TextFilterProps) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the clock
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => onChange(typed.trim()), typingPauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextInput
      data-search={isSearch || undefined}
      wrapperProps={{ 'data-search': isSearch || undefined }}
      className={list.search}
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
      leftSection={<IconSearch size={14} stroke={1.8} aria-hidden="true" />}
    />
  )
}
