/**
 * CSV as we write it. A cell that a spreadsheet would run as a formula goes out behind an apostrophe,
 * and comes back without it. Source: OWASP, CSV injection; RFC 4180 for the quotes.
 */

const formulaStart = /^'*[=+\-@\t\r]/
const guarded = /^'(?='*[=+\-@\t\r])/
const plainNumber = /^[+-]?[\d.,\s]*\d[\d.,\s]*$/

/** Makes text safe to open in a spreadsheet; a number stays a number. */
export function guardCell(text: string): string {
  return formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text
}

/** Takes our apostrophe off again. */
export function unguardCell(text: string): string {
  return guarded.test(text) ? text.slice(1) : text
}

/** One line of CSV with its line break. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return `${cells.map((cell) => quoted(guardCell(cell), delimiter)).join(delimiter)}\r\n`
}

function quoted(cell: string, delimiter: string): string {
  const needsQuotes = /["\r\n]/.test(cell) || cell.includes(delimiter) || /^\s|\s$/.test(cell)
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell
}
