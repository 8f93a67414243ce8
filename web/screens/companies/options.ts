import type { Option } from '../../parts/fields/search-select.tsx'

type Named = { readonly id: string; readonly code: string; readonly name: string }

export function optionOfAccount({ id, code, name }: Named): Option {
  return { id, label: `${code} ${name}` }
}
