import type { ComboboxParsedItem } from '@mantine/core'

/** A list to pick from holds options and nothing else; so one that can't be picked says why there is none. */
export function orNothing(
  found: readonly ComboboxParsedItem<string>[],
  label = 'Nothing found',
): ComboboxParsedItem<string>[] {
  return found.length > 0 ? [...found] : [{ value: '', label, disabled: true }]
}
