import type { FieldProps } from './field.ts'
import { ListSelect } from './list-select.tsx'
import { type Option, SearchSelect } from './search-select.tsx'

/** What the selects need of a record; the lists of the API give more, for `onPick`. */
export type SupplierRow = { readonly id: string; readonly name: string; readonly code?: string }
export type ItemRow = { readonly id: string; readonly name: string; readonly sku: string }
export type PlaceRow = { readonly id: string; readonly name: string; readonly code?: string }
export type CompanyRow = { readonly id: string; readonly name: string; readonly code?: string }

type RecordSelectProps<Row> = Omit<FieldProps<string>, 'label'> & {
  readonly label?: string
  readonly chosen?: Option | undefined
  readonly onPick?: (row: Row | undefined) => void
}

export function SupplierSelect<Row extends SupplierRow>(props: RecordSelectProps<Row>) {
  return <SearchSelect<Row> label="Supplier" {...props} path="/suppliers" optionOf={namedOption} />
}

export function ItemSelect<Row extends ItemRow>(props: RecordSelectProps<Row>) {
  return (
    <SearchSelect<Row>
      label="Item"
      {...props}
      path="/items"
      optionOf={({ id, name, sku }) => ({ id, label: name, note: sku })}
    />
  )
}

export function PlaceSelect<Row extends PlaceRow>(props: RecordSelectProps<Row>) {
  return <SearchSelect<Row> label="Place" {...props} path="/places" optionOf={namedOption} />
}

/** There are few companies: all of them are offered. */
export function CompanySelect<Row extends CompanyRow>(
  props: Omit<RecordSelectProps<Row>, 'chosen'>,
) {
  return <ListSelect<Row> label="Company" {...props} path="/companies" optionOf={namedOption} />
}

function namedOption({ id, name, code }: SupplierRow): Option {
  return { id, label: name, ...(code === undefined ? {} : { note: code }) }
}
