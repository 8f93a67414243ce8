/** Which mark parts the cells of a file. */
export const delimiters = [',', ';', '\t', '|'] as const

export type Delimiter = (typeof delimiters)[number]

/**
 * The mark that parts the header into most cells; a comma when none does.
 *
 * @param start the first characters of the file, without its byte order mark
 */
export function sniffDelimiter(start: string): Delimiter {
  const header = withoutQuoted(firstLine(start))
  return delimiters.reduce((best, mark) =>
    countOf(header, mark) > countOf(header, best) ? mark : best,
  )
}

/** Excel may say the mark on a line of its own before the header: `sep=;`. */
export function saidDelimiter(start: string): Delimiter | undefined {
  const [, mark] = /^sep=(.)\r?(?:\n|$)/i.exec(start) ?? []
  return delimiters.find((each) => each === mark)
}

/** Up to the first line break that is not inside quotes, blank lines skipped. */
function firstLine(start: string): string {
  return /^(?:"(?:[^"]|"")*"?|[^"\r\n])*/.exec(start.replace(/^\s*[\r\n]+/, ''))?.[0] ?? ''
}

function withoutQuoted(line: string): string {
  return line.replace(/"(?:[^"]|"")*"?/g, '')
}

function countOf(line: string, mark: string): number {
  return line.split(mark).length
}
