import type { ReactNode } from 'react'

import type { Query } from '../../api/client.ts'
import type { Option } from '../fields/search-select.tsx'

/** Fields of a record as the API takes them, by name. */
export type Values = Readonly<Record<string, unknown>>

export type OwnFieldProps = {
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly error: string | undefined
  readonly isDisabled: boolean
}

type FieldBase = {
  readonly key: string
  readonly label: string
  readonly hint?: ReactNode
  readonly isRequired?: boolean
  /** Said when the record is made, and never changed. */
  readonly isForGood?: boolean
  /** Takes a whole line of the form. */
  readonly isWide?: boolean
}

/** One field of a record, and how it is entered. */
export type RecordField =
  | (FieldBase & { readonly kind: 'text'; readonly max: number; readonly isLong?: boolean })
  | (FieldBase & {
      readonly kind: 'choice'
      readonly options: readonly { readonly value: string; readonly label: string }[]
    })
  | (FieldBase & { readonly kind: 'flag' })
  /** A whole number; null when empty, unless required. */
  | (FieldBase & { readonly kind: 'whole'; readonly suffix?: string })
  /** Basis points, entered as percent. */
  | (FieldBase & { readonly kind: 'percent' })
  /** A decimal as text, such as a rate. */
  | (FieldBase & { readonly kind: 'decimal'; readonly digitsMax: number })
  | (FieldBase & { readonly kind: 'money'; readonly currency: string })
  | (FieldBase & { readonly kind: 'day' })
  /** One of a few records. */
  | (FieldBase & {
      readonly kind: 'list'
      readonly path: string
      readonly query?: Query
      readonly optionOf: (row: never) => Option
    })
  /** Anything else: a picker of records, a table of packs. */
  | (FieldBase & {
      readonly kind: 'own'
      readonly render: (props: OwnFieldProps) => ReactNode
      readonly textOf?: (value: unknown) => string
    })
