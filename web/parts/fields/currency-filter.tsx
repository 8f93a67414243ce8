import type { Filter } from '../data-list/types.ts'
import { ListSelect } from './list-select.tsx'
import type { Option } from './search-select.tsx'

type Named = { readonly code: string; readonly name: string }

/** Currencies are named by their code everywhere. */
export function optionOfCurrency({ code, name }: Named): Option {
  return { id: code, label: code, note: name }
}

/** A list's filter by currency. */
export function currencyFilter(label: string, key: string): Filter {
  return {
    kind: 'search',
    label,
    key,
    render: (field) => (
      <ListSelect<Named> isBare {...field} path="/currencies" optionOf={optionOfCurrency} />
    ),
  }
}
