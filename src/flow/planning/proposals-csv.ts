/** The buy list as a file. */
import { csvLine } from '#records/imports'

import type { ProposalRow } from './contract.ts'

const columns: readonly (readonly [string, (row: ProposalRow) => string])[] = [
  ['Kind', ({ kind }) => kind],
  ['SKU', ({ item }) => item.sku],
  ['Item', ({ item }) => item.name],
  ['Place', ({ place }) => place.code],
  ['Supplier', ({ supplier }) => supplier?.name ?? ''],
  ['From place', ({ fromPlace }) => fromPlace?.code ?? ''],
  ['Order', ({ order }) => order?.number ?? ''],
  ['Segment', ({ segment }) => segment],
  ['On hand', ({ onHand }) => onHand.quantity],
  ['Available', ({ available }) => available.quantity],
  ['Coming', ({ coming }) => coming.quantity],
  ['Sells out', ({ sellsOutOn }) => sellsOutOn ?? ''],
  ['Order by', ({ orderBy }) => orderBy],
  ['Arrives', ({ arrivesOn }) => arrivesOn],
  ['Urgency', ({ urgencyKind }) => urgencyKind],
  ['Needed', ({ needed }) => needed.quantity],
  ['Suggested', ({ suggested }) => suggested.quantity],
  ['Topped up', ({ topped }) => topped.quantity],
  ['To order', ({ ordered }) => ordered.quantity],
  ['Unit', ({ item }) => item.unit],
  ['Price', ({ price }) => price?.amount ?? ''],
  ['Price per', ({ price }) => price?.per ?? ''],
  ['Value', ({ value }) => value?.amount ?? ''],
  ['Currency', ({ value }) => value?.currency ?? ''],
  ['Value in company currency', ({ companyValue }) => companyValue.amount],
  ['Company currency', ({ companyValue }) => companyValue.currency],
  ['Snoozed until', ({ decision }) => decision?.snoozedUntil ?? ''],
  ['Reason', ({ decision }) => decision?.reason ?? ''],
]

export function proposalsCsv(rows: readonly ProposalRow[]): string {
  const head = csvLine(columns.map(([title]) => title))
  return head + rows.map((row) => csvLine(columns.map(([, cell]) => cell(row)))).join('')
}
