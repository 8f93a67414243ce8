import type { Paper } from '../queries/read-paper.ts'

/** The day of all lines, or the first and the last where they have days of their own. */
export function deliverBy({ lines, requestedOn }: Paper): string {
  const days = lines.map((line) => line.requestedOn).sort()
  const [first = requestedOn] = days
  const last = days.at(-1) ?? first
  return first === last ? first : `${first} – ${last}`
}
