/** The records of the source as files in Landfall's own words, to come in by staged import. */
import type { SourceCompany } from './source.ts'

type Row = Readonly<Record<string, string>>

export type ImportFile = {
  readonly kind: string
  readonly text: string
  /** Rates of currencies that are no more, or of one in itself, are of no use; anything else must fit. */
  readonly mayLeaveOut: boolean
}

/** In the order in which they must come: what is named comes before what names it. */
export function importFilesOf(source: SourceCompany): readonly ImportFile[] {
  return [
    { kind: 'currency-rates', text: csv(source.rates), mayLeaveOut: true },
    { kind: 'suppliers', text: csv(source.suppliers), mayLeaveOut: false },
    { kind: 'items', text: csv(source.items), mayLeaveOut: false },
    { kind: 'supplier-terms', text: csv(source.terms), mayLeaveOut: false },
  ]
}

function csv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly string[]) =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  return [line(columns), ...rows.map((row) => line(columns.map((name) => row[name] ?? '')))].join(
    '\n',
  )
}
