/**
 * Names for SQL texts that come again, so that PostgreSQL parses and plans them once per session.
 *
 * A text earns its name when it is seen for the third time: an insert of seventeen rows whose text
 * never returns would only fill the sessions' memory.
 */
const namesMax = 500

/**
 * Put at the end of a text, it is planned for its own values each time. A list filtered by a rare
 * value needs another plan than one filtered by a common value, and a kept plan knows no values.
 */
export const planAnew = '/* plan anew */'

const countedMax = 2_000
const seenBeforeNamed = 3

const names = new Map<string, string>()
const seen = new Map<string, number>()

export function statementName(text: string): string | undefined {
  if (text.endsWith(planAnew)) return undefined
  const name = names.get(text)
  if (name !== undefined) return name
  if (names.size >= namesMax) return undefined
  const count = (seen.get(text) ?? 0) + 1
  if (count >= seenBeforeNamed) {
    seen.delete(text)
    const fresh = `s${names.size + 1}`
    names.set(text, fresh)
    return fresh
  }
  if (seen.size >= countedMax) seen.clear()
  seen.set(text, count)
  return undefined
}
